/** The map with its legend, what a tile says, and its two readings: buyers per inhabitants, and the catchment by what is spent. */
import { html, nothing, type TemplateResult } from 'lit';
import type { AudienceTexts } from './audience-texts.ts';
import type { ChartRow } from './chart-rows.ts';
import { mapLegend, renderLegend } from './scales.ts';
import type { MapReading, Section } from './section.ts';
import { neighbour, tileMap, tileText, type TileMap } from './tile-map.ts';

export function mapOf(section: Section, rows: readonly ChartRow[], texts: AudienceTexts): TileMap {
  const { answer, locale, chosen } = section;
  const catchment = answer.report?.catchment ?? null;
  return {
    rows,
    texts,
    chosen,
    catchment,
    home: answer.home?.slice(0, 2) ?? null,
    number: (value) => new Intl.NumberFormat(locale).format(value),
    reading: catchment ? section.reading : 'rate',
  };
}

export function mapSection(section: Section, rows: readonly ChartRow[], texts: AudienceTexts): TemplateResult {
  const { chosen, choose } = section;
  const map = mapOf(section, rows, texts);
  const { home, catchment, reading } = map;
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
    ${renderLegend(mapLegend(map))}
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
