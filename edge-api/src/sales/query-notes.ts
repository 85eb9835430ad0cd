/** What a query about sales may say, for the documentation of every route that takes it. */
import * as v from 'valibot';
import {
  AmountDefinition,
  CountDefinition,
  Day,
  EXPORT_FORMATS,
  LEVELS,
  LEVEL_SORTS,
  MONITOR_COLUMNS,
  QUARANTINE_STATES,
} from '#protocol';

const text = (description: string) => v.optional(v.pipe(v.string(), v.description(description)));
const list = (what: string) => text(`${what}; several parted by commas`);

const MOMENT = {
  definition: v.optional(CountDefinition),
  amount: v.optional(AmountDefinition),
  asOf: v.optional(v.pipe(Day, v.description('figures as of the end of that day; absent: as they stand'))),
  axis: v.optional(
    v.pipe(v.picklist(['true', 'reported']), v.description('with asOf: what was so, or what was known')),
  ),
};

export const SELECTION = {
  ...MOMENT,
  season: list('Year a season starts in, from August; by default the present one'),
  period: v.optional(v.picklist(['all', 'upcoming', 'past'])),
  from: v.optional(Day),
  to: v.optional(Day),
  production: list('Production id'),
  genre: list('Genre'),
  region: list('Province of the venue'),
  venue: list('Organisation id'),
  hall: list('Hall id'),
  provider: list('Organisation id'),
  type: list('Kind of performance'),
  status: list('Status'),
  q: text('Part of a title or of the name of hall, provider or venue'),
  attention: v.optional(v.pipe(v.picklist(['true', 'false']), v.description('only what needs someone'))),
};
export const SERIES = MOMENT;
export const ROWS = {
  ...SELECTION,
  sort: v.optional(v.picklist([...MONITOR_COLUMNS, 'change'])),
  order: v.optional(v.picklist(['asc', 'desc'])),
};
export const EXPORT = {
  ...ROWS,
  format: v.optional(v.picklist(EXPORT_FORMATS)),
  columns: text(`Any of ${MONITOR_COLUMNS.join(', ')}, parted by commas`),
  locale: v.optional(
    v.pipe(v.picklist(['nl', 'en']), v.description('words, and for CSV ; and a decimal comma, or , and a point')),
  ),
};
const PAGE = { limit: text('At most 200'), cursor: text('next of the last answer') };
export const PAGED_ROWS = { ...ROWS, ...PAGE };
export const BY_LEVEL = { ...SELECTION, by: v.picklist(LEVELS), sort: v.optional(v.picklist(LEVEL_SORTS)), ...PAGE };
export const KEPT = {
  state: v.optional(v.picklist(QUARANTINE_STATES)),
  organisation: text('For a vendor or reseller: the venue it acts for'),
  ...PAGE,
};
