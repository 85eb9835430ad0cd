/** The map with its legend, what a tile says, and its two readings: buyers per inhabitants, and the catchment by what is spent. */
import { html, nothing, type TemplateResult } from 'lit';
import type { AudienceTexts } from './audience-texts.ts';
import { penetration, type ChartRow } from './chart-rows.ts';
import type { MapReading, Section } from './section.ts';
import { neighbour, RINGS, STEPS, tileMap, tileText, type TileMap } from './tile-map.ts';

export function mapSection(section: Section, rows: readonly ChartRow[], texts: AudienceTexts): TemplateResult {
  const { answer, locale, chosen, choose } = section;
  const catchment = answer.report?.catchment ?? null;
  const reading: MapReading = catchment ? section.reading : 'rate';
  const number = (value: number): string => new Intl.NumberFormat(locale).format(value);
  const home = answer.home?.slice(0, 2) ?? null;
  const map: TileMap = { rows, home, chosen, texts, number, catchment, reading };
  const pick = (event: Event): void => {
    const tile = (event.target as Element).closest('[data-area]');
    if (tile) choose(tile.getAttribute('data-area') ?? '');
  };
  const walk = (event: KeyboardEvent): void => {
    if (!event.key.startsWith('Arrow')) return;
    event.preventDefault();
    choose(chosen === '' ? (home ?? '35') : neighbour(chosen, event.key));
  };
  const choice = (one: MapReading): TemplateResult =>
    html`<button type="button" aria-pressed=${one === reading} @click=${() => section.read(one)}>
      ${texts.readings[one]}
    </button>`;
  return html`${catchment && section.bothReadings && !section.printed ? html`<div class="readings">${choice('rate')}${choice('catchment')}</div>` : nothing}
    ${reading === 'rate' ? rateScale(rows, texts, number) : ringScale(texts)}
    <div
      class="map-box"
      tabindex=${section.printed ? nothing : '0'}
      role=${section.printed ? 'img' : 'application'}
      aria-label=${section.printed ? texts.names.origin : `${texts.names.origin}. ${texts.mapHelp}`}
      @click=${pick}
      @keydown=${walk}
    >
      ${tileMap(map)}
    </div>
    ${section.printed ? nothing : html`<p class="said" aria-live="polite">${chosen === '' ? texts.mapHint : tileText(map, chosen)}</p>`}`;
}

function rateScale(rows: readonly ChartRow[], texts: AudienceTexts, number: (value: number) => string): TemplateResult {
  const per = [...penetration(rows).values()];
  return html`<div class="scale" aria-hidden="true">
    ${
      per.length
        ? html`<span class="run"
            >${number(Math.min(...per))}${Array.from({ length: STEPS }, (_, i) => html`<i class=${`s${i + 1}`}></i>`)}${number(Math.max(...per))}</span
          >`
        : nothing
    }<span><i class="s0"></i>${texts.fewerThanTen}</span>
  </div>`;
}

const ringScale = (texts: AudienceTexts): TemplateResult =>
  html`<div class="scale" aria-hidden="true">
    ${Object.entries(RINGS).map(
      ([ring, step]) =>
        html`<span><i class=${`s${step}`}></i>${texts.catchment[ring as keyof typeof texts.catchment]}</span>`,
    )}<span><i class="s0"></i>${texts.fewerThanTen}</span>
  </div>`;
