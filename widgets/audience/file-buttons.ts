/** CSV, PNG and SVG of one chart. */
import { html, type TemplateResult } from 'lit';
import type { AudienceTexts } from './audience-texts.ts';
import { save, toCsv, type ChartFile } from './chart-files.ts';
import { pictureOf, toPng, toSvg, type Palette, type Picture } from './chart-picture.ts';
import type { ChartRow } from './chart-rows.ts';
import type { Section } from './section.ts';

export function fileButtons(
  { answer, table, beside }: Section,
  rows: readonly ChartRow[],
  texts: AudienceTexts,
  nameOf: (key: string) => string,
  title: string,
): TemplateResult {
  const { report } = answer;
  const file: ChartFile = {
    title,
    measure: texts.subs[table],
    source: `${report?.subject.title ?? ''}, ${report?.subject.venueName ?? ''} · ${report?.release.at.slice(0, 10) ?? ''} · ${texts.hiddenNote}`,
    rows,
    nameOf,
    texts,
    beside,
  };
  const name = `${table}-${report?.subject.id ?? ''}`.replace(/[^\w-]+/g, '-');
  const drawn = (event: Event): Picture =>
    pictureOf(file, table === 'origin' ? 'map' : 'bars', paletteOf(event.currentTarget as Element));
  const button = (kind: 'CSV' | 'PNG' | 'SVG', make: (event: Event) => void): TemplateResult =>
    html`<button type="button" aria-label=${`${kind}: ${texts.names[table]}`} @click=${make}>${kind}</button>`;
  return html`<div class="files">
    ${button('CSV', () => save(`${name}.csv`, new Blob([toCsv(file)], { type: 'text/csv' })))}
    ${button('PNG', (event) => void toPng(drawn(event)).then((png) => save(`${name}.png`, png)))}
    ${button('SVG', (event) => save(`${name}.svg`, new Blob([toSvg(drawn(event))], { type: 'image/svg+xml' })))}
  </div>`;
}

/** The colours of this place as the browser resolves them. */
function paletteOf(near: Element): Palette {
  const probe = document.createElement('span');
  near.append(probe);
  const of = (name: string): string => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const palette = {
    ink: of('--_ink'),
    ink2: of('--_ink2'),
    accent: of('--_accent'),
    sunk: of('--_sunk'),
    surface: of('--_surface'),
  };
  probe.remove();
  return palette;
}
