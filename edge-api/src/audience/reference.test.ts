import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AudienceReport } from '#protocol';
import { sectorOf, shareOf, sharesOf, type Given } from './reference.ts';

test('a share is taken from the middles of the tens, in whole percents', () => {
  assert.equal(shareOf(40, 100), Math.round((100 * 44.5) / 104.5));
  assert.equal(shareOf(null, 100), null);
  assert.equal(shareOf(0, 100), 0);
  assert.equal(shareOf(100, 100), 100);
});

test('a report that is withheld, or of nobody, gives no shares', () => {
  const report = { buyers: 100, tables: { age: { cells: { '18-25': 40 }, shown: 40, withheld: 'one_cell' } } };
  assert.deepEqual(sharesOf(report as unknown as AudienceReport), {});
  assert.deepEqual(sharesOf({ buyers: null, tables: {} } as unknown as AudienceReport), {});
});

const house = (venue: number, share: number | null, buyers = 100): Given => ({
  venue,
  buyers,
  shares: { channel: { web: share } },
});

test('the sector is ten houses or none, none of them more than half, and a cell that ten of them show', () => {
  const nine = Array.from({ length: 9 }, (_, i) => house(i, 50));
  assert.equal(sectorOf(nine), 'too_few_venues');
  assert.equal(sectorOf([...nine, house(9, 50, 901)]), 'one_dominates');
  assert.deepEqual(sectorOf([...nine, house(9, 60)]), { shares: { channel: { web: 51 } }, venues: 10 });
  assert.deepEqual(sectorOf([...nine, house(9, null)]), { shares: { channel: { web: null } }, venues: 10 });
});
