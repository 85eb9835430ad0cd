// An attacker with all answers of two houses, of every release, and the monitor's exact totals: finds nothing; with a rule left out, something.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Rules } from '../src/audience/release/release.ts';
import { sampleHouse, type SampleHouse } from '../src/audience/release/sample-house.ts';
import { attack, type AttackOptions } from './attack.ts';
import { asProvider, type Knowledge } from './knowledge.ts';
import { publishedSeason } from './season.ts';
import { startSolver } from './solver.ts';

const solver = await startSolver();
const houses = [
  sampleHouse({ seed: 3, performances: 20, productions: 8, tickets: 130 }),
  sampleHouse({ seed: 11, performances: 20, productions: 6, tickets: 110, pc4: 9711, keyless: 0.2 }),
];
const busy = sampleHouse({ seed: 3, performances: 20, productions: 8, tickets: 220 });
const weeks = [
  { at: 2026_11_20_00, erase: [] },
  { at: 2027_01_10_00, erase: [1, 2, 3] },
  { at: 2027_07_01_00, erase: [] },
];
const ALL: Rules = { deny: true, oneCell: true, time: true };
/** It has every row of the open reading and more, so what can be denied in it can be denied in both; `npm run attack` takes both. */
const NARROW = ['narrow'] as const;
const published = houses.map((house) => publishedSeason(house, weeks).knowledge);
const [knowledge] = published;
assert.ok(knowledge);

test('two houses, forty evenings, three releases with an erasure between: no cell and no difference is derived', () => {
  for (const [i, one] of published.entries()) {
    const found = attack(one, solver, { readings: NARROW });
    assert.deepEqual(found.derived, []);
    assert.equal(found.refuted, 0);
    assert.ok(found.asked > 2_500, `house ${i}: ${found.asked} asked`);
  }
});

test('a provider, with its own productions alone, derives nothing, whichever they are', () => {
  for (const one of published) {
    for (const own of [
      ['P000', 'P002', 'P004'],
      ['P001', 'P005'],
      one.performances.map(({ production }) => production),
    ]) {
      const found = attack(asProvider(one, new Set(own)), solver, { readings: NARROW });
      assert.deepEqual(found.derived, []);
      assert.equal(found.refuted, 0);
      assert.ok(found.asked > 200);
    }
  }
});

test('a venue that reports its sales a week after the orders leads the attack nowhere, and keeps it from nothing', () => {
  const house = houses[0] ?? assert.fail();
  const later = (day: string) => new Date(Date.parse(day) + 7 * 86_400_000).toISOString().slice(0, 10);
  const late: SampleHouse = {
    ...house,
    input: (...args) => {
      const input = house.input(...args);
      const sales = [...input.sales].map(([key, { classes, days }]) => {
        return [
          key,
          { classes, days: Object.fromEntries(Object.entries(days).map(([d, n]) => [later(d), n])) },
        ] as const;
      });
      return { ...input, sales: new Map(sales) };
    },
  };
  const found = attack(publishedSeason(late, weeks).knowledge, solver, { readings: NARROW, tables: ['lead'] });
  assert.deepEqual([found.refuted, found.undecided, found.derived], [0, 0, []]);
  assert.ok(found.solved > 5);
});

const finds = (of: Knowledge, options: AttackOptions): number =>
  attack(of, solver, { ...options, enough: 1 }).derived.length;
const without = (name: 'tens' | 'hiding' | 'coverage'): Knowledge => ({ ...knowledge, without: new Set([name]) });
const season = (rules: Partial<Rules>, when = weeks) =>
  publishedSeason(houses[0] ?? assert.fail(), when, { ...ALL, ...rules }).knowledge;

test('with exact counts in place of tens it finds differences', () => {
  assert.ok(finds(without('tens'), { tables: ['age'] }) > 0);
});
test('with cells of fewer than ten shown it finds them', () => {
  assert.ok(finds(without('hiding'), { tables: ['age'] }) > 0);
});
test('with exact coverage it finds who must be among so many tickets', () => {
  assert.ok(finds(without('coverage'), { tables: ['price_class', 'lead'] }) > 0);
});
test('with nothing hidden for another it finds what is left over', () => {
  assert.ok(finds(season({ deny: false }), { tables: ['age'] }) > 0);
});
test('with tables of one cell it finds what everybody is', () => {
  const found = attack(season({ oneCell: false }, weeks.slice(0, 1)), solver, { tables: ['newness'], enough: 1 });
  assert.equal(found.derived[0]?.kind, 'everyone');
});
test('with a release whenever a ticket was sold it finds the few who bought since', () => {
  const days = [1, 2, 3].map((day) => ({ at: 2026_11_20_00 + day * 100, erase: [] }));
  const found = attack(publishedSeason(busy, days, { ...ALL, time: false }).knowledge, solver, {
    tables: ['newness'],
    enough: 1,
  });
  assert.equal(found.derived[0]?.kind, 'release');
});
