/** Pure: bodies grouped by a level, each group with its figures. Figures of the groups add up to those of the whole. */
import type { Level, LevelGroup, LevelSort } from '#protocol';
import { groupFigures } from './group-figures.ts';
import type { View } from './measure.ts';
import type { ReaderBody } from './reader-body.ts';

type Identity = readonly [id: string | null, name: string | null];

/** ISO 8601 week of a date: weeks begin on Monday and belong to the year of their Thursday. */
export function isoWeek(day: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  const thursday = new Date(at.getTime() + (3 - ((at.getUTCDay() + 6) % 7)) * 86_400_000);
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  const week = Math.floor((thursday.getTime() - first) / (7 * 86_400_000)) + 1;
  return `${thursday.getUTCFullYear()}-W${String(week).padStart(2, '0')}`;
}

const IDENTITY: Record<Level, (body: ReaderBody) => Identity> = {
  nation: (body) => [body.country, body.country],
  region: (body) => [body.province, body.province],
  venue: (body) => [body.venue, body.venueName],
  production: (body) => (body.production === null ? [null, null] : [body.production, body.title]),
  performance: (body) => [body.id, body.title],
  genre: (body) => [body.genre, body.genre],
  week: (body) => {
    const week = isoWeek(body.date);
    return [week, week];
  },
};

export function levelsOf(bodies: readonly ReaderBody[], by: Level, view: View): LevelGroup[] {
  const identity = IDENTITY[by];
  // Performances of one id at two venues (two own references alike) stay two groups.
  const key = (body: ReaderBody) => (by === 'performance' ? `${body.venue} ${body.id}` : (identity(body)[0] ?? ''));
  return [...Map.groupBy(bodies, key).values()].flatMap((group): LevelGroup[] => {
    const [body] = group;
    if (!body) return [];
    const [id, name] = identity(body);
    const dates = group.map(({ date }) => date).toSorted();
    return [{ id, name, first: dates[0] ?? '', last: dates.at(-1) ?? '', figures: groupFigures(group, view) }];
  });
}

const VALUES: Record<LevelSort, (group: LevelGroup) => number | string | null> = {
  name: ({ name }) => name,
  date: ({ first }) => first,
  count: ({ figures }) => figures.count,
  amount: ({ figures }) => figures.amount,
  occupancy: ({ figures }) => figures.occupancy,
  change: ({ figures }) => figures.change.count[1],
};
const collator = new Intl.Collator('nl', { numeric: true });

/** Names and dates from the front, figures from the highest down; unknown stands last. */
export function sortedGroups(groups: readonly LevelGroup[], sort: LevelSort): LevelGroup[] {
  const value = VALUES[sort];
  return groups.toSorted((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
    return typeof x === 'number' && typeof y === 'number' ? y - x : collator.compare(String(x), String(y));
  });
}
