/** Pure: what a viewer can choose. Every choice is a short text, so that attributes, storage and queries speak alike. */
import { AMOUNT_DEFINITIONS, COUNT_DEFINITIONS, COLUMN_IDS, type ColumnId } from './monitor-columns.ts';

export const PERIODS = ['upcoming', 'past', 'all', 'attention'] as const;
export const GROUPS = ['none', 'production', 'venue', 'week'] as const;
export type Group = (typeof GROUPS)[number];
/** Filters that stand where more than one value exists; names as in a query of the API. */
export const FIELDS = ['genre', 'venue', 'hall', 'provider', 'region', 'type', 'status'] as const;
export type Field = (typeof FIELDS)[number];

export interface Choice extends Readonly<Record<Field, string>> {
  readonly filter: string;
  /** A column, with `-` in front for the highest first; empty: next first, and last first among the past. */
  readonly sort: string;
  readonly group: string;
  /** Columns in order, parted by commas; empty: as many of the usual ones as fit. */
  readonly columns: string;
  /** The year it starts in; empty: the current one. */
  readonly season: string;
  readonly search: string;
  readonly definition: string;
  readonly amount: string;
  /** Performance that is open. */
  readonly selected: string;
}
export type ChoiceKey = keyof Choice;

export const DEFAULTS: Choice = {
  filter: 'upcoming',
  sort: '',
  group: 'none',
  columns: '',
  season: '',
  search: '',
  definition: 'issued',
  amount: 'reported',
  selected: '',
  genre: '',
  venue: '',
  hall: '',
  provider: '',
  region: '',
  type: '',
  status: '',
};
export const CHOICE_KEYS = Object.keys(DEFAULTS) as ChoiceKey[];

const ALLOWED: Partial<Record<ChoiceKey, (value: string) => boolean>> = {
  filter: (value) => (PERIODS as readonly string[]).includes(value),
  group: (value) => (GROUPS as readonly string[]).includes(value),
  definition: (value) => (COUNT_DEFINITIONS as readonly string[]).includes(value),
  amount: (value) => (AMOUNT_DEFINITIONS as readonly string[]).includes(value),
  sort: (value) => isColumn(value.replace('-', '')),
  season: (value) => /^\d{4}$/.test(value),
  columns: (value) => columnsOf(value).length > 0,
};

const isColumn = (text: string): text is ColumnId => (COLUMN_IDS as readonly string[]).includes(text);

/** Known columns of the list, each once. */
export const columnsOf = (text: string): ColumnId[] => [
  ...new Set(
    text
      .split(',')
      .map((id) => id.trim())
      .filter(isColumn),
  ),
];

/** What is usable of attributes or of storage; the rest is left out, never an error. */
export function parseChoice(given: unknown): Partial<Choice> {
  const known: Partial<Record<ChoiceKey, string>> = {};
  for (const key of CHOICE_KEYS) {
    const value = (given as Record<string, unknown> | null)?.[key];
    if (typeof value === 'string' && value !== '' && (ALLOWED[key]?.(value) ?? true)) known[key] = value;
  }
  return known;
}

/** The query both the figures and their export are asked by. */
export function figuresQuery(choice: Choice): URLSearchParams {
  const query = new URLSearchParams();
  for (const key of ['season', 'definition', 'amount'] as const)
    if (choice[key] !== DEFAULTS[key]) query.set(key, choice[key]);
  return query;
}

/** Whether the list needs more than the usual columns of a period in their own order. */
export const needsMore = (choice: Choice): boolean =>
  (['sort', 'group', 'columns', 'search', ...FIELDS] as const).some((key) => choice[key] !== DEFAULTS[key]);
