import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Terms } from '#protocol';
import { keyFigures } from './key-figures.ts';

const SPLIT: Terms = { form: 'split', currency: 'EUR', share: 80, guaranteeProvider: 400_000 };
const draft = { side: 'provider', state: 'draft', terms: SPLIT, inForce: null } as const;

test('a draft says what it asks, and that it does not hold yet', () => {
  assert.deepEqual(keyFigures(draft, 2), {
    currency: 'EUR',
    basis: 'per_performance',
    share: 80,
    guaranteeProvider: 400_000,
    floor: 800_000,
    holds: false,
  });
  assert.equal(keyFigures({ ...draft, side: 'venue' }, 2).floor, 0);
});

test('of an amended deal the floor is that of the version in force, the figures those of the newest', () => {
  const { share, guaranteeProvider, floor, holds } = keyFigures(
    { ...draft, state: 'proposed', terms: { ...SPLIT, share: 70, guaranteeProvider: 900_000 }, inForce: SPLIT },
    3,
  );
  assert.deepEqual([share, guaranteeProvider, floor, holds], [70, 900_000, 1_200_000, true]);
});

test('a promise over all of them is made once, and none where nothing is played', () => {
  const total = { ...draft, terms: { ...SPLIT, basis: 'total' } as const };
  assert.equal(keyFigures(total, 5).floor, 400_000);
  assert.equal(keyFigures(total, 0).floor, 0);
});

test('what came to nothing has no floor; a rejected change leaves that of the version in force', () => {
  for (const state of ['rejected', 'withdrawn', 'expired'] as const)
    assert.equal(keyFigures({ ...draft, state }, 1).floor, null);
  assert.equal(keyFigures({ ...draft, state: 'withdrawn', inForce: SPLIT }, 1).floor, null);
  assert.equal(keyFigures({ ...draft, state: 'rejected', inForce: SPLIT }, 1).floor, 400_000);
});

test('each form shows the figures that are its own', () => {
  const of = (terms: Terms) => {
    const { currency: _, basis: __, floor: ___, holds: ____, ...shown } = keyFigures({ ...draft, terms }, 1);
    return shown;
  };
  assert.deepEqual(of({ form: 'buyout', currency: 'EUR', fee: 350_000, share: 80 }), { fee: 350_000 });
  assert.deepEqual(of({ form: 'hire', currency: 'EUR', hire: { rent: 90_000, perTicket: 150, counts: 'paid' } }), {
    rent: 90_000,
    perTicket: 150,
  });
  assert.deepEqual(of({ form: 'supplement', currency: 'EUR', share: 80, supplement: 50_000, fee: 1 }), {
    share: 80,
    supplement: 50_000,
  });
  const bands = [
    { from: 0, to: 500_000, share: 70 },
    { from: 500_000, to: null, share: 85 },
  ];
  assert.deepEqual(of({ form: 'scale', currency: 'EUR', scale: { measure: 'net', method: 'marginal', bands } }), {
    shares: [70, 85],
  });
});
