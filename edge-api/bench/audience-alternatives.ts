/**
 * Other ways to keep a group of one to nine from being found, on the counts of the same release: how many cells each shows, and how many of one to nine, or
 * differences of it, a single line of sums still gives away. Lines of sums are less than the attack tries, so what they find is the least there is.
 */
import { AUDIENCE_K, AUDIENCE_TABLES, type AudienceTableName } from '#protocol';
import type { Release, ReleasedSubject } from '../src/audience/release/input.ts';

/** What is known of a cell. */
interface Known {
  low: number;
  high: number;
  shown: boolean;
  readonly count: number;
}
interface Line {
  readonly whole: Known;
  readonly parts: readonly Known[];
}
export interface Method {
  readonly name: string;
  readonly known: (count: number, shown: boolean) => readonly [low: number, high: number] | null;
  /** Hides more until no line gives a cell away. */
  readonly suppresses: boolean;
}
export interface Outcome {
  readonly name: string;
  /** Cells with ten buyers and more that have a figure. */
  readonly shown: number;
  /** Between how many buyers such a figure leaves it, on average. */
  readonly width: number;
  readonly givenAway: number;
}

const nearest = (count: number): number => Math.round(count / AUDIENCE_K) * AUDIENCE_K;
export const METHODS: readonly Method[] = [
  {
    name: 'tens, each hidden cell deniable (ours)',
    known: (count, shown) => (shown ? [tens(count), tens(count) + 9] : null),
    suppresses: false,
  },
  {
    name: 'exact, complementary suppression',
    known: (count) => (count >= AUDIENCE_K ? [count, count] : null),
    suppresses: true,
  },
  {
    name: 'all to the nearest ten',
    known: (count) => [Math.max(0, nearest(count) - 5), nearest(count) + 4],
    suppresses: false,
  },
  {
    name: 'all to the nearest ten, complementary suppression',
    known: (count) => [Math.max(0, nearest(count) - 5), nearest(count) + 4],
    suppresses: true,
  },
  {
    name: 'exact, fewer than ten hidden (not safe)',
    known: (count) => (count >= AUDIENCE_K ? [count, count] : null),
    suppresses: false,
  },
];
const tens = (count: number): number => Math.floor(count / AUDIENCE_K) * AUDIENCE_K;

const isSmall = (low: number, high: number): boolean => low >= 1 && high <= 9;

/** Each wider subject with those inside it, and each table with all of its buyers. */
function linesOf(release: Release, inside: (wide: ReleasedSubject, part: ReleasedSubject) => boolean, method: Method) {
  const cells = new Map<string, Known>();
  const cellOf = (subject: ReleasedSubject, table: string, label: string, count: number, shown: boolean): Known => {
    const key = `${subject.level} ${subject.id} ${table} ${label}`;
    const old = cells.get(key);
    if (old) return old;
    const known = method.known(count, shown);
    const cell = { low: known?.[0] ?? 0, high: known?.[1] ?? Infinity, shown: known !== null, count };
    cells.set(key, cell);
    return cell;
  };
  const lines: Line[] = [];
  const of = (subject: ReleasedSubject, table: AudienceTableName): readonly Known[] =>
    Object.entries(subject.counts.tables[table] ?? {}).map(([label, count]) =>
      cellOf(subject, table, label, count, (subject.published.tables[table]?.cells[label] ?? 0) > 0),
    );
  for (const wide of release.subjects) {
    const parts = release.subjects.filter((part) => inside(wide, part));
    const own = cellOf(wide, 'own', '', wide.counts.buyers, wide.published.buyers !== null);
    for (const table of Object.keys(wide.counts.tables) as AudienceTableName[]) {
      const all = of(wide, table);
      if (!AUDIENCE_TABLES[table].many) lines.push({ whole: own, parts: all });
      if (parts.length === 0 || table === 'overlap') continue;
      for (const [label, count] of Object.entries(wide.counts.tables[table] ?? {})) {
        const its = parts.flatMap((part) => {
          const there = part.counts.tables[table]?.[label];
          return there === undefined
            ? []
            : [cellOf(part, table, label, there, (part.published.tables[table]?.cells[label] ?? 0) > 0)];
        });
        const whole = cellOf(wide, table, label, count, (wide.published.tables[table]?.cells[label] ?? 0) > 0);
        for (const part of its) lines.push({ whole, parts: [part] });
      }
    }
  }
  return { cells: [...cells.values()], lines };
}

/** A part, or what is left of the whole beside its shown parts, that can only be one to nine. */
function givesAway({ whole, parts }: Line): boolean {
  if (!whole.shown) return false;
  const shown = parts.filter((part) => part.shown);
  const low = whole.low - shown.reduce((sum, { high }) => sum + high, 0);
  const high = whole.high - shown.reduce((sum, { low: least }) => sum + least, 0);
  return shown.length > 0 && isSmall(low, high);
}

export function outcomeOf(
  release: Release,
  inside: (wide: ReleasedSubject, part: ReleasedSubject) => boolean,
  method: Method,
): Outcome {
  const { cells, lines } = linesOf(release, inside, method);
  if (method.suppresses) {
    let moved = true;
    while (moved) {
      moved = false;
      for (const line of lines) {
        if (!givesAway(line)) continue;
        const [least] = line.parts.filter(({ shown }) => shown).toSorted((a, b) => a.count - b.count);
        if (!least) continue;
        Object.assign(least, { shown: false, low: 0, high: Infinity });
        moved = true;
      }
    }
  }
  const told = cells.filter(({ shown, count }) => shown && count >= AUDIENCE_K);
  return {
    name: method.name,
    shown: told.length,
    width: told.reduce((sum, { low, high }) => sum + high - low + 1, 0) / Math.max(1, told.length),
    givenAway:
      lines.filter(givesAway).length + cells.filter(({ shown, low, high }) => shown && isSmall(low, high)).length,
  };
}
