// Rows to sets: nothing is lost, nothing counts twice, and the order of rows does not matter.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import * as v from 'valibot';
import { AudienceCoverage, AudienceFact, type AudienceFault } from '#protocol';
import type { TicketRow } from '../sources/file/rows.ts';
import { AudienceGatherer } from './gather.ts';
import type { Reduced } from './reduced.ts';

const FILE_TIME = Date.parse('2026-03-10T12:00:00Z');
const START = Date.parse('2026-10-02T18:15:00Z');
const keyOf = (text: string) => text.padEnd(22, '_');

function gathered(rows: readonly TicketRow[]) {
  const gatherer = new AudienceGatherer({
    zone: 'Europe/Amsterdam',
    fileTime: FILE_TIME,
    groupFrom: 20,
    mostTickets: 100,
    excluded: (ref) => ref === 'V3',
    classOf: ({ priceCents }) => (priceCents === 0 ? 'free' : 'normal'),
  });
  for (const row of rows) gatherer.add(row);
  return [...gatherer.performances()];
}
type Told = Partial<Omit<TicketRow, 'audience'>> & { readonly audience?: Partial<Reduced> };
const row = (n: number, { audience, ...rest }: Told = {}): TicketRow => ({
  kind: 'ticket',
  line: n,
  performanceRef: 'V1',
  startsAt: START,
  ticketRef: `T${n}`,
  orderedAt: FILE_TIME - 86_400_000,
  priceType: 'Normaal',
  priceCents: 2000,
  count: 1,
  amountCents: 2000,
  status: 'sold',
  ...rest,
  audience: { order: keyOf(`o${n}`), buyer: keyOf(`b${n}`), channel: 'web', faults: [], ...audience },
});

const rows = fc
  .array(
    fc.record({
      performanceRef: fc.constantFrom('V1', 'V2', 'V3'),
      order: fc.integer({ min: 0, max: 6 }),
      buyer: fc.option(fc.integer({ min: 0, max: 3 })),
      count: fc.integer({ min: 1, max: 12 }),
      amountCents: fc.option(fc.integer({ min: 0, max: 9_000 })),
      orderedAt: fc.integer({ min: FILE_TIME - 1e9, max: FILE_TIME + 2e7 }),
      status: fc.constantFrom('sold', 'reserved', 'cancelled', 'blocked') as fc.Arbitrary<TicketRow['status']>,
      born: fc.option(fc.integer({ min: 1890, max: 2030 }), { nil: undefined }),
      out: fc.option(
        fc.constantFrom('opted_out', 'no_consent', 'erased') as fc.Arbitrary<NonNullable<Reduced['out']>>,
        {
          nil: undefined,
          freq: 8,
        },
      ),
      group: fc.boolean(),
      pc4: fc.option(fc.constantFrom('1234', '1235'), { nil: undefined }),
      bad: fc.constantFrom<readonly AudienceFault[]>([], [], ['bad_postcode']),
    }),
    { maxLength: 40 },
  )
  .map((all) =>
    all.map(({ performanceRef, order, buyer, count, amountCents, orderedAt, status, born, out, group, pc4, bad }, n) =>
      row(n, {
        performanceRef,
        count,
        amountCents,
        orderedAt,
        status,
        audience: {
          order: keyOf(`o${performanceRef}${order}`),
          buyer: buyer === null ? null : keyOf(`b${buyer}`),
          faults: bad,
          ...(born === undefined ? {} : { born }),
          ...(out === undefined ? {} : { out }),
          ...(group ? { group: true as const } : {}),
          ...(pc4 === undefined ? {} : { pc4 }),
        },
      }),
    ),
  );

void test('sets keep to the contract, every sold ticket counts once, and rows in another order give the same', () => {
  fc.assert(
    fc.property(rows, fc.infiniteStream(fc.nat()), (all, randoms) => {
      const told = gathered(all);
      for (const { ref, coverage, facts } of told) {
        v.assert(AudienceCoverage, coverage);
        for (const fact of facts) v.assert(AudienceFact, fact);
        const sold = all.filter((one) => one.performanceRef === ref && one.status === 'sold' && ref !== 'V3');
        const sum = (list: readonly TicketRow[]) => list.reduce((n, { count }) => n + count, 0);
        assert.equal(coverage.tickets, sum(sold));
        assert.equal(
          coverage.withBuyer,
          facts.reduce((n, { tickets }) => n + tickets, 0),
        );
        assert.ok(Math.max(coverage.withPostcode, coverage.withAge) <= coverage.withBuyer);
        const {
          shared_address: a = 0,
          too_many_tickets: b = 0,
          opted_out: c = 0,
          no_consent: d = 0,
          erased: e = 0,
          clock_skew: f = 0,
        } = coverage.faults ?? {};
        const nobody = sum(sold.filter(({ audience }) => audience?.buyer === null && !audience.out));
        assert.equal(coverage.withBuyer + a + b + c + d + e + f + nobody, coverage.tickets, 'each ticket has one fate');
        assert.equal(new Set(facts.map(({ order }) => order)).size, facts.length);
      }
      const [first] = randoms;
      const shuffled = all
        .map((one, n) => [((n + 1) * ((first ?? 0) + 7919)) % 10_007, one] as const)
        .sort(([x], [y]) => x - y);
      assert.deepEqual(gathered(shuffled.map(([, one]) => one)), told);
    }),
  );
});

void test('a school, a reseller and a number for everybody are no buyer; they are counted', () => {
  const [school] = gathered([row(1, { count: 21 }), row(2, { count: 20 })]);
  assert.deepEqual([school?.coverage.withBuyer, school?.coverage.faults], [20, { shared_address: 21 }]);
  const [group] = gathered([row(1, { audience: { group: true } }), row(2)]);
  assert.deepEqual([group?.coverage.withBuyer, group?.coverage.faults], [1, { shared_address: 1 }]);
  const everybody = Array.from({ length: 10_000 }, (_, n) =>
    row(n, { performanceRef: `V${n % 2 === 0 ? 1 : 2}`, audience: { buyer: keyOf('b') } }),
  );
  assert.deepEqual(
    gathered([...everybody, row(10_000)]).map(({ coverage }) => [coverage.withBuyer, coverage.faults]),
    [
      [1, { too_many_tickets: 5_000 }],
      [0, { too_many_tickets: 5_000 }],
    ],
  );
});

void test('an order from a clock that is ahead waits for its time; an unknown hour and a start that nobody knows are told', () => {
  const late = row(1, { orderedAt: FILE_TIME + 7_200_000 });
  assert.deepEqual(gathered([late])[0]?.coverage.faults, { clock_skew: 1 });
  const [noHour] = gathered([row(1, { audience: { noHour: true } })]);
  assert.deepEqual([noHour?.facts.length, noHour?.coverage.faults], [1, { bad_moment: 1 }]);
  const { startsAt: _, ...unknown } = row(1, { audience: { born: 1980 } });
  assert.deepEqual(gathered([unknown])[0]?.coverage, { tickets: 1, withBuyer: 1, withPostcode: 0, withAge: 0 });
  const [aged] = gathered([row(1, { audience: { born: 1980 } }), row(2, { audience: { born: 1890 } })]);
  assert.deepEqual(
    [aged?.coverage.withAge, aged?.coverage.faults, aged?.facts[0]?.age],
    [1, { bad_birth_year: 1 }, '46-55'],
  );
});
