// Pure: what goes wrong in a season up to `now`: performances called off or moved, and two houses sold beyond their seats.
import { DAY, dayOf, instantOf, MINUTE, minutesOf } from './amsterdam.ts';
import { bookings, stateAt } from './bookings.ts';
import { Random, seedOf } from './random.ts';
import type { Performance } from './shapes.ts';
import type { Diary } from './tour.ts';

const CANCELLED = 0.014;
const MOVED = 0.01;

/** Minutes-exact moment before the performance and before `now`, or null where its sale is too young. */
function moment({ onSaleAt, startsAt }: Performance, now: number, random: Random): number | null {
  const to = Math.min(startsAt - 6 * 60 * MINUTE, now - DAY);
  const from = Math.max(onSaleAt + 10 * DAY, to - 45 * DAY);
  return from < to ? Math.floor(random.between(from, to) / MINUTE) * MINUTE : null;
}

/** The same performances with their changes, and behind them the new dates of the moved ones. */
export function withChanges(
  seed: number,
  now: number,
  performances: readonly Performance[],
  diary: Diary,
): Performance[] {
  const random = new Random(seedOf(seed, 'changes'));
  const added: Performance[] = [];
  const numbers = new Map<string, number>();
  for (const { productionRef } of performances)
    if (productionRef) numbers.set(productionRef, (numbers.get(productionRef) ?? 0) + 1);
  const changed = performances.map((performance): Performance => {
    const fate = random.next();
    const at = fate < CANCELLED + MOVED && performance.type === 'normal' ? moment(performance, now, random) : null;
    if (at === null || performance.productionRef === null) return performance;
    if (fate < CANCELLED) return { ...performance, status: 'cancelled', statusChangedAt: at };
    const moved = newDate(performance, performance.productionRef, at, numbers, diary, random);
    if (!moved) return performance;
    added.push(moved);
    return { ...performance, status: 'moved', statusChangedAt: at, movedTo: moved.ref };
  });
  return overbooked([...changed, ...added], now);
}

function newDate(
  old: Performance,
  productionRef: string,
  at: number,
  numbers: Map<string, number>,
  diary: Diary,
  random: Random,
): Performance | undefined {
  const first = Math.max(dayOf(old.startsAt), dayOf(at)) + random.int(20, 60);
  for (let day = first; day < first + 40; day += 1) {
    if (diary.has(`${old.hallRef}|${day}`) || diary.has(`${productionRef}|${day}`)) continue;
    diary.add(`${old.hallRef}|${day}`);
    diary.add(`${productionRef}|${day}`);
    const number = (numbers.get(productionRef) ?? 0) + 1;
    numbers.set(productionRef, number);
    const ref = `${productionRef}-${String(number).padStart(3, '0')}`;
    const kept = bookings(old, at).filter((booking) => stateAt(booking, at) === 'sold');
    const transferred = Math.floor(kept.reduce((sum, { partySize }) => sum + partySize, 0) * 0.88);
    const demand = { ...old.demand, seed: seedOf(old.demand.seed, 'moved'), transferred };
    return {
      ...old,
      ref,
      startsAt: instantOf(day, minutesOf(old.startsAt)),
      onSaleAt: at,
      capacityChanges: [],
      demand,
    };
  }
  return undefined;
}

/** One past and one coming performance sell a few seats that are not there. */
function overbooked(performances: readonly Performance[], now: number): Performance[] {
  const fit = ({ status, demand, capacity, capacityChanges, onSaleAt }: Performance): boolean =>
    status === 'planned' &&
    demand.shape === 'usual' &&
    capacity < 450 &&
    capacityChanges.length === 0 &&
    onSaleAt < now - 60 * DAY;
  const chosen = [
    performances.find((performance) => fit(performance) && performance.startsAt < now - 30 * DAY),
    performances.find(
      (performance) =>
        fit(performance) && performance.startsAt > now + 3 * DAY && performance.startsAt < now + 90 * DAY,
    ),
  ];
  return performances.map((performance) =>
    chosen.includes(performance)
      ? { ...performance, demand: { ...performance.demand, shape: 'day_one', share: 1.5, overbooked: 4 } }
      : performance,
  );
}
