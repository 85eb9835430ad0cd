import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CumulativeSales, type FileMode } from './cumulative.ts';
import { zeroAbsent, type Figures } from './figures.ts';
import { PriceClasses } from './price-classes.ts';
import type { TicketRow } from './rows.ts';
import { TicketSet } from './ticket-set.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 8, 1, 10);
let next = 0;
const ticket = (fields: Partial<TicketRow> = {}): TicketRow => ({
  kind: 'ticket',
  line: 1,
  performanceRef: 'P1',
  ticketRef: `T${(next += 1)}`,
  orderedAt: START,
  priceType: 'Normaal',
  priceCents: 2500,
  count: 1,
  amountCents: 2500,
  status: 'sold',
  ...fields,
});
function run(rows: readonly TicketRow[], mode: FileMode = 'snapshot', base?: Figures) {
  const seen = new TicketSet();
  const sales = new CumulativeSales({
    zone: 'Europe/Amsterdam',
    mode,
    classes: new PriceClasses(),
    isNew: (id) => seen.add(id),
    base: () => base,
  });
  const outcomes = rows.map((row) => sales.add(row));
  return { outcomes, performances: [...sales.performances()] };
}
const brief = (rows: readonly TicketRow[], mode?: FileMode) =>
  run(rows, mode).performances[0]?.days.map(({ day, figures: f }) => [
    day,
    f.normal.count,
    f.normal.amount,
    f.free.count,
    f.reserved.count,
    f.blocked.count,
  ]);

test('a ticket adds on its day and leaves on the day of its cancellation', () => {
  assert.deepEqual(
    brief([
      ticket(),
      ticket({ status: 'cancelled', changedAt: START + 2 * DAY }),
      ticket({ orderedAt: START + DAY, priceCents: 0, amountCents: 0 }),
    ]),
    [
      ['2026-09-01', 2, 5000, 0, 0, 0],
      ['2026-09-02', 2, 5000, 1, 0, 0],
      ['2026-09-03', 1, 2500, 1, 0, 0],
    ],
  );
});

test('a cancellation at an unknown moment never counts, but the performance says its zero', () => {
  assert.deepEqual(run([ticket({ status: 'refunded' })]).outcomes, ['not_counted']);
  assert.deepEqual(brief([ticket({ status: 'refunded' })]), [['2026-09-01', 0, 0, 0, 0, 0]]);
});

test('a reservation moves to sold when it is paid; blocks stand apart', () => {
  assert.deepEqual(brief([ticket({ paidAt: START + DAY }), ticket({ status: 'blocked', amountCents: null })]), [
    ['2026-09-01', 0, 0, 0, 1, 1],
    ['2026-09-02', 1, 2500, 0, 0, 1],
  ]);
});

test('before six in the morning belongs to the evening before', () => {
  assert.deepEqual(
    brief([ticket({ orderedAt: Date.UTC(2026, 8, 2, 3, 59) }), ticket({ orderedAt: Date.UTC(2026, 8, 2, 4) })])?.map(
      ([day]) => day,
    ),
    ['2026-09-01', '2026-09-02'],
  );
});

test('a ticket twice in one file counts once, and an unknown price makes the amount unknown', () => {
  const row = ticket();
  assert.deepEqual(run([row, row]).outcomes, ['counted', 'duplicate']);
  assert.deepEqual(brief([row, ticket({ amountCents: null, priceCents: null })]), [['2026-09-01', 2, null, 0, 0, 0]]);
});

test('delta rows are movements on what stood before', () => {
  const zero = { count: 0, amount: 0 };
  const base = {
    normal: { count: 10, amount: 25000 },
    discount: zero,
    free: zero,
    other: zero,
    reserved: zero,
    blocked: zero,
  };
  const rows = [
    ticket(),
    ticket({ count: -2, amountCents: -5000 }),
    ticket({ status: 'refunded', changedAt: START + DAY }),
  ];
  const days = run([...rows, rows[0] as TicketRow], 'delta', base).performances[0]?.days.map(
    ({ figures }) => figures.normal,
  );
  assert.deepEqual(days, [
    { count: 9, amount: 22500 },
    { count: 8, amount: 20000 },
  ]);
});

test('the figures of a past day are the direct sum up to it, in any order of rows', () => {
  const row = fc.record({
    order: fc.integer({ min: 0, max: 20 }),
    stay: fc.option(fc.integer({ min: 0, max: 10 }), { nil: undefined }),
    price: fc.integer({ min: 1, max: 9000 }),
  });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), fc.integer({ min: 0, max: 31 }), (plan, asked) => {
      const rows = plan.map(({ order, stay, price }) => {
        const orderedAt = START + order * DAY;
        const gone = stay === undefined ? {} : { status: 'cancelled' as const, changedAt: orderedAt + stay * DAY };
        return ticket({ orderedAt, priceCents: price, amountCents: price, ...gone });
      });
      const until = START + asked * DAY;
      const alive = rows.filter(
        (one) => one.orderedAt <= until && (one.changedAt === undefined || one.changedAt > until),
      );
      const days = run(rows).performances[0]?.days ?? [];
      assert.deepEqual(run(rows.toReversed()).performances[0]?.days, days);
      const last = days.filter((day) => day.asOf <= until).at(-1)?.figures.normal ?? { count: 0, amount: 0 };
      assert.deepEqual(last, {
        count: alive.length,
        amount: alive.reduce((sum, one) => sum + (one.amountCents ?? 0), 0),
      });
    }),
    { seed: 20261123, numRuns: 500 },
  );
});

test('full zeroes the absent only within its bound', () => {
  const known = new Map([
    ['A', 100],
    ['B', 5],
    ['C', 0],
  ]);
  assert.deepEqual(zeroAbsent(new Set(['A']), known, 0.1), { ok: true, refs: ['B'] });
  assert.deepEqual(zeroAbsent(new Set(['B']), known, 0.1), {
    ok: false,
    reason: 'too_many_absent',
    tickets: 100,
    limit: 10,
  });
});

test('a set of tickets forgets nothing below its limit', () => {
  const set = new TicketSet();
  for (let i = 0; i < 50_000; i += 1) assert.ok(set.add(`T-${i}`));
  for (let i = 0; i < 50_000; i += 1) assert.ok(!set.add(`T-${i}`));
});
