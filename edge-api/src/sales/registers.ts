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
  const versions = COMPONENTS.flatMap((name) => {
    const stands = after[name];
    return incoming[name] && stands && !sameFigures(incoming[name], stands) ? [stands.v] : [];
  });
  return versions.length ? Math.max(...versions) : undefined;
}

export function mergeRegisters(old: Registers, incoming: Registers): Registers {
  const merged: Registers = {};
  for (const name of COMPONENTS) {
    const had = old[name];
    const got = incoming[name];
    const kept = had && got ? (isHigher(got, had) ? got : had) : (got ?? had);
    if (kept) merged[name] = kept;
  }
  return merged;
}

export function mergeDay(old: DayRow | undefined, incoming: DayRow): DayRow {
  if (!old) return incoming;
  const reservedWins =
    incoming.registers.reserved &&
    (!old.registers.reserved || isHigher(incoming.registers.reserved, old.registers.reserved));
  const newer =
    incoming.lines &&
    (!old.lines ||
      incoming.lines.v > old.lines.v ||
      (incoming.lines.v === old.lines.v && incoming.lines.json > old.lines.json));
  return {
    performance: incoming.performance,
    day: incoming.day,
    registers: mergeRegisters(old.registers, incoming.registers),
    reservedUntil: reservedWins ? incoming.reservedUntil : old.reservedUntil,
    lines: newer ? incoming.lines : old.lines,
  };
}

export const sameRow = (a: DayRow, b: DayRow): boolean =>
  COMPONENTS.every(
    (name) => a.registers[name]?.v === b.registers[name]?.v && sameFigures(a.registers[name], b.registers[name]),
  ) &&
  a.reservedUntil === b.reservedUntil &&
  a.lines?.json === b.lines?.json &&
  a.lines?.v === b.lines?.v;

/** The newest of each register over the days of one source, oldest first: what stands at the end of the last day. */
export function standAtEnd(rows: readonly DayRow[]): Registers {
  let stand: Registers = {};
  for (const row of rows) stand = { ...stand, ...row.registers };
  return stand;
}
