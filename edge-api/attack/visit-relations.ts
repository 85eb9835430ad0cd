/** Who was where: how often in a season, at which others as well, and in which sets of productions. */
import type { Cells } from './cells.ts';
import { insideOf, type KnownFrame } from './frames.ts';

const LEAST = [1, 2, 3, 4, 11];
const MOST = [1, 2, 3, 10, Infinity];

export function visitsOf(cells: Cells, frame: KnownFrame): void {
  const inside = insideOf(cells.frames, frame);
  if (frame.level === 'season' && cells.has(frame, 'visits')) timesOf(cells, frame, inside);
  const productions = inside.filter(({ level }) => level === 'production');
  if (frame.level === 'season') setsOf(cells, frame, productions);
  pairsOf(cells, frame, productions);
}

/** So many visits as there are buyers at all evenings together. */
function timesOf(cells: Cells, frame: KnownFrame, inside: readonly KnownFrame[]): void {
  const evenings = inside.filter(({ level, round }) => level === 'performance' && round === frame.round);
  const labels = cells.labels('visits');
  const times = (factors: readonly number[]) =>
    labels.map((label, i) => [cells.x(frame, 'visits', label), factors[i] ?? 0] as const);
  const buyers = () => evenings.map((part) => [cells.buyers(part), -1] as const);
  if (evenings.length === frame.performances.length && labels.length === LEAST.length)
    cells.programme.row([...times(LEAST), ...buyers()], -Infinity, 0);
  if (labels.length === MOST.length && (cells.said(frame, 'visits', '11+') ?? 1) === 0)
    cells.programme.row([...times(MOST.map((most) => Math.min(most, 10))), ...buyers()], 0, Infinity);
}

function setsOf(cells: Cells, frame: KnownFrame, productions: readonly KnownFrame[]): void {
  const sets = cells.has(frame, 'combinations') ? cells.labels('combinations') : [];
  const x = (set: string): number => cells.x(frame, 'combinations', set);
  if (sets.length > 0) cells.atLeast(cells.buyers(frame), sets.map(x));
  for (const part of productions) {
    const mine = sets.filter((set) => set.split('+').includes(part.id)).map(x);
    if (mine.length > 0 && part.round === frame.round) cells.atLeast(cells.buyers(part), mine);
  }
}

/** Who was at both is counted once in what holds both. */
function pairsOf(cells: Cells, frame: KnownFrame, productions: readonly KnownFrame[]): void {
  const { programme } = cells;
  for (const one of productions) {
    for (const two of productions) {
      if (one.id >= two.id || one.round !== frame.round || two.round !== frame.round) continue;
      const both = programme.has(`${one.name} overlap ${two.id}`);
      const again = programme.has(`${two.name} overlap ${one.id}`);
      if (both === undefined || again === undefined) continue;
      const [n, first, second] = [cells.buyers(frame), cells.buyers(one), cells.buyers(two)];
      programme.row([[both, 1], [again, -1]], 0, 0); // prettier-ignore
      programme.row([[both, 1], [first, -1], [second, -1], [n, 1]], 0, Infinity); // prettier-ignore
      programme.row([[second, 1], [both, -1]], 0, Infinity); // prettier-ignore
    }
  }
}
