import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Performance } from '#protocol';
import { samplePerformance, VENUE } from '../browser/deal-answers.ts';
import { canPick, housesOf, keptOf, pickables } from './pickable.ts';

const performance = (n: number, changed: Partial<Performance> = {}): Performance =>
  samplePerformance(n, { startsAt: `2026-12-0${n}T19:15:00.000Z`, ...changed });
const id = (n: number): string => samplePerformance(n).id;
const NOBODY = { own: 'P1', except: '' };
const deal = (name: string, state: 'approved' | 'withdrawn', of: number) => ({
  id: name,
  state,
  performances: [{ id: id(of), startsAt: '', date: '', hall: null }],
});

test('a performance in another deal is taken; one in a deal that came to nothing, or in this one, is free', () => {
  const deals = [deal('A', 'approved', 1), deal('B', 'withdrawn', 2), deal('C', 'approved', 3)];
  const found = pickables([performance(3), performance(2), performance(1)], deals, { own: 'P1', except: 'C' });
  assert.deepEqual(
    found.map((one) => [one.id, one.taken, canPick(one)]),
    [
      [id(1), 'approved', false],
      [id(2), null, true],
      [id(3), null, true],
    ],
  );
});

test('a cancelled one cannot be picked, a merged one and an own evening in the own house are not there', () => {
  const found = pickables(
    [performance(1, { status: 'cancelled' }), performance(2, { mergedInto: id(1) }), performance(3, { venue: 'P1' })],
    [],
    NOBODY,
  );
  assert.deepEqual(
    found.map((one) => [one.id, canPick(one)]),
    [[id(1), false]],
  );
});

test('the filters keep a hall and days of the house itself; what is chosen stays in sight', () => {
  const all = pickables(
    [performance(1), performance(2, { hallName: 'Kleine Zaal' }), performance(3, { startsAt: '2026-12-03T23:30:00Z' })],
    [],
    NOBODY,
  );
  const ids = (filter: object, chosen: string[] = []) =>
    keptOf(all, { venue: 'V1', hall: '', from: '', to: '', ...filter }, new Set(chosen)).map((one) => one.id);
  assert.deepEqual(ids({}), [id(1), id(2), id(3)]);
  assert.deepEqual(ids({ hall: 'Kleine Zaal' }), [id(2)]);
  // Half past midnight in Amsterdam.
  assert.deepEqual(ids({ from: '2026-12-04' }), [id(3)]);
  assert.deepEqual(ids({ to: '2026-12-01' }, [id(3)]), [id(1), id(3)]);
  assert.deepEqual(ids({ venue: 'V2' }, [id(3)]), []);
});

test('the houses stand by their first evening, with what is free there', () => {
  const all = pickables(
    [performance(1, { venue: 'V2', venueName: 'De Waag' }), performance(2), performance(3)],
    [deal('A', 'approved', 3)],
    NOBODY,
  );
  assert.deepEqual(housesOf(all), [
    { id: 'V2', name: 'De Waag', free: 1 },
    { id: 'V1', name: VENUE.name, free: 1 },
  ]);
});
