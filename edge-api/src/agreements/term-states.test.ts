import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RejectBody, Terms } from '#protocol';
import type { EventRow, Stored, VersionRow } from './agreement-store.ts';
import { termStates } from './term-states.ts';

const version = (number: number, terms: Partial<Terms>): VersionRow => ({
  version: number,
  terms: { form: 'split', currency: 'EUR', ...terms },
  performances: [[1, 9, 0]],
  sha256: '',
  author: 'provider',
  proposed: true,
  madeAt: 0,
});
const event = (of: number, step: EventRow['step'], more: Partial<EventRow> = {}): EventRow => ({
  seq: of,
  at: 0,
  step,
  version: of,
  state: step === 'approve' ? 'approved' : step === 'reject' ? 'partly_rejected' : 'proposed',
  side: step === 'approve' || step === 'reject' ? 'venue' : 'provider',
  organisation: 1,
  client: null,
  person: null,
  name: null,
  body: {},
  ...more,
});
const from = (of: number, base: number) => event(of, 'revise', { body: { base } });
const rejects = (of: number, rejected: RejectBody['terms']) => event(of, 'reject', { body: { rejected } });
const of = (stored: Pick<Stored, 'versions' | 'events'>, framework?: Partial<Terms>) => {
  const newest = stored.versions.at(-1) ?? assert.fail();
  return Object.fromEntries(termStates(stored, newest, framework).map(({ term, ...rest }) => [term, rest]));
};

test('a first proposal: every term is open', () => {
  const states = of({ versions: [version(1, { share: 80 })], events: [event(1, 'propose')] });
  assert.deepEqual(states, {
    form: { value: 'split', state: 'open' },
    currency: { value: 'EUR', state: 'open' },
    share: { value: 80, state: 'open' },
  });
});

test('partly rejected: what is named is rejected, with reason and counter-value; the rest is agreed', () => {
  const states = of({
    versions: [version(1, { share: 80, guaranteeProvider: 100 })],
    events: [
      rejects(1, [
        { term: 'share', reason: 'te hoog', counter: 75 },
        { term: 'note', reason: 'ontbreekt', counter: 'x' },
      ]),
    ],
  });
  assert.deepEqual(states['share'], { value: 80, state: 'rejected', reason: 'te hoog', counter: 75, by: 'venue' });
  assert.deepEqual(states['note'], { value: null, state: 'rejected', reason: 'ontbreekt', counter: 'x', by: 'venue' });
  assert.equal(states['guaranteeProvider']?.state, 'agreed');
});

test('in the next version a counter-value taken over is agreed, another value is open, and what was agreed is open again once it changes', () => {
  const events = [
    rejects(1, [
      { term: 'share', reason: 'te hoog', counter: 75 },
      { term: 'guaranteeProvider', reason: 'te hoog', counter: 50 },
      { term: 'note', reason: 'weg ermee', counter: null },
    ]),
    from(2, 1),
  ];
  const first = version(1, { share: 80, guaranteeProvider: 100, basis: 'total', note: 'x' });
  const states = of({
    versions: [first, version(2, { share: 75, guaranteeProvider: 60, basis: 'per_performance' })],
    events,
  });
  assert.deepEqual(states['share'], { value: 75, was: 80, state: 'agreed' });
  assert.deepEqual(states['guaranteeProvider'], { value: 60, was: 100, state: 'open' });
  assert.deepEqual(states['basis'], { value: 'per_performance', was: 'total', state: 'open' });
  assert.deepEqual(states['note'], { value: null, was: 'x', state: 'agreed' });
  assert.deepEqual(states['form'], { value: 'split', state: 'agreed' });
});

test('rejected whole, nothing is agreed any more; approved, everything is; an amendment begins from what is in force', () => {
  const whole = event(1, 'reject', { state: 'rejected' });
  const [one, two] = [version(1, { share: 80 }), version(2, { share: 70 })];
  assert.ok(Object.values(of({ versions: [one], events: [whole] })).every(({ state }) => state === 'rejected'));
  assert.ok(
    Object.values(of({ versions: [one, two], events: [whole, from(2, 1)] })).every(({ state }) => state === 'open'),
  );
  const half = event(1, 'approve', { state: 'half_approved' });
  assert.ok(Object.values(of({ versions: [one], events: [half] })).every(({ state }) => state === 'open'));
  assert.ok(
    Object.values(of({ versions: [one], events: [half, event(1, 'approve')] })).every(
      ({ state }) => state === 'agreed',
    ),
  );
  const amended = of({ versions: [one, two], events: [event(1, 'approve'), event(2, 'amend', { body: { base: 1 } })] });
  assert.deepEqual([amended['form']?.state, amended['share']?.state, amended['share']?.was], ['agreed', 'open', 80]);
});

test('where a deal falls under general terms, it is shown where it deviates, also by its silence', () => {
  const stored = { versions: [version(1, { share: 80 })], events: [event(1, 'propose')] };
  const states = of(stored, { share: 70, currency: 'EUR', levy: 'fenced' });
  assert.deepEqual(states['share'], { value: 80, state: 'open', framework: 70 });
  assert.deepEqual(states['levy'], { value: null, state: 'open', framework: 'fenced' });
  assert.equal('framework' in (states['currency'] ?? {}), false);
});
