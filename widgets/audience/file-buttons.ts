/** CSV, PNG and SVG of one chart. What draws pictures comes when the first is asked for. */
import { html, type TemplateResult } from 'lit';
import type { AudienceTexts } from './audience-texts.ts';
import { save, toCsv, type ChartFile } from './chart-files.ts';
import type { ChartRow } from './chart-rows.ts';
import { sectionName, type Section } from './section.ts';

export function fileButtons(
  section: Section,
  rows: readonly ChartRow[],
  texts: AudienceTexts,
  nameOf: (key: string) => string,
  title: string,
): TemplateResult {
  const { answer, table, beside } = section;
  const { report } = answer;
  const file: ChartFile = {
    title,
    measure:
      table === 'origin' && section.reading === 'catchment' && report?.catchment
        ? texts.subCatchment
        : texts.subs[table],
    source: `${report?.subject.title ?? ''}, ${report?.subject.venueName ?? ''} · ${report?.release.at.slice(0, 10) ?? ''} · ${texts.hiddenNote}`,
    rows,
    nameOf,
    texts,
    beside,
  };
  const name = `${table}-${report?.subject.id ?? ''}`.replace(/[^\w-]+/g, '-');
  const picture = async (kind: 'png' | 'svg', near: Element): Promise<void> => {
    const { pictureFile } = await import('./picture-file.ts');
    save(`${name}.${kind}`, await pictureFile(kind, section, file, near));
  };
  const button = (kind: 'CSV' | 'PNG' | 'SVG', make: (event: Event) => void): TemplateResult =>
    html`<button type="button" aria-label=${`${kind}: ${sectionName(section, texts)}`} @click=${make}>${kind}</button>`;
  return html`<div class="files">
    ${button('CSV', () => save(`${name}.csv`, new Blob([toCsv(file)], { type: 'text/csv' })))}
    ${button('PNG', ({ currentTarget }) => void picture('png', currentTarget as Element))}
    ${button('SVG', ({ currentTarget }) => void picture('svg', currentTarget as Element))}
  </div>`;
}
