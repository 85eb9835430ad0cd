import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkPartTerms, deviations } from './framework-deviations.ts';

test('a deal deviates where the framework says something else, and nowhere else', () => {
  const framework = { share: 80, freeTickets: { max: 20 }, levy: 'fenced' } as const;
  const deal = { form: 'split', currency: 'EUR', share: 75, levy: 'fenced', guaranteeProvider: 400_000 } as const;
  assert.deepEqual(deviations(framework, deal), [
    { term: 'share', framework: 80, deal: 75 },
    { term: 'freeTickets', framework: { max: 20 }, deal: null },
  ]);
  assert.deepEqual(deviations({}, deal), []);
  assert.deepEqual(deviations(deal, deal), []);
});

test('a part of terms is refused only for what it names', () => {
  assert.deepEqual(checkPartTerms({ share: 80 }), []);
  assert.deepEqual(checkPartTerms({ form: 'split' }), []);
  assert.deepEqual(checkPartTerms({ form: 'split', guaranteeKind: 'minimum' }), []);
  assert.deepEqual(checkPartTerms({}), []);
  const both = checkPartTerms({ guaranteeProvider: 1, guaranteeVenue: 1 });
  assert.deepEqual(
    both.map(({ pointer }) => pointer),
    ['/guaranteeVenue'],
  );
  const strange = checkPartTerms({ form: 'split', fee: 1 });
  assert.deepEqual(
    strange.map(({ pointer }) => pointer),
    ['/fee'],
  );
  const bands = [
    { from: 0, to: 5_000, share: 70 },
    { from: 4_000, to: null, share: 80 },
  ];
  const [overlap] = checkPartTerms({ scale: { measure: 'net', method: 'marginal', bands } });
  assert.match(overlap?.pointer ?? '', /^\/scale/);
});
