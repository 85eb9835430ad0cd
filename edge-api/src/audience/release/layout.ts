/** Every cell there can be, by number: tables of a level one after another, the same for each subject of that level. */
import {
  AGE_BANDS,
  AUDIENCE_CHANNELS,
  AUDIENCE_LEVELS,
  AUDIENCE_TABLES,
  type AudienceLevel,
  type AudienceTableName,
  DISTANCE_BANDS,
  GENDERS,
  LEAD_BANDS,
  PARTY_BANDS,
  PRICE_CLASSES,
  SEGMENTS,
  VISIT_BANDS,
} from '#protocol';
import { distanceBand } from '../geography/distance.ts';
import type { EarlierRelease, ReleaseInput } from './input.ts';
import type { Population } from './population.ts';
import { segmentsOf } from './segments.ts';
import { LARGEST, type House } from './subjects.ts';

/** Three weights in tickets for the bands of coverage, after one cell for all buyers. */
export const OWN_CELLS = ['buyers', 'buyer', 'postcode', 'age'] as const;
export type TableName = AudienceTableName | 'own';
export const TABLE_NAMES = Object.keys(AUDIENCE_TABLES) as AudienceTableName[];

export interface Layout {
  readonly categories: Readonly<Record<TableName, readonly string[]>>;
  /** First cell of a table within a frame of that level; undefined where it is not published. */
  readonly offset: Readonly<Record<AudienceLevel, Readonly<Partial<Record<TableName, number>>>>>;
  readonly size: Readonly<Record<AudienceLevel, number>>;
  /** By postcode (1 = abroad): index of category, or -1. */
  readonly origin: Int16Array;
  readonly pc4: Int16Array;
  readonly distance: Int8Array;
  /** By production. */
  readonly large: readonly number[];
}

const HIGHEST = 10_000;
const MOMENTS = Array.from({ length: 168 }, (_, i) => `${Math.trunc(i / 24) + 1}-${i % 24}`);

/** Categories that were published once stay, so that what was said can be held against what is. */
function seen(earlier: readonly EarlierRelease[], table: AudienceTableName): string[] {
  return earlier.flatMap(({ counts, published }) => [
    ...Object.keys(counts.tables[table] ?? {}),
    ...Object.keys(published.tables[table]?.cells ?? {}),
  ]);
}
const sorted = (labels: Iterable<string>): string[] =>
  [...new Set(labels)].toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));

function combinations(house: House): string[] {
  const names = Array.from({ length: LARGEST }, (_, bit) => house.productions[house.large.indexOf(bit)]);
  return Array.from({ length: 2 ** LARGEST - 1 }, (_, i) =>
    names.filter((name, bit) => ((i + 1) >> bit) & 1 && name !== undefined).join('+'),
  );
}

export function layoutOf(
  input: Pick<ReleaseInput, 'earlier' | 'house' | 'facts'>,
  house: House,
  population: Population,
): Layout {
  const pc4s = sorted([
    ...Array.from(new Set(population.place))
      .filter((place) => place >= 1000)
      .map(String),
    ...seen(input.earlier, 'origin_pc4'),
  ]);
  const origins = sorted([...pc4s.map((pc4) => pc4.slice(0, 2)), ...seen(input.earlier, 'origin'), 'abroad']);
  const gender = population.person.some((person) => person % 4 > 0);
  const at = input.house.pc4 === null ? Number.NaN : Number(input.house.pc4);
  const categories: Record<TableName, readonly string[]> = {
    own: OWN_CELLS,
    origin: origins,
    origin_pc4: pc4s,
    distance: Number.isNaN(at) ? [] : DISTANCE_BANDS,
    age: AGE_BANDS,
    age_gender:
      gender || seen(input.earlier, 'age_gender').length > 0
        ? AGE_BANDS.flatMap((age) => GENDERS.map((of) => `${age}|${of}`))
        : [],
    newness: ['new', 'returning'],
    segment: SEGMENTS,
    house_segment: segmentsOf(input),
    lead: LEAD_BANDS,
    moment: MOMENTS,
    channel: AUDIENCE_CHANNELS,
    price_class: PRICE_CLASSES,
    party: PARTY_BANDS,
    visits: VISIT_BANDS,
    overlap: house.productions,
    combinations: combinations(house),
  };
  const offset = {} as Record<AudienceLevel, Partial<Record<TableName, number>>>;
  const size = {} as Record<AudienceLevel, number>;
  for (const level of AUDIENCE_LEVELS) {
    offset[level] = { own: 0 };
    size[level] = OWN_CELLS.length;
    for (const table of TABLE_NAMES) {
      if (!(AUDIENCE_TABLES[table].levels as readonly string[]).includes(level)) continue;
      offset[level][table] = size[level];
      size[level] += categories[table].length;
    }
  }
  const origin = new Int16Array(HIGHEST).fill(-1);
  const pc4 = new Int16Array(HIGHEST).fill(-1);
  const distance = new Int8Array(HIGHEST).fill(-1);
  origin[1] = origins.indexOf('abroad');
  for (const [i, label] of pc4s.entries()) {
    const place = Number(label);
    pc4[place] = i;
    origin[place] = origins.indexOf(label.slice(0, 2));
    if (!Number.isNaN(at)) distance[place] = distanceBand(place, at);
  }
  return { categories, offset, size, origin, pc4, distance, large: house.large };
}
