import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { earnings } from './earning.ts';
import { waterfall } from './index.ts';
import { deal, house } from './random-deals.ts';

test('the range agrees with the waterfall to the cent, for any deal and any house', () => {
  fc.assert(
    fc.property(deal, house, fc.integer({ min: 1, max: 4 }), (terms, one, performances) => {
      const sales = Array.from({ length: performances }, () => one);
      const told = waterfall(terms, sales);
      const own = (name: 'provider') =>
        told.lines
          .filter(
            ({ key, name: of, inputs }) =>
              (key === 'deduction_paid' && of === name) || (key === 'rights_from_share' && inputs['side'] === name),
          )
          .reduce((total, { amount }) => total + amount, told.provider);
      const { share, provider, venue } = earnings(terms, one, performances);
      assert.deepEqual([share, provider, venue], [told.provider, own('provider'), told.venueKeeps]);
    }),
    { numRuns: 1_500 },
  );
});
