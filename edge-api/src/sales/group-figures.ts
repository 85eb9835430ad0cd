/** Pure: bodies → the figures of a group, unknown where nothing is known. The same sums as the monitor's. */
import type { AmountUnknown, GroupFigures } from '#protocol';
import { countBy, type View } from './measure.ts';
import type { ReaderBody } from './reader-body.ts';
import { sumBodies, toTotals } from './totals.ts';

const UNKNOWN = [null, null, null] as const;

export function groupFigures(bodies: readonly ReaderBody[], view: View): GroupFigures {
  const planned = bodies.filter((body) => body.status === 'planned');
  const reporting = planned.filter((body) => countBy('issued', body.stand) !== null);
  const sum = sumBodies(planned, view.today);
  const { count, amount, amountUnknown, capacity, occupancy, averagePrice, paid, free, reserved, blocked, change } =
    toTotals(sum, view);
  const known = reporting.length > 0;
  const told = (name: 'free' | 'reserved' | 'blocked') => planned.some((body) => body.stand[name]);
  const reason: AmountUnknown | null = known && amount === null ? (amountUnknown ?? 'not_reported') : null;
  return {
    performances: planned.length,
    reporting: reporting.length,
    count: known ? count : null,
    amount: known ? amount : null,
    amountUnknown: reason,
    capacity: capacity || null,
    occupancy: known ? occupancy : null,
    averagePrice: known ? averagePrice : null,
    paid: known ? paid : null,
    free: told('free') ? free : null,
    reserved: told('reserved') ? reserved : null,
    blocked: told('blocked') ? blocked : null,
    change: {
      count: known ? change.count : UNKNOWN,
      amount: known ? change.amount : UNKNOWN,
      occupancy: known ? change.occupancy : UNKNOWN,
      averagePrice: known ? change.averagePrice : UNKNOWN,
      reserved: told('reserved') ? change.reserved : UNKNOWN,
      blocked: told('blocked') ? change.blocked : UNKNOWN,
    },
    asOf: sum.asOf === null ? null : new Date(sum.asOf).toISOString(),
    sources: sum.sources,
  };
}
