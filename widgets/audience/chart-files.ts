/** What is on screen as a file: CSV for a spreadsheet, SVG and PNG for a deck. Made of the same rows; hidden cells stay empty with a reason. */
import type { ChartRow } from './chart-rows.ts';
import type { AudienceTexts } from './audience-texts.ts';
import { PC2_AREAS, TILE_COLUMNS, tiles } from './pc2-areas.ts';
import { stepsOf } from './tile-map.ts';

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

/** Colours as they are on screen, so that a picture of a dark page is dark. */
export interface Palette {
  readonly ink: string;
  readonly ink2: string;
  readonly accent: string;
  readonly sunk: string;
  readonly surface: string;
}

const escapeXml = (text: string): string =>
  text.replace(/[&<>"']/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c] ?? c);
const FONT = 'system-ui, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif';
const WIDTH = 720;
const SHARES = [0, 0.12, 0.2, 0.28, 0.36, 0.45, 0.54, 0.82, 1];

const text = (x: number, y: number, what: string, fill: string, more = ''): string =>
  `<text x="${x}" y="${y}" fill="${fill}" ${more}>${escapeXml(what)}</text>`;

/** Bars for any table, tiles for the map. */
export function toSvg(file: ChartFile, kind: 'bars' | 'map', palette: Palette): string {
  const { title, measure, source } = file;
  const [body, height] = kind === 'map' ? mapOf(file, palette) : barsOf(file, palette);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height + 40}" viewBox="0 0 ${WIDTH} ${height + 40}" font-family="${FONT}" font-size="14">
<title>${escapeXml(title)}</title>
<rect width="100%" height="100%" fill="${palette.surface}"/>
${text(24, 36, title, palette.ink, 'font-size="18" font-weight="650"')}
${text(24, 56, measure, palette.ink2, 'font-size="12"')}
${body}
${text(24, height + 24, source, palette.ink2, 'font-size="11"')}
</svg>
`;
}

function barsOf({ rows, nameOf, texts }: ChartFile, { ink, ink2, accent, sunk }: Palette): [string, number] {
  const most = Math.max(20, ...rows.map(({ share, beside }) => Math.max(share ?? 0, beside ?? 0)));
  const [left, wide] = [190, 420];
  const lines = rows.map(({ key, share, beside, index }, i) => {
    const y = 76 + i * 26;
    const name = text(24, y + 12, nameOf(key), ink);
    if (share === null) return name + text(left, y + 12, texts.hidden, ink2, 'font-size="12"');
    const tick =
      beside === null
        ? ''
        : `<rect x="${left + (wide * beside) / most - 1}" y="${y}" width="2" height="16" fill="${ink}"/>`;
    return `${name}<rect x="${left}" y="${y + 3}" width="${wide}" height="10" fill="${sunk}"/><rect x="${left}" y="${y + 3}" width="${(wide * share) / most}" height="10" fill="${accent}"/>${tick}${text(left + wide + 46, y + 12, `${share}%`, ink, 'text-anchor="end"')}${index === null ? '' : text(left + wide + 90, y + 12, String(index), ink2, 'text-anchor="end" font-size="12"')}`;
  });
  return [lines.join('\n'), 84 + rows.length * 26];
}

function mapOf({ rows }: ChartFile, { ink, ink2, accent, sunk, surface }: Palette): [string, number] {
  const steps = stepsOf(rows);
  const size = 52;
  const left = (WIDTH - TILE_COLUMNS * size) / 2;
  const all = tiles();
  const drawn = all.map(({ area, column, row }) => {
    const step = steps.get(area) ?? 0;
    const [x, y] = [left + column * size, 76 + row * size];
    const fill = step === 0 ? sunk : mix(accent, surface, SHARES[step] ?? 1);
    return `<g><title>${area} ${escapeXml(PC2_AREAS[area]?.place ?? '')}</title><rect x="${x + 2}" y="${y + 2}" width="${size - 4}" height="${size - 4}" rx="3" fill="${fill}"/>${text(x + size / 2, y + size / 2 + 5, area, step >= 7 ? surface : step > 0 ? ink : ink2, 'text-anchor="middle"')}</g>`;
  });
  return [drawn.join('\n'), 84 + (Math.max(...all.map(({ row }) => row)) + 1) * size];
}

/** Two colours in a share, written so that every program draws it; one that is no `rgb()` stays as it is. */
function mix(front: string, back: string, share: number): string {
  const parts = (colour: string): number[] =>
    colour.startsWith('rgb') ? (colour.match(/[\d.]+/g) ?? []).map(Number) : [];
  const [a, b] = [parts(front), parts(back)];
  if (a.length < 3 || b.length < 3) return front;
  return `rgb(${[0, 1, 2].map((i) => Math.round((a[i] ?? 0) * share + (b[i] ?? 0) * (1 - share))).join(', ')})`;
}

/** Twice the size, for screens and print. */
export async function toPng(svg: string): Promise<Blob> {
  const image = new Image();
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.width * 2;
    canvas.height = image.height * 2;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, fail) =>
      canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error('no picture'))), 'image/png'),
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}

export function save(name: string, blob: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
