/**
 * The newest day row of each performance of a source, kept in the isolate beside the mark at which it was read. Never
 * trusted by itself: whatever is merged over it is written only if the shard still stands at that mark, and an answer
 * without a write asks for the mark first. So a copy that is out of date costs a second try, never a figure.
 */
import type { Home } from '../shards/home-store.ts';
import type { Mark } from './push-store.ts';
import type { DayRow } from './registers.ts';

export interface Standing {
  mark: Mark;
  /** Null: this performance had no row at all. */
  readonly newest: Map<number, DayRow | null>;
}

/** Rows of all sources together: about 20 megabytes of an isolate's 128. */
const MAX_ROWS = 30_000;

const copies = new WeakMap<D1Database, Map<string, Standing>>();

const keyOf = (home: Home, source: number) => `${home.tenant} ${home.epoch} ${source}`;

function copiesOf(shard: D1Database): Map<string, Standing> {
  let known = copies.get(shard);
  if (!known) copies.set(shard, (known = new Map()));
  return known;
}

/** The copy, when it answers for all of these: days before a performance's newest are not kept. */
export function standingOf(
  shard: D1Database,
  home: Home,
  source: number,
  days: Iterable<DayRow>,
): Standing | undefined {
  const known = copiesOf(shard).get(keyOf(home, source));
  if (!known) return undefined;
  for (const { performance, day, lines } of days) {
    const newest = known.newest.get(performance);
    if (newest === undefined || lines || (newest && newest.day > day)) return undefined;
  }
  return known;
}

export function rowsOf({ mark, newest }: Standing, performances: Iterable<number>): { mark: Mark; rows: DayRow[] } {
  const rows: DayRow[] = [];
  for (const performance of performances) {
    const row = newest.get(performance);
    if (row) rows.push(row);
  }
  return { mark, rows };
}

export function dropStanding(shard: D1Database, home: Home, source: number): void {
  copiesOf(shard).delete(keyOf(home, source));
}

export const sameMark = (a: Mark, b: Mark): boolean =>
  a.epoch === b.epoch && a.seq === b.seq && a.receivedAt === b.receivedAt;

/**
 * What stands at `next`: rows that were read or written, over what was kept at `base`. After a read both are one mark.
 * Performances without a row are kept as such.
 */
export function keepStanding(
  shard: D1Database,
  home: Home,
  source: number,
  base: Mark,
  next: Mark,
  performances: Iterable<number>,
  rows: Iterable<DayRow>,
): void {
  const all = copiesOf(shard);
  const key = keyOf(home, source);
  const known = all.get(key);
  const extended = known !== undefined && sameMark(known.mark, base);
  // A push that ended meanwhile knows more.
  if (known && !extended && known.mark.epoch === next.epoch && known.mark.seq > next.seq) return;
  const standing: Standing = extended ? known : { mark: next, newest: new Map() };
  standing.mark = next;
  const { newest } = standing;
  for (const performance of performances) if (!newest.has(performance)) newest.set(performance, null);
  for (const row of rows) {
    const kept = newest.get(row.performance);
    // Price lines are large and seldom merged over: they are read when they are.
    if (!kept || kept.day <= row.day) newest.set(row.performance, row.lines ? { ...row, lines: null } : row);
  }
  all.delete(key);
  let room = MAX_ROWS - newest.size;
  if (room < 0) return;
  for (const [other, { newest: rowsOfOther }] of [...all].toReversed()) {
    room -= rowsOfOther.size;
    if (room < 0) all.delete(other);
  }
  all.set(key, standing);
}
