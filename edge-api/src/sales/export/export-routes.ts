/** The file of exactly what the monitor shows for the same query: all pages of it, up to a bound. */
import { EXPORT_FORMATS, MAX_EXPORT_ROWS, MONITOR_COLUMNS, PATHS, type MonitorColumn, type Names } from '#protocol';
import { ApiError } from '../../api-error.ts';
import { Routes, type Ctx } from '../../route.ts';
import { sumBodies, toTotals } from '../totals.ts';
import { askedOf, select, shownRows } from '../monitor-selection.ts';
import { EXPORT } from '../query-notes.ts';
import { choice, definitionOf, namesOf, readerOf } from '../reader-view.ts';
import { aboutRows } from './about.ts';
import { toCell, wallClock, type Cell } from './cells.ts';
import { toCsv } from './csv.ts';
import { LOCALES, WORDS } from './words.ts';
import { toXlsx } from './xlsx.ts';

const WIDTHS: Partial<Record<MonitorColumn, number>> = {
  date: 17,
  asOf: 17,
  title: 36,
  production: 21,
  venue: 26,
  hall: 18,
  provider: 26,
  attention: 48,
  benchmark: 22,
};
const USUAL_WIDTH = 14;
const ABOUT_WIDTHS = [28, 72];
const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

function columnsOf(c: Ctx): readonly MonitorColumn[] {
  const named = (c.req.query('columns') ?? '').split(',').filter((id) => id !== '');
  const strange = named.find((id) => !(MONITOR_COLUMNS as readonly string[]).includes(id));
  if (strange !== undefined)
    throw new ApiError('invalid_request', 'columns must be ids of columns, parted by commas', {
      errors: [{ pointer: '/columns', detail: `one or more of ${MONITOR_COLUMNS.join(', ')}` }],
    });
  return named.length ? [...new Set(named as MonitorColumn[])] : MONITOR_COLUMNS;
}

/** Ids that were filtered on are opaque to a reader of the file. */
function nameOf(names: Names, filter: string, value: string): string {
  if (filter === 'venue') return names.venues[value]?.name ?? value;
  if (filter === 'hall') return names.halls[value]?.name ?? value;
  if (filter === 'provider') return names.providers[value]?.name ?? value;
  return value;
}

async function exported(c: Ctx): Promise<Response> {
  const format = choice(c, 'format', EXPORT_FORMATS, 'csv');
  const locale = choice(c, 'locale', LOCALES, 'nl');
  const columns = columnsOf(c);
  const words = WORDS[locale];
  const { organisation, shard } = await readerOf(c);
  const asked = await askedOf(c, organisation);
  const { whole, kept } = await select(c, shard, organisation.key, asked);
  const shown = shownRows(asked, kept);
  if (shown.length > MAX_EXPORT_ROWS)
    throw new ApiError('payload_too_large', `more than ${MAX_EXPORT_ROWS} rows; filter, or take a season in parts`);
  const names = namesOf(whole);
  const cells = shown.map(({ row }) => columns.map((column): Cell => toCell(column, row, names, words)));
  const bodies = shown.map(({ body }) => body);
  const sum = sumBodies(bodies, asked.view.today);
  const definition = definitionOf(asked.view, sum.terms);
  const headed = (column: MonitorColumn): string =>
    format === 'csv' && (column === 'occupancy' || column === 'benchmark')
      ? `${words.columns[column]} %`
      : column === 'amount'
        ? `${words.columns.amount} (${definition.currency})`
        : words.columns[column];
  const header = columns.map(headed);
  const now = new Date(c.var.now).toISOString();
  const file =
    format === 'csv'
      ? toCsv([header.map((value): Cell => ({ kind: 'text', value })), ...cells], locale)
      : toXlsx([
          { name: words.sheets[0], header, rows: cells, widths: columns.map((id) => WIDTHS[id] ?? USUAL_WIDTH) },
          {
            name: words.sheets[1],
            header: [],
            widths: ABOUT_WIDTHS,
            rows: aboutRows(
              {
                ...asked,
                organisation: organisation.name,
                livemode: organisation.livemode === 1,
                now,
                newest: sum.asOf === null ? null : new Date(sum.asOf).toISOString(),
                zone: organisation.time_zone,
                definition,
                rows: shown.length,
                sources: sum.sources,
                totals: toTotals(sum, asked.view),
                nameOf: (filter, value) => nameOf(names, filter, value),
              },
              words,
            ),
          },
        ]);
  const stamp = new Date(wallClock(now, organisation.time_zone)).toISOString().slice(0, 16).replace(/[T:]/g, '-');
  return c.body(file, 200, {
    'content-type': TYPES[format],
    'content-disposition': `attachment; filename="dip-${words.file}-${stamp}.${format}"`,
    'cache-control': 'private, no-store',
  });
}

export function exportRoutes(): Routes {
  return new Routes().on('get', PATHS.exports, 'read_sales', exported, {
    summary: `What the monitor shows for the same query as a file, all pages of up to ${MAX_EXPORT_ROWS} rows`,
    query: EXPORT,
  });
}
