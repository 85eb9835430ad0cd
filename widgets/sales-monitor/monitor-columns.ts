/** Pure: the columns of the list, what each sorts by, and how many fit. */
import type { AmountDefinition, CountDefinition } from '#protocol';

// Spelt here and not taken from the protocol, whose values bring a schema library along.
export const COUNT_DEFINITIONS = ['issued', 'sold', 'sold_reserved'] as const satisfies readonly CountDefinition[];
export const AMOUNT_DEFINITIONS = ['reported', 'ex_vat', 'ex_vat_levy'] as const satisfies readonly AmountDefinition[];

/** In the order of the chooser. `spark` is drawn only; the others are the export's ids too. */
export const COLUMN_IDS = [
  'date',
  'title',
  'production',
  'venue',
  'hall',
  'provider',
  'genre',
  'occupancy',
  'count',
  'capacity',
  'change1',
  'change7',
  'change28',
  'spark',
  'amount',
  'reserved',
  'blocked',
  'available',
  'benchmark',
  'attention',
  'status',
  'asOf',
  'deal',
  'share',
] as const;
export type ColumnId = (typeof COLUMN_IDS)[number];

export const USUAL: readonly ColumnId[] = [
  'date',
  'title',
  'occupancy',
  'count',
  'change7',
  'spark',
  'amount',
  'attention',
];
/** Widths in px. Those in FLUID take at least this and their part of what is left. */
const WIDTHS: Partial<Record<ColumnId, number>> = {
  date: 88,
  title: 160,
  occupancy: 150,
  spark: 96,
  asOf: 110,
  production: 150,
  attention: 140,
  share: 96,
};
const FLUID: Partial<Record<ColumnId, number>> = { title: 8, venue: 3, hall: 3, provider: 3, attention: 5 };
const FLUID_PX = 140;
const OTHER_PX = 76;
export const GAP_PX = 20;
/** Left out first. */
const SPARED: readonly ColumnId[] = ['spark', 'change7', 'amount'];
/** Below this width the list is rows of title, bar and figure. */
export const PHONE_PX = 694;
const PHONE: readonly ColumnId[] = ['title', 'date', 'occupancy', 'attention', 'count'];

const widthOf = (id: ColumnId): number => WIDTHS[id] ?? (FLUID[id] ? FLUID_PX : OTHER_PX);

/** The least the columns need, px, with the room between them. */
export const leastWidth = (ids: readonly ColumnId[]): number =>
  ids.reduce((sum, id) => sum + widthOf(id) + GAP_PX, -GAP_PX);

/** As CSS has the tracks of a grid. */
export const tracksOf = (ids: readonly ColumnId[]): string =>
  ids
    .map((id) => {
      const part = FLUID[id];
      return part ? `minmax(${widthOf(id)}px,${part}fr)` : `${widthOf(id)}px`;
    })
    .join(' ');

/** What the viewer chose, in that order, or as many of the usual ones as fit. */
export function shownColumns(chosen: readonly ColumnId[], width: number): ColumnId[] {
  if (width <= PHONE_PX) return [...PHONE, ...chosen.filter((id) => !PHONE.includes(id))];
  if (chosen.length) return [...chosen];
  let ids = [...USUAL];
  for (const spared of SPARED) {
    if (leastWidth(ids) <= width) break;
    ids = ids.filter((id) => id !== spared);
  }
  return ids;
}

/** Columns the viewer chooses from stand ticked: the chosen ones, or the usual. */
export const tickedColumns = (chosen: readonly ColumnId[]): readonly ColumnId[] => (chosen.length ? chosen : USUAL);

export const isNumber = (id: ColumnId): boolean =>
  /^(count|capacity|change|amount|share|reserved|blocked|available|benchmark)/.test(id);

/** Figures read best from the highest down, names and dates from the front. */
export const firstDirection = (id: ColumnId): '' | '-' =>
  isNumber(id) || id === 'occupancy' || id === 'spark' || id === 'attention' || id === 'asOf' ? '-' : '';
