/** One chart as it stands in the overview and by itself: finding, measure, drawing, what is hidden, its table and its files. */
import { html, nothing, type TemplateResult } from 'lit';
import type { AudienceAnswer, AudienceTableName } from '#protocol';
import { figureFormat } from '../locales/figure-format.ts';
import { audienceTexts, cellName, type AudienceTexts } from './audience-texts.ts';
import { barRows } from './bar-rows.ts';
import { save, toCsv, toPng, toSvg, type ChartFile, type Palette } from './chart-files.ts';
import { penetration, rowsOf, type ChartRow } from './chart-rows.ts';
import { columnChart } from './lead-columns.ts';
import { heatGrid } from './heat-grid.ts';
import { takeaway } from './takeaways.ts';
import { neighbour, STEPS, tileMap, tileText } from './tile-map.ts';

export interface Section {
  readonly answer: AudienceAnswer;
  readonly table: AudienceTableName;
  readonly locale: string;
  /** What it is laid beside, in words; '' without. */
  readonly beside: string;
  /** Names of productions by id. */
  readonly titles: Readonly<Record<string, string>>;
  /** The tile that is chosen on the map, and how to choose another. */
  readonly chosen: string;
  readonly choose: (area: string) => void;
}

const LATE = ['0', '1-3', '4-7', '8-14', '15-28'];
const MOST_ROWS = 8;

export function renderSection(section: Section): TemplateResult {
  const { answer, table, locale, beside, titles } = section;
  const texts = audienceTexts(locale);
  const published = answer.report?.tables[table];
  const all = rowsOf(answer, table);
  const rows = limited(table, all);
  const nameOf = (key: string): string => cellName(texts, table, key, titles);
  const said =
    takeaway(answer, table, locale, beside, titles) ||
    (table === 'origin' && takeaway(answer, 'distance', locale, beside)) ||
    texts.names[table];
  const wide = table === 'origin';
  const why = published?.withheld ?? (published ? null : 'not_known');
  return html`<section class=${wide ? 'wide' : ''} aria-label=${texts.names[table]}>
    <h3>${said}</h3>
    <p class="measure">${texts.subs[table]}</p>
    ${
      why !== null
        ? html`<p class="hidden-cell">${texts.withheld[why]}</p>`
        : html`${drawing(section, rows, texts, nameOf)} ${restOf(section, texts)}
          ${twin(rows, section, texts, nameOf, said)} ${files(section, rows, texts, nameOf, said)}`
    }
  </section>`;
}

/** Long lists show their largest; the table and the files have all. */
function limited(table: AudienceTableName, rows: readonly ChartRow[]): readonly ChartRow[] {
  if (table !== 'overlap' && table !== 'combinations' && table !== 'house_segment') return rows;
  return rows
    .filter(({ tens }) => tens !== null)
    .toSorted((a, b) => (b.tens ?? 0) - (a.tens ?? 0))
    .slice(0, MOST_ROWS);
}

function drawing(
  section: Section,
  rows: readonly ChartRow[],
  texts: AudienceTexts,
  nameOf: (key: string) => string,
): TemplateResult {
  const { table } = section;
  if (table === 'origin') return mapOf(section, rows, texts);
  if (table === 'lead') return columnChart(rows, nameOf, LATE);
  if (table === 'moment') return heatGrid(rows, texts);
  return barRows(rows, {
    texts,
    nameOf,
    third: section.beside === '' ? 'none' : table === 'age' || table === 'segment' ? 'index' : 'points',
  });
}

function mapOf(
  { answer, locale, chosen, choose }: Section,
  rows: readonly ChartRow[],
  texts: AudienceTexts,
): TemplateResult {
  const number = (value: number): string => new Intl.NumberFormat(locale).format(value);
  const home = answer.home?.slice(0, 2) ?? null;
  const map = { rows, home, chosen, texts, number };
  const per = [...penetration(rows).values()];
  const pick = (event: Event): void => {
    const tile = (event.target as Element).closest('[data-area]');
    if (tile) choose(tile.getAttribute('data-area') ?? '');
  };
  const walk = (event: KeyboardEvent): void => {
    if (!event.key.startsWith('Arrow')) return;
    event.preventDefault();
    choose(chosen === '' ? (home ?? '35') : neighbour(chosen, event.key));
  };
  return html`<div class="scale" aria-hidden="true">
      ${per.length ? number(Math.min(...per)) : ''}
      ${Array.from({ length: STEPS }, (_, i) => html`<i class=${`s${i + 1}`}></i>`)}
      <span></span>${per.length ? number(Math.max(...per)) : ''} <i class="s0"></i>${texts.fewerThanTen}
    </div>
    <div
      class="map-box"
      tabindex="0"
      role="application"
      aria-label=${`${texts.names.origin}. ${texts.mapHelp}`}
      @click=${pick}
      @keydown=${walk}
    >
      ${tileMap(map)}
    </div>
    <p class="said" aria-live="polite">${chosen === '' ? '' : tileText(map, chosen)}</p>`;
}

function restOf({ answer, table, locale }: Section, texts: AudienceTexts): TemplateResult | typeof nothing {
  const { report } = answer;
  const shown = report?.tables[table]?.shown;
  if (!report?.buyers || shown === null || shown === undefined) return nothing;
  const rest = Math.round(100 - (100 * shown) / report.buyers);
  if (rest <= 2) return nothing;
  return html`<p class="rest">${texts.rest(figureFormat(locale).share(rest / 100))}</p>`;
}

function twin(
  rows: readonly ChartRow[],
  { table, beside, locale }: Section,
  texts: AudienceTexts,
  nameOf: (key: string) => string,
  caption: string,
): TemplateResult {
  const { count } = figureFormat(locale);
  const shown = table === 'origin' || table === 'moment' ? rows.filter(({ tens }) => tens !== null) : rows;
  return html`<details>
    <summary>${texts.showTable}</summary>
    <div class="twin" tabindex="0" role="region" aria-label=${texts.names[table]}>
      <table>
        <caption>
          ${caption}
        </caption>
        <thead>
          <tr>
            <th scope="col">${texts.group}</th>
            <th scope="col">${texts.buyersHead}</th>
            <th scope="col">${texts.share}</th>
            ${
              beside === ''
                ? nothing
                : html`<th scope="col">${beside}</th>
                    <th scope="col">${texts.index}</th>`
            }
          </tr>
        </thead>
        <tbody>
          ${shown.map(
            ({ key, tens, share, beside: other, index }) =>
              html`<tr>
                <th scope="row">${table === 'moment' ? momentName(key, texts) : nameOf(key)}</th>
                <td>
                  ${tens === null ? texts.hidden : tens === 0 ? '0' : texts.between(count(tens), count(tens + 9))}
                </td>
                <td>${share === null ? '' : `${share}%`}</td>
                ${
                  beside === ''
                    ? nothing
                    : html`<td>${other === null ? '' : `${other}%`}</td>
                        <td>${index ?? ''}</td>`
                }
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}

function momentName(key: string, texts: AudienceTexts): string {
  const [day, hour] = key.split('-').map(Number);
  return `${texts.weekdays[(day ?? 1) - 1]} ${texts.hour(hour ?? 0)}`;
}

function files(
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
    rows: table === 'moment' ? rows.filter(({ tens }) => tens !== null) : rows,
    nameOf: table === 'moment' ? (key) => momentName(key, texts) : nameOf,
    texts,
    beside,
  };
  const name = `${table}-${report?.subject.id ?? ''}`.replace(/[^\w-]+/g, '-');
  const svgOf = (event: Event): string =>
    toSvg(file, table === 'origin' ? 'map' : 'bars', paletteOf(event.currentTarget as Element));
  return html`<div class="files">
    <button type="button" @click=${() => save(`${name}.csv`, new Blob([toCsv(file)], { type: 'text/csv' }))}>
      CSV
    </button>
    ·
    <button
      type="button"
      @click=${(event: Event) => {
        const drawn = svgOf(event);
        void toPng(drawn).then((png) => save(`${name}.png`, png));
      }}
    >
      PNG
    </button>
    ·
    <button
      type="button"
      @click=${(event: Event) => save(`${name}.svg`, new Blob([svgOf(event)], { type: 'image/svg+xml' }))}
    >
      SVG
    </button>
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
