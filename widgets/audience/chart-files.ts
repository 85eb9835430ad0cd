/** What is on screen as a file: the rows as CSV for a spreadsheet. Hidden cells stay empty with a reason. */
import type { ChartRow } from './chart-rows.ts';
import type { AudienceTexts } from './audience-texts.ts';

export interface ChartFile {
  readonly title: string;
  readonly measure: string;
  readonly source: string;
  readonly rows: readonly ChartRow[];
  readonly nameOf: (key: string) => string;
  readonly texts: AudienceTexts;
  readonly beside: string;
}

/** Semicolons and a byte order mark: what a Dutch spreadsheet opens by itself. A text that begins like a formula is kept a text. */
export function toCsv({ rows, nameOf, texts, beside, title, source }: ChartFile): string {
  const cell = (value: string | number | null): string => {
    const text = value === null ? '' : String(value);
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const lines = [
    [texts.group, `${texts.buyersHead} (10)`, `${texts.share} %`, ...(beside ? [`${beside} %`, texts.index] : [])],
    ...rows.map(({ key, tens, share, beside: other, index }) => [
      nameOf(key),
      tens === null ? texts.hidden : tens,
      share,
      ...(beside ? [other, index] : []),
    ]),
    [title],
    [source],
  ];
  return `\ufeff${lines.map((line) => line.map(cell).join(';')).join('\r\n')}\r\n`;
}

export function save(name: string, blob: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
