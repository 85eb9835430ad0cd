// Who is found by what was noted is who would be found by looking at all.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { populationOf } from '../population.ts';
import { sampleHouse } from '../sample-house.ts';
import { houseOf } from '../subjects.ts';
import { Unknown } from './unknown.ts';
import { ValueNotes } from './value-notes.ts';

const sample = sampleHouse({ seed: 3, performances: 4, productions: 2, tickets: 90 });
const input = sample.input(2027_07_01_00);
const population = populationOf(input, houseOf(input));

test('buyers of whom a value is not known are found where every so many of a pool are looked at', () => {
  const unknown = new Unknown(population);
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.nat({ max: population.count - 1 }), { minLength: 1 }),
      fc.integer({ min: 1, max: 7 }),
      fc.constantFrom('place', 'person', 'segment'),
      (list, step, field) => {
        const pool = Int32Array.from(list);
        for (let from = 0; from < step; from += 1) {
          const looked = [...pool.keys()].filter((at) => at % step === from);
          const wanted = looked.filter((at) => population[field][pool[at] ?? 0] === 0);
          assert.deepEqual([...unknown.every(pool, step, from, field)], wanted);
        }
      },
    ),
    { numRuns: 60, seed: 20261130 },
  );
});

test('what was found out about a value is found out once until it is forgotten, however large the value', () => {
  const notes = new ValueNotes();
  const asked: number[] = [];
  const find = (value: number): number => asked.push(value) - 1;
  for (const value of [7, 60_000, 7, 60_000]) notes.of(value, find);
  assert.deepEqual([notes.of(7, find), notes.of(60_000, find)], [0, 1]);
  notes.forget();
  assert.equal(notes.of(7, find), 2);
  assert.deepEqual(asked, [7, 60_000, 7]);
});
