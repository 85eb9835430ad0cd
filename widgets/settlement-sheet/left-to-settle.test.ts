import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleAgreement, sampleHouse } from '../browser/deal-answers.ts';
import { classesOnly, sampleFrozen, sampleStatement } from '../browser/statement-answers.ts';
import { leftToSettle } from './left-to-settle.ts';

const [FIRST, SECOND] = ['NL-26-101-0000042|1', 'NL-26-101-0000042|2'];
const houses = [
  sampleHouse({ performance: FIRST, date: '2026-12-09' }),
  sampleHouse({ performance: SECOND, date: '2026-12-10' }),
];
const agreed = { state: 'approved', approvedVersion: 1 } as const;
const deal = (changed = {}) => sampleAgreement({ ...agreed, ...changed }, houses);
const of = (state: 'draft' | 'final' | 'withdrawn', ...frozen: ReturnType<typeof sampleFrozen>[]) =>
  sampleStatement({ state }, frozen);
const at = (moment: string) => Date.parse(moment);
const AFTER = at('2026-12-12T10:00:00Z');
const BETWEEN = at('2026-12-10T10:00:00Z');
const BEFORE = at('2026-12-01T10:00:00Z');

test('what has been and stands in no live statement can be settled', () => {
  assert.equal(leftToSettle(deal(), [], AFTER).why, 'some');
  assert.equal(leftToSettle(deal(), [], BETWEEN).why, 'some');
  assert.equal(leftToSettle(deal(), [of('final', sampleFrozen())], AFTER).why, 'some');
  assert.equal(leftToSettle(deal(), [of('withdrawn', sampleFrozen(), classesOnly())], AFTER).why, 'some');
});

test('nothing is left: all settled, all in statements that are not signed yet, or still to come', () => {
  assert.equal(leftToSettle(deal({ state: 'settled' }), [], AFTER).why, 'all_settled');
  assert.equal(leftToSettle(deal(), [of('final', sampleFrozen(), classesOnly())], AFTER).why, 'all_settled');
  assert.equal(leftToSettle(deal(), [of('draft', sampleFrozen(), classesOnly())], AFTER).why, 'all_listed');
  assert.deepEqual(leftToSettle(deal(), [], BEFORE), { why: 'not_yet', date: '2026-12-09' });
  assert.deepEqual(leftToSettle(deal(), [of('final', sampleFrozen())], BETWEEN), { why: 'next', date: '2026-12-10' });
});

test('a deal for all is settled whole, after the last; one that was not approved not at all', () => {
  const pooled = deal({ terms: { form: 'split', currency: 'EUR', share: 80, basis: 'total' } });
  assert.deepEqual(leftToSettle(pooled, [], BETWEEN), { why: 'settled_whole', date: '2026-12-10' });
  assert.equal(leftToSettle(pooled, [], AFTER).why, 'some');
  assert.equal(leftToSettle(deal({ state: 'proposed', approvedVersion: null }), [], AFTER).why, 'not_agreed');
  assert.equal(leftToSettle(deal({ state: 'proposed', version: 2 }), [], BEFORE).why, 'some', 'the API knows');
});

test('cancelled ones wait for nothing', () => {
  const cancelled = deal().performances.map((one) => ({ ...one, status: 'cancelled' }));
  assert.equal(leftToSettle(deal({ performances: cancelled }), [], BEFORE).why, 'all_cancelled');
  const [one, two] = deal().performances;
  const half = deal({ performances: [{ ...one, status: 'cancelled' }, two] });
  assert.equal(leftToSettle(half, [], BEFORE).why, 'some');
});
