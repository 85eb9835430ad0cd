// What a change is counted as is what counting before and after it, whole, would make it: in one release and beside earlier ones.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ALL_TABLES, bitsOf, type Contributions } from './contribution.ts';
import { Column } from './column.ts';
import type { EarlierRelease } from './input.ts';
import { personOf, type Person } from './person.ts';
import { workOut } from './release.ts';
import { sampleHouse } from './sample-house.ts';
import { moveEvening, withOrders } from './denial/visit-proposal.ts';

const house = sampleHouse({ seed: 8, performances: 6, productions: 3, tickets: 120 });
const first = workOut(house.input(2026_12_01_00)).release.subjects;
const earlier: EarlierRelease[] = first.map((subject) => ({ ...subject, at: 2026_12_01_00 }));
const { workings } = workOut(house.input(2027_07_01_00, new Set(), earlier));
const { contributions, population } = workings;

type Net = Map<number, number>;
function add(net: Net, of: Contributions, length: number, sign: number): Net {
  for (let i = 0; i < length; i += 1) {
    const cell = of.cells[i] ?? 0;
    net.set(cell, (net.get(cell) ?? 0) + sign * (of.weights[i] ?? 0));
  }
  return net;
}
const moved = (net: Net) => [...net].filter(([, weight]) => weight !== 0).toSorted(([a], [b]) => a - b);

const CHANGES: readonly ((person: Person, n: number) => Person)[] = [
  (person, n) => ({ ...person, place: n % 3 === 0 ? 0 : 3811, person: n % 36, segment: n % 7 }),
  (person, n) => ({ ...person, orders: person.orders.map((one) => ({ ...one, tickets: one.tickets + (n % 4) })) }),
  (person, n) => ({
    ...person,
    orders: person.orders.map((one, i) => (i === n % 3 ? { ...one, mask: 1 << (n % 23), moment: n % 168 } : one)),
  }),
  (person, n) => ({
    ...person,
    orders: person.orders.map((one) => ({ ...one, hour: n % 2 === 0 ? 2026_11_01_10 : 2027_01_10_10 })),
  }),
  (person, n) =>
    withOrders(
      person,
      person.orders.map((one, i) => (i === 0 ? moveEvening(one, n % 6, workings.house) : one)),
    ),
  (person, n) => withOrders(person, person.orders.slice(0, 1 + (n % person.orders.length))),
];
const TABLES = [ALL_TABLES, bitsOf('own', 'party'), bitsOf('own', 'newness', 'segment', 'visits', 'overlap')];

test('a difference is what is counted after, less what was counted before', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: population.count - 1 }),
      fc.constantFrom(...CHANGES),
      fc.nat({ max: 500 }),
      fc.constantFrom(...TABLES),
      (buyer, change, n, tables) => {
        const before = personOf(population, buyer);
        const after = change(before, n);
        const net = add(new Map(), contributions, contributions.difference(before, after, tables), 1);
        const whole = add(new Map(), contributions, contributions.read(before, tables), -1);
        add(whole, contributions, contributions.read(after, tables), 1);
        assert.deepEqual(moved(net), moved(whole));
      },
    ),
    { numRuns: 400, seed: 20261130 },
  );
});

test('a column keeps what was in it when it grows', () => {
  const column = new Column(2);
  for (let i = 0; i < 9; i += 1) column.push(i * i);
  assert.deepEqual([...column.values.subarray(0, column.length)], [0, 1, 4, 9, 16, 25, 36, 49, 64]);
});
