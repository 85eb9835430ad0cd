/** Pure: incoming reports over what stands; what to write, what to announce, and what to answer. */
import { COMPONENTS, type ItemResult, type Outcome, type Snapshot } from '#protocol';
import type { Correction, FirstReport } from './push-store.ts';
import { asOfOf, lostTo, mergeDay, revisionOf, sameFigures, type DayRow, type Registers } from './registers.ts';
import { reviewReasons } from './review.ts';

/** An item of a push whose performance is known. */
export interface Meant {
  readonly index: number;
  readonly snapshot: Snapshot;
  readonly performance: number;
  readonly name: string;
  readonly asOf: number;
  readonly row: DayRow;
}

/** A day row that changed. Registers that did not are the same objects before and after. */
export interface Touched {
  readonly before: DayRow | undefined;
  readonly after: DayRow;
}

export interface Merged {
  readonly results: ItemResult[];
  readonly touched: readonly Touched[];
  readonly corrections: readonly Correction[];
  readonly firsts: readonly FirstReport[];
  readonly announced: readonly number[];
}

interface Day {
  readonly before: DayRow | undefined;
  row: DayRow;
}
interface Standing {
  newest: DayRow | undefined;
  readonly days: Day[];
}

/** `standing` holds the newest row of each performance, and those of the days reported where they exist. */
export function mergeAll(items: readonly Meant[], standing: Iterable<DayRow>, today: string): Merged {
  const known = new Map<number, Standing>();
  const of = (performance: number): Standing => {
    let own = known.get(performance);
    if (!own) known.set(performance, (own = { newest: undefined, days: [] }));
    return own;
  };
  for (const row of standing) {
    const own = of(row.performance);
    if (own.days.some((day) => day.row.day === row.day)) continue;
    own.days.push({ before: row, row });
    if (!own.newest || own.newest.day < row.day) own.newest = row;
  }
  const results = items.map((item) => mergeItem(item, of(item.performance)));
  const touched: Touched[] = [];
  for (const { days } of known.values())
    for (const { before, row } of days) if (before !== row) touched.push({ before, after: row });
  return { results, touched, ...consequences(touched, today) };
}

function mergeItem(item: Meant, own: Standing): ItemResult {
  const { registers } = item.row;
  const { newest } = own;
  const day = own.days.length ? own.days.find(({ row }) => row.day === item.row.day) : undefined;
  const standing = day?.row;
  const after = mergeDay(standing, item.row);
  const moved = after !== standing;
  const shown = (standing ?? newest)?.registers;
  const equal = sameShown(registers, shown);
  const late = (newest && newest.day > item.row.day) || (!moved && !equal);
  const outcome: Outcome = late ? (moved || !equal ? 'older' : 'unchanged') : equal ? 'unchanged' : 'applied';
  const review = late
    ? []
    : reviewReasons(after.registers, newest && newest.day < item.row.day ? newest.registers : standing?.registers);
  const lost = lostTo(registers, after.registers);
  if (moved) {
    if (day) day.row = after;
    else own.days.push({ before: undefined, row: after });
    if (!newest || newest.day <= after.day) own.newest = after;
  }
  const result = { index: item.index, outcome, performance: item.name };
  if (!review.length && lost === undefined) return result;
  return {
    ...result,
    ...(review.length ? { review } : {}),
    ...(lost === undefined
      ? {}
      : { stands: { asOf: new Date(asOfOf(lost)).toISOString(), revision: revisionOf(lost) } }),
  };
}

function sameShown(incoming: Registers, shown: Registers | undefined): boolean {
  for (const name of COMPONENTS) if (incoming[name] && !sameFigures(incoming[name], shown?.[name])) return false;
  return true;
}

function consequences(
  touched: readonly Touched[],
  today: string,
): Pick<Merged, 'corrections' | 'firsts' | 'announced'> {
  const corrections: Correction[] = [];
  const late = new Map<number, string[]>();
  const announced = new Set<number>();
  for (const { before, after } of touched) {
    const { performance, day } = after;
    if (!before) {
      // Announced even when equal, so that readers see its time at least daily.
      announced.add(performance);
      if (day < today) late.set(performance, [...(late.get(performance) ?? []), day]);
      continue;
    }
    if (before.reservedUntil !== after.reservedUntil || before.lines?.json !== after.lines?.json)
      announced.add(performance);
    for (const name of COMPONENTS) {
      const register = after.registers[name];
      const old = before.registers[name];
      if (!register || register === old || sameFigures(register, old)) continue;
      announced.add(performance);
      if (day < today) corrections.push({ performance, day, component: name, old: old ?? null, new: register });
    }
  }
  const firsts = [...late].map(([performance, days]) => ({ performance, days }));
  return { corrections, firsts, announced: [...announced] };
}
