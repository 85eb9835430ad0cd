/** Hides until every target can be denied. Nothing is drawn by chance: the smallest shown cell in the way goes first. */
import { AUDIENCE_LEVELS } from '#protocol';
import { HIDDEN, type Answers } from '../answers.ts';
import { placeOf, type Frame, type Frames } from '../frame.ts';
import type { Layout, TableName } from '../layout.ts';
import type { Ledger } from '../ledger.ts';
import type { Population } from '../population.ts';
import { FIELD_OF } from './proposal.ts';
import type { House } from '../subjects.ts';
import type { Asked } from './targets.ts';
import type { Changes, Target } from './trial.ts';
import type { WitnessSearch } from './witness.ts';

export interface Denied {
  readonly asked: Asked;
  readonly changes: Changes;
}

const NONE: ReadonlySet<number> = new Set();
const ROUNDS = 16;
const LAST_ROUNDS = 8;

/** Buyers of each subject: those to exchange values with. */
export function membersOf(population: Population, house: House): Int32Array[] {
  const sizes = new Int32Array(house.subjects.length);
  const last = new Int32Array(house.subjects.length);
  const each = (found: (subject: number, buyer: number) => void): void => {
    last.fill(-1);
    for (let b = 0; b < population.count; b += 1) {
      for (let i = population.start[b] ?? 0; i < (population.start[b + 1] ?? 0); i += 1) {
        for (const subject of house.chain[population.performance[i] ?? -1] ?? []) {
          if (last[subject] === b) continue;
          last[subject] = b;
          found(subject, b);
        }
      }
    }
  };
  each((subject) => (sizes[subject]! += 1));
  const lists = Array.from(sizes, (size) => new Int32Array(size));
  sizes.fill(0);
  each((subject, b) => {
    const list = lists[subject];
    if (list) list[sizes[subject]!++] = b;
  });
  return lists;
}

export interface DenyTools {
  readonly house: House;
  readonly layout: Layout;
  readonly frames: Frames;
  readonly ledger: Ledger;
  readonly answers: Answers;
  readonly search: WitnessSearch;
  readonly members: readonly Int32Array[];
}

function targetOf({ frame, table, category, buyers, cell, smaller }: Asked, tools: DenyTools): Target {
  const { house, members } = tools;
  const subject = house.subjects[frame.subject];
  const wide = subject?.above[0] ?? frame.subject;
  return {
    table,
    category,
    subject: frame.subject,
    buyers,
    cell,
    narrower: smaller,
    inner: smaller === null ? -1 : (placeOf(smaller, tools.frames, tools.layout)?.frame.subject ?? -1),
    performances: house.evenings[frame.subject] ?? NONE,
    others: members[wide] ?? new Int32Array(0),
    members,
    widest: members[house.subjects.findIndex(({ level }) => level === 'season')] ?? new Int32Array(0),
  };
}

/** Tables of one matter: only these are hidden for each other. */
const familyOf = (table: TableName): string =>
  FIELD_OF[table] ??
  (table === 'visits' || table === 'overlap' || table === 'combinations'
    ? 'visits'
    : table === 'lead' || table === 'moment'
      ? 'hour'
      : table);

/** Who comes more or less often is in another segment as well; who was not there at all is in no table of it. */
const mayHide = (asked: TableName, inTheWay: TableName): boolean =>
  asked === 'own' ||
  familyOf(asked) === familyOf(inTheWay) ||
  (familyOf(asked) === 'visits' && familyOf(inTheWay) === 'history');

/** Cells in the way that this release shows, in tables of the same matter. Numbers of buyers and what is said of the season go last. */
function hideable(inTheWay: ReadonlyMap<number, number>, asked: Asked, tools: DenyTools): number[] {
  const { answers } = tools;
  const cells = [...inTheWay.keys()].filter((cell) => {
    const place = placeOf(cell, tools.frames, tools.layout);
    if (!place || place.frame.earlier !== null || !mayHide(asked.table, place.table)) return false;
    return (answers.said[cell] ?? HIDDEN) > 0 && !answers.isFree(cell);
  });
  if (asked.table !== 'own') return cells;
  const first = cells.filter((cell) => {
    const place = placeOf(cell, tools.frames, tools.layout);
    return place?.table !== 'own' && place?.frame.level !== 'season';
  });
  return first.length > 0 ? first : cells;
}

/** Of these the cells of the narrowest subjects: an evening tells less than a season, and is told less of. */
function narrowest(cells: readonly number[], tools: DenyTools): number[] {
  const rank = (cell: number) =>
    AUDIENCE_LEVELS.indexOf(placeOf(cell, tools.frames, tools.layout)?.frame.level ?? 'season');
  const least = Math.min(...cells.map(rank));
  return cells.filter((cell) => rank(cell) === least);
}

/** What is done without first: tables that say of others' cells who is in them; then areas, of which there are many, before bands of distance. */
const FINE: Readonly<Partial<Record<TableName, number>>> = {
  origin_pc4: 2,
  age_gender: 2,
  segment: 2,
  moment: 2,
  origin: 1,
};

function finest(cells: readonly number[], tools: DenyTools): readonly number[] {
  const rank = (cell: number) => FINE[placeOf(cell, tools.frames, tools.layout)?.table ?? 'own'] ?? 0;
  const most = Math.max(...cells.map(rank));
  return cells.filter((cell) => rank(cell) === most);
}

/** The smallest of them that is often in the way, of the finest table; by number where two are as small. */
function toHide(inTheWay: ReadonlyMap<number, number>, asked: Asked, tools: DenyTools): number | null {
  const { count } = tools.ledger;
  const shown = hideable(inTheWay, asked, tools);
  const most = Math.max(0, ...shown.map((cell) => inTheWay.get(cell) ?? 0));
  const often = shown.filter((cell) => (inTheWay.get(cell) ?? 0) * 8 >= most);
  const [best] = narrowest(finest(often, tools), tools).toSorted((a, b) => (count[a] ?? 0) - (count[b] ?? 0) || a - b);
  const isNow = (cell: number) => placeOf(cell, tools.frames, tools.layout)?.frame.earlier === null;
  return best ?? (asked.smaller === null ? null : ([asked.smaller, asked.cell].find(isNow) ?? null));
}

/** The subject whose coverage is most of all in the way. */
function coverageInTheWay(inTheWay: ReadonlyMap<number, number>, tools: DenyTools): Frame | null {
  const [most] = [...inTheWay].toSorted(([a, x], [b, y]) => y - x || a - b);
  const place = most && placeOf(most[0], tools.frames, tools.layout);
  if (!most || !place || place.table !== 'own' || most[0] === place.frame.base) return null;
  return place.frame.earlier === null && tools.answers.saysCoverage(place.frame) ? place.frame : null;
}

/** Stops after each that was asked, so that whoever runs it can let others have their turn. */
export function* deny(list: Iterable<Asked>, tools: DenyTools, keep: boolean) {
  const { answers } = tools;
  const denied: Denied[] = [];
  const left: Asked[] = [];
  let hidden = 0;
  for (const asked of list) {
    yield;
    if (asked.smaller !== null && (answers.isFree(asked.smaller) || answers.isFree(asked.cell))) continue;
    const target = targetOf(asked, tools);
    let done = false;
    for (let round = 0; round < ROUNDS + LAST_ROUNDS && !done; round += 1) {
      const found = tools.search.find(target);
      if ('changes' in found) {
        if (keep) denied.push({ asked, changes: found.changes });
        done = true;
        break;
      }
      const untold = coverageInTheWay(found.inTheWay, tools);
      if (untold) {
        answers.hideCoverage(untold);
        continue;
      }
      // One by one at first; who is not helped by that needs all of them out of the way.
      const all =
        round < ROUNDS
          ? [toHide(found.inTheWay, asked, tools)]
          : narrowest(hideable(found.inTheWay, asked, tools), tools);
      const cells = all.filter((cell) => cell !== null);
      if (cells.length === 0) break;
      for (const cell of cells) answers.hide(cell);
      hidden += cells.length;
      done = asked.smaller !== null && (cells.includes(asked.smaller) || cells.includes(asked.cell));
    }
    if (done) continue;
    const { frame, table } = asked;
    if (table !== 'own' && frame.earlier === null && !answers.withheld(frame, table)) {
      answers.hideTable(frame, table);
      const found = tools.search.find(target);
      done = 'changes' in found;
      if (keep && 'changes' in found) denied.push({ asked, changes: found.changes });
    }
    if (!done) left.push(asked);
  }
  const standing = left.filter(
    ({ frame, table }) => frame.earlier !== null || table === 'own' || !answers.withheld(frame, table),
  );
  return { denied, hidden, undenied: left.length, standing: standing.length, left };
}
