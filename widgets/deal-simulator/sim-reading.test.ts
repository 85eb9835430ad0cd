import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { simulate } from '#deal';
import type { Terms } from '#protocol';
import { sampleAgreement, sampleTerms } from '../browser/deal-answers.ts';
import { amountText } from '../deals/amount-text.ts';
import { simulation } from './sim-curves.ts';
import { factsOf } from './sim-facts.ts';
import { Models } from './sim-model.ts';
import { readingAt, roomOf, type Told } from './sim-reading.ts';
import { readSeats, seatsOf } from './sim-seats.ts';
import { simWords } from './sim-words.ts';

const terms = sampleTerms({ guaranteeProvider: 400_000 });
const { draft, base } = seatsOf(sampleAgreement({ terms }), 1_200, 'nl');
const { seats, costs } = readSeats(draft, base);
assert.ok(seats);
const told = (other: Terms | null, locale = 'nl'): Told => {
  const sim = simulation({ terms, other, seats, costs, paid: base.paid });
  assert.ok(sim);
  return { sim, words: simWords(locale), locale, currency: 'EUR' };
};
const fee: Terms = { form: 'buyout', currency: 'EUR', fee: 650_000 };
test('every figure of a place is the waterfall at that number of tickets, in both deals', () => {
  const both = told(fee);
  const places = both.sim.curve.paid.length - 1;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: places }), (at) => {
      const paid = both.sim.curve.paid[at] ?? -1;
      const rows = [terms, fee].map((deal) => {
        const { provider, venueKeeps } = simulate(
          { terms: deal, seats: { ...seats, paid } },
          { provider: '', venue: '' },
        ).waterfall;
        return { provider: amountText(provider, 'EUR', 'nl'), venue: amountText(venueKeeps, 'EUR', 'nl') };
      });
      assert.deepEqual(readingAt(both, at).rows, rows);
    }),
  );
});

test('a place is read out with both shares, and with those of the deal beside it', () => {
  const plain = (text: string): string => text.replaceAll(/\s/g, ' ');
  const one = readingAt(told(null, 'en'), 0);
  assert.equal(one.value, '0 tickets: producer €4,000.00, venue −€4,000.00');
  assert.equal(one.finding, 'With 0 tickets sold the producer gets €4,000.00 and the venue −\u2060€4,000.00');
  assert.match(
    plain(readingAt(told(fee), 0).value),
    /^0 kaarten: producent € 4\.000,00, theater −€ 4\.000,00; andere afspraak: producent € 6\.500,00, theater −€ 6\.500,00$/,
  );
});

test('the room is as wide as the widest text of any place', () => {
  for (const locale of ['nl', 'en']) {
    const both = told(fee, locale);
    const room = roomOf(both);
    for (const at of both.sim.curve.paid.keys()) {
      const { count, finding, rows } = readingAt(both, at);
      assert.ok(count.length <= room.count.length && finding.length <= room.finding.length, finding);
      for (const [i, row] of rows.entries())
        for (const side of ['provider', 'venue'] as const)
          assert.ok(row[side].length <= (room.rows[i]?.[side].length ?? 0), row[side]);
    }
  }
});

test('the curves stand while nothing is typed, and an agreement that comes again as it was leaves them', () => {
  const models = new Models();
  const given = { terms, seats: draft, draft: null, base, locale: 'nl' };
  const first = models.of(given);
  assert.equal(models.of({ ...given }), first);
  const again = models.of({ ...given, terms: { ...terms } });
  assert.ok(again !== first && again.sim !== null && again.sim === first.sim);
  const none = models.of({ ...given, seats: { ...draft, capacity: '' } });
  assert.equal(none.sim, null);
  assert.ok(first.sim);
  const facts = factsOf(first, first.sim).replaceAll(/\s/g, ' ');
  assert.equal(
    facts,
    'Het theater speelt quitte vanaf 150 kaarten. De garantie telt tot en met 208 kaarten. Zonder verkoop voegt zij € 4.000,00 toe.',
  );
});
