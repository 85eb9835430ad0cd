import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkTerms, waterfall } from './index.ts';
import { EXAMPLES, HOUSE_A } from './worked-examples.ts';

for (const { name, terms, sales, is } of EXAMPLES)
  test(`worked example ${name}`, () => {
    assert.deepEqual(checkTerms(terms, { performances: sales.length }), []);
    const told = waterfall(terms, sales);
    const buma = told.lines.find(({ key }) => key === 'buma');
    assert.deepEqual(
      {
        provider: told.provider,
        venue: told.venue,
        net: told.net,
        venueKeeps: told.venueKeeps,
        ex: told.due.ex,
        incl: told.due.incl,
        buma: buma && -buma.amount,
      },
      {
        net: told.net,
        venueKeeps: told.venueKeeps,
        ex: told.due.ex,
        incl: told.due.incl,
        buma: buma && -buma.amount,
        ...is,
      },
    );
    assert.equal(told.provider + told.venue, told.net);
  });

test('the takings of house A, line by line', () => {
  const { lines } = waterfall({ form: 'split', currency: 'EUR', share: 80 }, [HOUSE_A]);
  assert.deepEqual(
    lines.map(({ key, amount }) => [key, amount]),
    [
      ['gross', 1_220_000],
      ['levy', -120_000],
      ['base', 1_100_000],
      ['vat', -90_826],
      ['recette_ex', 1_009_174],
      ['net', 1_009_174],
      ['share', 807_339],
      ['provider_share', 807_339],
      ['venue_share', 201_835],
      ['levy_venue', 110_092],
      ['provider_due', 807_339],
      ['venue_keeps', 311_927],
    ],
  );
});
