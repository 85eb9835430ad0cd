// The cumulative figures of one performance at a moment: what a box office would report then.
import type { PriceClass } from '#protocol';
import { blocks, bookings, stateAt } from './bookings.ts';
import { isHeld } from './blocks.ts';
import { capacityAt } from './orders.ts';
import type { Booking, Performance } from './shapes.ts';

export interface Total {
  readonly count: number;
  /** Cents. */
  readonly amount: number;
}
export interface StandLine extends Total {
  readonly name: string;
  readonly class: PriceClass;
  readonly band: string;
  /** Cents of one ticket. */
  readonly price: number;
}
export interface Stand {
  readonly normal: Total;
  readonly discount: Total;
  readonly free: { readonly count: number };
  readonly other: Total;
  readonly reserved: Total;
  readonly blocked: Total;
  readonly capacity: number;
  /** Of the sold tickets, one per price type, band and price. */
  readonly lines: readonly StandLine[];
}

const NOTHING: Total = { count: 0, amount: 0 };

function add(total: Total, count: number, price: number): Total {
  return { count: total.count + count, amount: total.amount + count * price };
}

export function standAt(performance: Performance, at: number): Stand {
  const sold: Record<PriceClass, Total> = { normal: NOTHING, discount: NOTHING, free: NOTHING, other: NOTHING };
  let reserved = NOTHING;
  let blocked = NOTHING;
  const lines = new Map<string, StandLine>();
  for (const booking of bookings(performance, at)) {
    const { partySize, priceCents } = booking;
    const state = stateAt(booking, at);
    if (state === 'reserved') reserved = add(reserved, partySize, priceCents);
    if (state !== 'sold') continue;
    sold[booking.class] = add(sold[booking.class], partySize, priceCents);
    const key = `${booking.priceType}|${booking.band}|${priceCents}`;
    const line = lines.get(key) ?? lineOf(booking);
    lines.set(key, { ...line, ...add(line, partySize, priceCents) });
  }
  for (const block of blocks(performance, at))
    if (isHeld(block, at)) blocked = add(blocked, block.count, block.priceCents);
  const { normal, discount, free, other } = sold;
  return {
    normal,
    discount,
    free: { count: free.count },
    other,
    reserved,
    blocked,
    capacity: capacityAt(performance, at),
    lines: [...lines].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line),
  };
}

function lineOf({ priceType, class: of, band, priceCents }: Booking): StandLine {
  return { name: priceType, class: of, band, price: priceCents, ...NOTHING };
}

/** What one reseller sold of it. These tickets are also inside the house's own figures. */
export function resellerStandAt(performance: Performance, resellerRef: string, at: number): Total {
  let total = NOTHING;
  for (const booking of bookings(performance, at))
    if (booking.resellerRef === resellerRef && stateAt(booking, at) === 'sold')
      total = add(total, booking.partySize, booking.priceCents);
  return total;
}
