// Seats that the house keeps back: from the day of sale on, most of them given free shortly before the evening.
import { DAY, MINUTE } from './amsterdam.ts';
import { Random, seedOf } from './random.ts';
import type { Block, Performance } from './shapes.ts';

/** In order of reference; none of them begins after the sale has begun. */
export function blocksOf(performance: Performance): Block[] {
  const { capacity, demand, onSaleAt, startsAt, statusChangedAt } = performance;
  const random = new Random(seedOf(demand.seed, 'blocks'));
  const before = (from: number, to: number): number => {
    const at = Math.max(onSaleAt + DAY, startsAt - random.between(from, to) * DAY);
    return Math.floor(Math.min(at, startsAt - 30 * MINUTE) / MINUTE) * MINUTE;
  };
  const seats = (share: number): number => Math.max(2, Math.round(capacity * share));
  const rows: (readonly [reason: string, count: number, releasedAt: number | null])[] = [
    ['Bespeler', seats(random.between(0.008, 0.025)), before(1, 14)],
    ['Rolstoel', Math.min(6, Math.max(2, Math.floor(capacity / 150))), null],
  ];
  if (random.chance(0.6)) rows.push(['Techniek', seats(0.012), before(2, 9)]);
  if (random.chance(0.25)) rows.push(['Zicht', seats(0.008), null]);
  if (performance.type === 'premiere') rows.push(['Pers en genodigden', seats(0.05), before(1, 5)]);
  return rows.map(([reason, count, releasedAt], index) => ({
    ref: `${performance.ref}-B${index + 1}`,
    reason,
    count,
    priceCents: demand.priceCents,
    from: onSaleAt,
    releasedAt: statusChangedAt === null ? releasedAt : Math.min(statusChangedAt, releasedAt ?? statusChangedAt),
  }));
}

export function isHeld(block: Block, at: number): boolean {
  return block.from <= at && (block.releasedAt === null || block.releasedAt > at);
}

export function blockedAt(held: readonly Block[], at: number): number {
  let count = 0;
  for (const block of held) if (isHeld(block, at)) count += block.count;
  return count;
}
