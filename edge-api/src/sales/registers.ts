/**
 * Pure: the merge of cumulative figures. A register holds the highest (version, count, amount) it has seen, so merging
 * is commutative, associative and idempotent: any order of arrival ends in the same rows.
 */
import { COMPONENTS, type Component } from '#protocol';

/** `v` = asOf in ms × 1000 + revision; `n` tickets, seats or capacity; `a` cents or null when unknown. */
export interface Register {
  readonly v: number;
  readonly n: number;
  readonly a: number | null;
}
export type Registers = Partial<Record<Component, Register>>;

/** One day of one performance from one source. */
export interface DayRow {
  readonly performance: number;
  readonly day: string;
  readonly registers: Registers;
  /** Soonest expiry among reservations, ms; belongs to the reserved register. */
  readonly reservedUntil: number | null;
  /** Price lines as JSON, of the newest report that carried any; belongs to the highest version of the day. */
  readonly lines: { readonly v: number; readonly json: string } | null;
}

const REVISIONS = 1000;
export const versionOf = (asOf: number, revision: number): number => asOf * REVISIONS + revision;
export const asOfOf = (version: number): number => Math.floor(version / REVISIONS);
export const revisionOf = (version: number): number => version % REVISIONS;

/** Order of two registers: the version decides, then the content, so that equal versions also end in one state. */
export function isHigher(a: Register, b: Register): boolean {
  if (a.v !== b.v) return a.v > b.v;
  if (a.n !== b.n) return a.n > b.n;
  return (a.a ?? -Infinity) > (b.a ?? -Infinity);
}

export const sameFigures = (a: Register | undefined, b: Register | undefined): boolean =>
  a?.n === b?.n && (a?.a ?? null) === (b?.a ?? null);

/** The highest version among registers in which `incoming` lost to other figures; undefined when it lost none. */
export function lostTo(incoming: Registers, after: Registers): number | undefined {
  let highest: number | undefined;
  for (const name of COMPONENTS) {
    const stands = after[name];
    if (!incoming[name] || !stands || incoming[name] === stands || sameFigures(incoming[name], stands)) continue;
    if (highest === undefined || stands.v > highest) highest = stands.v;
  }
  return highest;
}

/** Reserved seats with the same version and figures: the later expiry stands, so that order decides nothing. */
const reservedWins = (got: DayRow, had: DayRow): boolean => {
  const [a, b] = [got.registers.reserved, had.registers.reserved];
  if (!a || !b) return a !== undefined;
  if (a.v !== b.v || !sameFigures(a, b)) return isHigher(a, b);
  return (got.reservedUntil ?? -1) > (had.reservedUntil ?? -1);
};

const linesWin = (got: DayRow['lines'], had: DayRow['lines']): boolean =>
  got !== null && (!had || got.v > had.v || (got.v === had.v && got.json > had.json));

/** Answers `old` itself when nothing of it changes; registers that stay are the same objects. */
export function mergeDay(old: DayRow | undefined, incoming: DayRow): DayRow {
  if (!old) return incoming;
  let changed = false;
  const registers: Registers = {};
  const reserved = reservedWins(incoming, old);
  for (const name of COMPONENTS) {
    const [had, got] = [old.registers[name], incoming.registers[name]];
    const wins = got && (!had || (name === 'reserved' ? reserved : isHigher(got, had)));
    if (wins) changed = true;
    const kept = wins ? got : had;
    if (kept) registers[name] = kept;
  }
  const lines = linesWin(incoming.lines, old.lines);
  if (!changed && !lines) return old;
  return {
    performance: incoming.performance,
    day: incoming.day,
    registers,
    reservedUntil: reserved ? incoming.reservedUntil : old.reservedUntil,
    lines: lines ? incoming.lines : old.lines,
  };
}

/** What stands at the end of each day of one source, oldest first: the newest of each register up to then. */
export function standsOf(rows: readonly DayRow[]): Registers[] {
  let stand: Registers = {};
  return rows.map((row) => (stand = { ...stand, ...row.registers }));
}

/** The same at the end of the last day. */
export const standAtEnd = (rows: readonly DayRow[]): Registers =>
  Object.assign({}, ...rows.map((row) => row.registers));
