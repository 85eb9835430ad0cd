/** One chart as it stands in the overview and by itself: finding, measure, drawing, what is hidden, its table and its files. */
import { html, nothing, type TemplateResult } from 'lit';
import type { AudienceTableName } from '#protocol';
import { figureFormat } from '../locales/figure-format.ts';
import { audienceTexts, cellName, type AudienceTexts } from './audience-texts.ts';
import { barRows } from './bar-rows.ts';
import { lift, rowsOf, type ChartRow } from './chart-rows.ts';
import { drawnChart } from './drawn-charts.ts';
import { fileButtons } from './file-buttons.ts';
import { mapSection } from './map-section.ts';
import { momentLegend, renderLegend } from './scales.ts';
import { sectionName, type Section } from './section.ts';
import { tableTwin } from './table-twin.ts';
import { takeaway } from './takeaways.ts';
import { upsetChart } from './upset.ts';

/** Of these the largest are drawn as bars. */
const LONG: readonly AudienceTableName[] = ['overlap', 'house_segment', 'origin_pc4'];
const MOST_ROWS = 8;
const INDEXED: readonly AudienceTableName[] = ['age', 'segment'];
/** Drawn without ticks of what they are laid beside; their tables have it. */
const BARE: readonly AudienceTableName[] = ['origin', 'moment', 'combinations'];
/** Tables whose buyers are not all in some cell: who is in none is neither unknown nor hidden. */
const OPEN: readonly AudienceTableName[] = ['overlap', 'combinations'];

export function renderSection(section: Section): TemplateResult {
  const { answer, table, locale, beside, titles } = section;
  const texts = audienceTexts(locale);
  const published = answer.report?.tables[table];
  const all = table === 'overlap' ? withTimes(rowsOf(answer, table), section) : rowsOf(answer, table);
  const rows = limited(table, all);
  const told =
    table === 'origin' || table === 'moment' || table === 'combinations'
      ? all.filter(({ tens }) => tens !== null)
      : all;
  const nameOf = (key: string): string => cellName(texts, table, key, titles);
  const said =
    takeaway(answer, table, locale, beside, titles) ||
    (table === 'origin' && takeaway(answer, 'distance', locale, beside)) ||
    texts.names[table];
  const wide = table === 'origin';
  const why = published?.withheld ?? (published ? null : 'not_known');
  const ticked = !BARE.includes(table) && rows.some(({ beside: other }) => other !== null);
  return html`<section class=${wide ? 'wide' : ''} aria-label=${sectionName(section, texts)}>
    <h3>${said}</h3>
    <p class="measure">
      ${wide && section.reading === 'catchment' && answer.report?.catchment ? texts.subCatchment : texts.subs[table]}${ticked && beside !== '' ? html`; <i class="tick-key"></i> ${beside}${INDEXED.includes(table) ? `; ${texts.indexed}` : ''}` : nothing}
    </p>
    ${
      why !== null
        ? html`<p class="hidden-cell">${texts.withheld[why]}</p>`
        : html`${drawing(section, rows, texts, nameOf)} ${restOf(section, texts)}
            <div class="tools">
              ${tableTwin(told, section, texts, nameOf, said)}
              ${section.printed ? nothing : fileButtons(section, told, texts, nameOf, said)}
            </div>`
    }
  </section>`;
}

/** Long lists show their largest; the table and the files have all. */
function limited(table: AudienceTableName, rows: readonly ChartRow[]): readonly ChartRow[] {
  return LONG.includes(table) ? largest(rows) : rows;
}

const largest = (rows: readonly ChartRow[]): readonly ChartRow[] =>
  rows
    .filter(({ tens }) => tens !== null)
    .toSorted((a, b) => (b.tens ?? 0) - (a.tens ?? 0))
    .slice(0, MOST_ROWS);

function withTimes(rows: readonly ChartRow[], { answer, locale, season }: Section): readonly ChartRow[] {
  const number = new Intl.NumberFormat(locale);
  return rows.map((row) => {
    const found = lift(row.tens, answer.report?.buyers ?? null, season.productions[row.key] ?? null, season.buyers);
    return found ? { ...row, times: `${found.exact ? '' : '± '}${number.format(found.times)}×` } : row;
  });
}

function drawing(
  section: Section,
  rows: readonly ChartRow[],
  texts: AudienceTexts,
  nameOf: (key: string) => string,
): TemplateResult {
  const { table, locale, titles } = section;
  const { count } = figureFormat(locale);
  if (table === 'origin') return mapSection(section, rows, texts);
  if (table === 'combinations') return upsetChart(rows, (id) => titles[id] ?? id, count);
  const chart = section.draw && drawnChart(table, rows, texts);
  if (chart)
    return html`${section.draw?.(table, chart)}${table === 'moment' ? renderLegend(momentLegend(rows, texts, count)) : nothing}
    ${
      table === 'lead' && rows.some(({ share }) => share === null)
        ? html`<p class="key" aria-hidden="true"><i class="outline"></i>${texts.hidden}</p>`
        : nothing
    }`;
  return barRows(table === 'moment' ? largest(rows) : rows, {
    texts,
    nameOf,
    third:
      table === 'overlap' ? 'times' : section.beside === '' ? 'none' : INDEXED.includes(table) ? 'index' : 'points',
  });
}

function restOf({ answer, table, locale }: Section, texts: AudienceTexts): TemplateResult | typeof nothing {
  const { report } = answer;
  const shown = report?.tables[table]?.shown;
  if (OPEN.includes(table) || !report?.buyers || shown === null || shown === undefined) return nothing;
  const rest = Math.round(100 - (100 * shown) / report.buyers);
  if (rest <= 2) return nothing;
  return html`<p class="rest">${texts.rest(figureFormat(locale).share(rest / 100))}</p>`;
}
