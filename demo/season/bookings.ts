// Law: a performance's sales follow from its own seed alone, whatever else is asked and in which order.
import { blocksOf } from './blocks.ts';
import { sell } from './orders.ts';
import type { Block, Booking, Performance } from './shapes.ts';

interface Sales {
  readonly bookings: readonly Booking[];
  readonly blocks: readonly Block[];
}

const made = new WeakMap<Performance, WeakRef<Sales>>();

/** All price lines of orders made up to `until`, as they were known then: what came later is not yet filled in. */
export function bookings(performance: Performance, until: number): Booking[] {
  const known = (at: number | null): number | null => (at !== null && at <= until ? at : null);
  const result: Booking[] = [];
  for (const booking of salesOf(performance).bookings) {
    if (booking.bookedAt > until) break;
    const paidAt = known(booking.paidAt);
    const cancelledAt = known(booking.cancelledAt);
    const same = paidAt === booking.paidAt && cancelledAt === booking.cancelledAt;
    result.push(same ? booking : { ...booking, paidAt, cancelledAt });
  }
  return result;
}

/** Seats held back, made up to `until`. */
export function blocks(performance: Performance, until: number): Block[] {
  return salesOf(performance)
    .blocks.filter(({ from }) => from <= until)
    .map((block) => (block.releasedAt !== null && block.releasedAt > until ? { ...block, releasedAt: null } : block));
}

export type BookingState = 'absent' | 'reserved' | 'sold' | 'lapsed' | 'refunded';

export function stateAt(booking: Booking, at: number): BookingState {
  if (booking.bookedAt > at) return 'absent';
  const paid = booking.paidAt !== null && booking.paidAt <= at;
  if (booking.cancelledAt !== null && booking.cancelledAt <= at) return paid ? 'refunded' : 'lapsed';
  return paid ? 'sold' : 'reserved';
}

/** Whether anything about its sales, blocks or capacity happened after `from`, up to `until`. */
export function changedBetween(performance: Performance, from: number, until: number): boolean {
  const within = (at: number | null): boolean => at !== null && at > from && at <= until;
  if (performance.onSaleAt > until) return false;
  const sales = salesOf(performance);
  return (
    performance.capacityChanges.some(({ at }) => within(at)) ||
    sales.blocks.some((block) => within(block.from) || within(block.releasedAt)) ||
    sales.bookings.some(
      ({ bookedAt, paidAt, cancelledAt }) => within(bookedAt) || within(paidAt) || within(cancelledAt),
    )
  );
}

function salesOf(performance: Performance): Sales {
  const kept = made.get(performance)?.deref();
  if (kept) return kept;
  const held = blocksOf(performance);
  const sales: Sales = { blocks: held, bookings: sell(performance, held) };
  made.set(performance, new WeakRef(sales));
  return sales;
}
