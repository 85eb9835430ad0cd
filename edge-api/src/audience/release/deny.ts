/** Hides until every target can be denied. Nothing is drawn by chance: the smallest shown cell in the way goes first. */
import { HIDDEN, type Answers } from './answers.ts';
import type { Frame, Frames } from './frame.ts';
import { tableAt } from './frame.ts';
import { OWN_CELLS, TABLE_NAMES, type Layout, type TableName } from './layout.ts';
import type { Ledger } from './ledger.ts';
import type { Population } from './population.ts';
import { FIELD_OF } from './proposal.ts';
import type { House } from './subjects.ts';
import type { Asked } from './targets.ts';
import type { Changes, Target, WitnessSearch } from './witness.ts';

export interface Denied {
  readonly asked: Asked;
  readonly changes: Changes;
}

const ROUNDS = 16;

/** Buyers of each subject: those to exchange values with. */
export function membersOf(population: Population, house: House): Int32Array[] {
  const lists: number[][] = house.subjects.map(() => []);
  for (let b = 0; b < population.count; b += 1) {
    for (let i = population.start[b] ?? 0; i < (population.start[b + 1] ?? 0); i += 1) {
      for (const subject of house.chain[population.performance[i] ?? -1] ?? []) {
        const list = lists[subject] ?? [];
        if (list.at(-1) !== b) list.push(b);
      }
    }
  }
  return lists.map((list) => Int32Array.from(list));
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

function targetOf({ frame, table, category, buyers }: Asked, { house, members }: DenyTools): Target {
  const subject = house.subjects[frame.subject];
  const wide = subject?.above[0] ?? frame.subject;
  return {
    table,
    category,
    buyers,
    performances: new Set(subject?.performances ?? []),
    others: members[wide] ?? new Int32Array(0),
    members,
    widest: members[house.subjects.findIndex(({ level }) => level === 'season')] ?? new Int32Array(0),
  };
}

/** Which frame and table a cell is of. */
function placeOf(cell: number, { frames, layout }: DenyTools): { frame: Frame; table: TableName } | null {
  let [low, high] = [0, frames.all.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((frames.all[middle]?.base ?? 0) <= cell) low = middle;
    else high = middle - 1;
  }
  const frame = frames.all[low];
  if (!frame) return null;
  if (cell - frame.base < OWN_CELLS.length) return { frame, table: 'own' };
  const table = TABLE_NAMES.findLast((name) => {
    const start = tableAt(layout, frame, name);
    return start >= 0 && start <= cell;
  });
  return table ? { frame, table } : null;
}

/** Tables of one matter: only these are hidden for each other. */
const familyOf = (table: TableName): string =>
  FIELD_OF[table] ??
  (table === 'visits' || table === 'overlap' || table === 'combinations'
    ? 'visits'
    : table === 'lead' || table === 'moment'
      ? 'hour'
      : table);

/** The smallest cell in the way that this release shows; by number where two are as small. */
function toHide(inTheWay: ReadonlyMap<number, number>, asked: Asked, tools: DenyTools): number | null {
  const { answers, ledger } = tools;
  let best: number | null = null;
  const most = Math.max(0, ...inTheWay.values());
  for (const [cell, times] of inTheWay) {
    const place = placeOf(cell, tools);
    if (!place || place.frame.earlier !== null || familyOf(place.table) !== familyOf(asked.table)) continue;
    if ((answers.said[cell] ?? HIDDEN) <= 0 || answers.isFree(cell) || times * 4 < most) continue;
    const count = ledger.count[cell] ?? 0;
    if (best === null || count < (ledger.count[best] ?? 0) || (count === ledger.count[best] && cell < best))
      best = cell;
  }
  return best ?? asked.smaller;
}

const aboveOf = (frame: Frame, { house, frames }: DenyTools): Frame[] =>
  (house.subjects[frame.subject]?.above ?? []).flatMap((subject) => {
    const now = frames.of[subject]?.find(({ earlier }) => earlier === null);
    return now ? [now] : [];
  });

export function deny(list: readonly Asked[], tools: DenyTools, keep: boolean) {
  const { answers } = tools;
  const denied: Denied[] = [];
  const left: Asked[] = [];
  let hidden = 0;
  for (const asked of list) {
    if (asked.smaller !== null && answers.isFree(asked.smaller)) continue;
    const target = targetOf(asked, tools);
    let done = false;
    for (let round = 0; round < ROUNDS && !done; round += 1) {
      const found = tools.search.find(target);
      if ('changes' in found) {
        if (keep) denied.push({ asked, changes: found.changes });
        done = true;
        break;
      }
      const cell = toHide(found.inTheWay, asked, tools);
      if (cell === null) break;
      answers.hide(cell);
      hidden += 1;
      done = cell === asked.smaller;
    }
    if (done) continue;
    if (asked.table !== 'own' && !answers.withheld(asked.frame, asked.table)) {
      for (const frame of [asked.frame, ...aboveOf(asked.frame, tools)]) {
        answers.hideTable(frame, asked.table);
        const found = tools.search.find(target);
        done = 'changes' in found;
        if (!done) continue;
        if (keep && 'changes' in found) denied.push({ asked, changes: found.changes });
        break;
      }
    }
    if (!done) left.push(asked);
  }
  return { denied, hidden, undenied: left.length, left };
}
