import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { OUTCOMES, REVIEW_REASONS, type ItemResult } from '#protocol';
import { fromReceipt, toReceipt } from './receipt.ts';

const item = fc.record(
  {
    outcome: fc.constantFrom(...OUTCOMES),
    performance: fc.string(),
    review: fc.array(fc.constantFrom(...REVIEW_REASONS), { minLength: 1, maxLength: 2 }),
    pointer: fc.string(),
    detail: fc.string(),
    stands: fc.constant({ asOf: '2026-11-20T08:00:00.000Z', revision: 3 }),
  },
  { requiredKeys: ['outcome'] },
);

test('a receipt gives back the answer that was given, whatever it said', () => {
  fc.assert(
    fc.property(fc.array(item, { maxLength: 20 }), fc.func(fc.boolean()), (items, named) => {
      const results = items.map((made, index) => ({ index, ...made }) as ItemResult);
      // An item whose performance is known always says so; the others may have none.
      const names = new Map(
        results.flatMap((r) =>
          r.performance !== undefined && named(r.index) ? [[r.index, r.performance] as const] : [],
        ),
      );
      const answer = { epoch: 2, receivedAt: '2026-11-20T12:00:00.000Z', livemode: true, warning: 'w', results };
      assert.deepEqual(fromReceipt(toReceipt(answer, names), names), answer);
    }),
    { seed: 3, numRuns: 500 },
  );
});

test('a receipt of thousands of plain items is a few letters, not their answer again', () => {
  const results = Array.from({ length: 2_500 }, (_, index): ItemResult => ({
    index,
    outcome: 'applied',
    performance: `p${index}`,
  }));
  const names = new Map(results.map((r) => [r.index, r.performance ?? '']));
  const kept = toReceipt({ epoch: 1, receivedAt: '', livemode: true, results }, names);
  assert.ok(kept.length < 2_700, `${kept.length} characters`);
});
