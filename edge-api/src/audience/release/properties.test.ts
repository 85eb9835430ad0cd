// What holds of every release, whatever the house: tens move by nothing or by ten, and every witness published again is the same to the digit.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ALL_TABLES, bitsOf } from './contribution.ts';
import type { EarlierRelease } from './input.ts';
import { personOf } from './person.ts';
import { tableAt } from './frame.ts';
import { roomOf, type TicketRoom } from './possible.ts';
import { workOut, type Workings } from './release.ts';
import { sampleHouse } from './sample-house.ts';

const houses = fc.record({
  seed: fc.nat({ max: 100_000 }),
  performances: fc.integer({ min: 3, max: 6 }),
  productions: fc.integer({ min: 1, max: 3 }),
  tickets: fc.integer({ min: 60, max: 160 }),
});
const VISITS = bitsOf('own', 'newness', 'segment', 'visits', 'overlap', 'combinations');

/** More of a class or a lead time than the monitor sold tickets of, unless the facts themselves have more. */
function overSold(
  { asked }: Workings['denied'][number],
  { house, layout, ledger }: Workings,
  rooms: readonly TicketRoom[],
) {
  const { table, frame } = asked;
  if ((table !== 'price_class' && table !== 'lead') || frame.level !== 'performance') return [];
  const [performance] = house.subjects[frame.subject]?.performances ?? [];
  return layout.categories[table].flatMap((name, i) => {
    const most = rooms[performance ?? -1]?.[table]?.[i] ?? Infinity;
    const count = ledger.count[tableAt(layout, frame, table) + i] ?? 0;
    return count > most ? [`${table} ${name} of ${house.subjects[frame.subject]?.id}: ${count}, ${most} sold`] : [];
  });
}

/** Counts the house as each witness says it might have been, and puts it back. */
function everyWitness(workings: Workings, rooms: readonly TicketRoom[]): void {
  const { ledger, contributions, population, denied } = workings;
  for (const one of denied) {
    const { asked, changes } = one;
    const already = new Set(overSold(one, workings, rooms).map((said) => said.split(':')[0]));
    const mark = ledger.mark;
    const before = (ledger.count[asked.cell] ?? 0) - (asked.smaller === null ? 0 : (ledger.count[asked.smaller] ?? 0));
    const visits = ['visits', 'overlap', 'combinations'].includes(asked.table);
    for (const [buyer, person] of changes) {
      for (const [who, sign] of [
        [personOf(population, buyer), -1],
        [person, 1],
      ] as const) {
        const length = contributions.read(who, visits ? VISITS : ALL_TABLES);
        ledger.add(contributions.cells, contributions.weights, length, sign);
      }
    }
    assert.ok(ledger.holds(mark), `${asked.table} ${asked.category} of ${asked.frame.level} is published otherwise`);
    const after = (ledger.count[asked.cell] ?? 0) - (asked.smaller === null ? 0 : (ledger.count[asked.smaller] ?? 0));
    assert.equal(after, before - asked.buyers.length);
    assert.deepEqual(
      overSold(one, workings, rooms).filter((said) => !already.has(said.split(':')[0])),
      [],
    );
    ledger.back(mark);
  }
}

test('the facts of every witness are published to the same digit, and nobody is in the cell', () => {
  fc.assert(
    fc.property(houses, (options) => {
      const house = sampleHouse(options);
      const earlier: EarlierRelease[] = [];
      for (const at of [2026_12_01_00, 2027_07_01_00]) {
        const input = house.input(at, new Set(), [...earlier]);
        const { release, workings } = workOut(input, true);
        everyWitness(workings, roomOf(input, workings.house));
        for (const subject of release.subjects) if (subject.renewed) earlier.push({ ...subject, at });
      }
    }),
    { numRuns: 6, seed: 20261201 },
  );
});

test('a published figure moves by nothing or by ten and more, for as many buyers', () => {
  fc.assert(
    fc.property(houses, fc.array(fc.nat({ max: 60 }), { maxLength: 20 }), (options, erased) => {
      const house = sampleHouse(options);
      const before = workOut(house.input(2026_12_01_00)).release.subjects;
      const earlier = before.map((subject) => ({ ...subject, at: 2026_12_01_00 }));
      const after = workOut(house.input(2027_03_01_00, new Set(erased), earlier)).release.subjects;
      for (const { level, id, published, counts } of after) {
        const was = before.find((one) => one.level === level && one.id === id);
        for (const [name, table] of Object.entries(was?.published.tables ?? {})) {
          const key = name as keyof typeof published.tables;
          for (const [label, tens] of Object.entries(table.cells)) {
            if (tens === null || tens === 0) continue;
            const now = published.tables[key]?.cells[label] ?? null;
            assert.ok(now !== null, `${level} ${id} ${name} ${label} was shown and is hidden`);
            const moved = Math.abs((counts.tables[key]?.[label] ?? 0) - (was?.counts.tables[key]?.[label] ?? 0));
            if (now !== tens) assert.ok(Math.abs(now - tens) >= 10 && moved >= 10);
          }
        }
      }
    }),
    { numRuns: 6, seed: 20261202 },
  );
});
