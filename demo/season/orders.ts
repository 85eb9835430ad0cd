// Law: at every moment issued + reserved + blocked fits the capacity, but for `demand.overbooked` seats.
import { DAY, dayOf, HOUR, instantOf, MINUTE } from './amsterdam.ts';
import { blockedAt } from './blocks.ts';
import { buyingMinutes, decisionTime } from './demand.ts';
import { bandsOf, ordinaryPriceType, priceOf, priceWords, type PriceType } from './price-list.ts';
import { Random, seedOf } from './random.ts';
import type { Block, Booking, Performance } from './shapes.ts';

interface Wish {
  readonly at: number;
  readonly size: number;
  readonly kind: 'ordinary' | 'group' | 'school' | 'guests' | 'moved';
}

export function capacityAt(performance: Performance, at: number): number {
  return performance.capacityChanges.findLast((change) => change.at <= at)?.capacity ?? performance.capacity;
}

function wishes(performance: Performance, random: Random): Wish[] {
  const { demand, onSaleAt, startsAt, type } = performance;
  const ends = Math.min(startsAt, performance.statusChangedAt ?? startsAt);
  const wanted = Math.round(demand.share * performance.capacity) + demand.overbooked;
  const list: Wish[] = [];
  const inOffice = (at: number): number => {
    const hour = instantOf(dayOf(at), buyingMinutes(random));
    const chosen = at - onSaleAt > DAY && hour > onSaleAt && hour < startsAt - HOUR ? hour : at;
    return Math.floor(chosen / MINUTE) * MINUTE;
  };
  for (let left = demand.transferred; left > 0;) {
    const size = Math.min(left, random.int(1, 4));
    list.push({ at: onSaleAt + random.int(0, 180) * MINUTE, size, kind: 'moved' });
    left -= size;
  }
  const school = demand.shape === 'school';
  for (let sum = demand.transferred; sum < wanted;) {
    const group = !school && random.chance(0.006);
    const size = school
      ? random.int(18, 56)
      : group
        ? random.int(10, 26)
        : random.weighted([
            [2, 52],
            [1, 18],
            [4, 13],
            [3, 9],
            [6, 4],
            [5, 3],
          ]);
    const at = inOffice(decisionTime(demand.genre, demand.shape, onSaleAt, startsAt, random));
    list.push({ at, size, kind: school ? 'school' : group ? 'group' : 'ordinary' });
    sum += size;
  }
  const guests = performance.capacity * (type === 'premiere' ? 0.09 : 0.018);
  for (let sum = random.between(0, guests); sum < guests; sum += 2) {
    const at = Math.max(onSaleAt, startsAt - random.exponential(12) * DAY - HOUR);
    list.push({ at: inOffice(at), size: random.int(1, 3), kind: 'guests' });
  }
  return list.filter(({ at }) => at < ends && at >= onSaleAt).sort((a, b) => a.at - b.at);
}

/** All price lines of all orders, in order of booking, past and to come. */
export function sell(performance: Performance, held: readonly Block[]): Booking[] {
  const random = new Random(seedOf(performance.demand.seed, 'bookings'));
  const sold: Booking[] = [];
  const returns: { at: number; seats: number }[] = [];
  let taken = 0;
  let number = 0;
  const roomFrom = (at: number): number => {
    const later = performance.capacityChanges.filter((change) => change.at > at).map(({ capacity }) => capacity);
    return Math.min(capacityAt(performance, at), ...later) + performance.demand.overbooked - blockedAt(held, at);
  };
  for (const wish of wishes(performance, random)) {
    for (let i = returns.length - 1; i >= 0; i -= 1) {
      const back = returns[i];
      if (back && back.at <= wish.at) {
        taken -= back.seats;
        returns.splice(i, 1);
      }
    }
    const free = roomFrom(wish.at) - taken;
    const size = wish.kind === 'school' || wish.kind === 'ordinary' ? Math.min(wish.size, free) : wish.size;
    if (size < 1 || size > free) continue;
    number += 1;
    const lines = order(
      performance,
      { ...wish, size },
      `${performance.ref}-${String(number).padStart(4, '0')}`,
      random,
    );
    taken += size;
    for (const line of lines)
      if (line.cancelledAt !== null) returns.push({ at: line.cancelledAt, seats: line.partySize });
    sold.push(...lines);
  }
  return sold;
}

function order(performance: Performance, wish: Wish, orderRef: string, random: Random): Booking[] {
  const { demand, startsAt, statusChangedAt } = performance;
  const words = priceWords(demand);
  const band = random.pick(bandsOf(performance.capacity, demand.priceCents));
  const reseller = wish.kind === 'ordinary' && demand.resellerRef !== null && random.chance(0.16);
  const channel = reseller
    ? 'reseller'
    : wish.kind === 'ordinary' || wish.kind === 'moved'
      ? random.weighted([
          ['web', 80],
          ['desk', 12],
          ['phone', 8],
        ] as const)
      : random.pick(['desk', 'phone'] as const);
  const { paidAt, expiresAt, lapses } = payment(wish, channel, startsAt, random);
  // Where the performance was called off, a reservation ends at once and money goes back within three days.
  const calledOff =
    statusChangedAt === null ? null : statusChangedAt + (paidAt === null ? 0 : random.int(60, 4_000) * MINUTE);
  const refunded = paidAt !== null && wish.kind !== 'guests' && random.chance(0.018);
  const refundAt = refunded ? Math.floor(random.between(paidAt, startsAt) / MINUTE) * MINUTE : null;
  const ends = [lapses, refundAt, calledOff].filter((at) => at !== null);
  const unpaid = paidAt !== null && statusChangedAt !== null && paidAt >= statusChangedAt;
  const cancelledAt = unpaid ? statusChangedAt : ends.length > 0 ? Math.min(...ends) : null;
  const chosen = priceTypeOf(performance, wish, words, random);
  return split(wish, chosen, words.normal, random).map(([priceType, partySize, firstTicket]) => ({
    orderRef,
    firstTicket,
    partySize,
    bookedAt: wish.at,
    paidAt: unpaid ? null : paidAt,
    expiresAt,
    cancelledAt,
    priceType: priceType.name,
    band: band.name,
    class: priceType.class,
    priceCents: priceOf(priceType, band.priceCents),
    channel,
    resellerRef: reseller ? demand.resellerRef : null,
  }));
}

function payment(wish: Wish, channel: Booking['channel'], startsAt: number, random: Random) {
  const reserves =
    wish.kind === 'school' ||
    wish.kind === 'group' ||
    ((channel === 'desk' || channel === 'phone') && random.chance(0.35));
  const open = startsAt - HOUR - wish.at;
  if (!reserves || wish.kind === 'guests' || wish.kind === 'moved' || open < 2 * DAY)
    return { paidAt: wish.at, expiresAt: null, lapses: null };
  const days = wish.kind === 'ordinary' ? 14 : 60;
  const expiresAt = wish.at + Math.floor(Math.min(days * DAY, open - DAY) / MINUTE) * MINUTE;
  const pays = random.chance(wish.kind === 'ordinary' ? 0.68 : 0.9);
  const paidAt = pays ? Math.floor(random.between(wish.at + MINUTE, expiresAt) / MINUTE) * MINUTE : null;
  return { paidAt, expiresAt, lapses: pays ? null : expiresAt };
}

function priceTypeOf(
  performance: Performance,
  wish: Wish,
  words: ReturnType<typeof priceWords>,
  random: Random,
): PriceType {
  if (wish.kind === 'school') return words.school;
  if (wish.kind === 'group') return words.group;
  return wish.kind === 'guests' ? words.free : ordinaryPriceType(performance.demand, random);
}

/** One line, or two when only part of the party has the reduced price. */
function split(
  wish: Wish,
  priceType: PriceType,
  normal: PriceType,
  random: Random,
): readonly (readonly [priceType: PriceType, partySize: number, firstTicket: number])[] {
  const whole = wish.kind !== 'ordinary' || wish.size < 2 || priceType.class !== 'discount' || random.chance(0.55);
  if (whole) return [[priceType, wish.size, 1]];
  const reduced = random.int(1, wish.size - 1);
  return [
    [priceType, reduced, 1],
    [normal, wish.size - reduced, reduced + 1],
  ];
}
