import assert from 'node:assert/strict';
import { test } from 'node:test';
import { release, standing } from './release.ts';
import { sampleHouse } from './sample-house.ts';
import type { FactColumns, ReleaseInput } from './input.ts';

const house = sampleHouse({ seed: 7, performances: 6, productions: 3, tickets: 160 });

/** Rows in another order and other numbers for the same buyers and the same segments. */
function shuffled(input: ReleaseInput): ReleaseInput {
  const { facts } = input;
  const order = Array.from({ length: facts.length }, (_, i) => (i * 7_919 + 13) % facts.length);
  assert.equal(new Set(order).size, facts.length);
  const take = <T extends Int32Array | Uint8Array | Uint16Array | Float64Array>(column: T): T =>
    column.map((_, i) => column[order[i] ?? 0] ?? 0) as T;
  const columns: FactColumns = {
    ...facts,
    buyer: take(facts.buyer).map((buyer) => Math.max(...facts.buyer) - buyer),
    performance: take(facts.performance),
    hour: take(facts.hour),
    tickets: take(facts.tickets),
    amount: take(facts.amount),
    channel: take(facts.channel),
    classes: take(facts.classes),
    pc4: take(facts.pc4),
    age: take(facts.age),
    gender: take(facts.gender),
    segment: take(facts.segment).map((number) => (number === 0 ? 0 : facts.segments.length + 1 - number)),
    segments: facts.segments.toReversed(),
    first: take(facts.first),
  };
  return { ...input, facts: columns };
}

test('the order of facts and the numbering of buyers and segments change no byte of a release', () => {
  const input = house.input(2027_07_01_00);
  assert.equal(JSON.stringify(release(shuffled(input))), JSON.stringify(release(input)));
});

test('a segment that is not among the facts any more moves no other into its place', () => {
  const input = house.input(2026_12_01_00);
  const earlier = release(input).subjects.map((one) => ({ ...one, at: input.at }));
  const later = house.input(2027_07_01_00, new Set(), earlier);
  const { facts } = later;
  // Those of A are gone, and the rest are numbered anew.
  const without: FactColumns = {
    ...facts,
    segment: facts.segment.map((number) => Math.max(0, number - 1)),
    segments: facts.segments.slice(1),
  };
  const season = release({ ...later, facts: without }).subjects.find(({ level }) => level === 'season');
  const buyersOf = (number: number) =>
    new Set([...facts.buyer.keys()].filter((i) => facts.segment[i] === number).map((i) => facts.buyer[i])).size;
  for (const [i, name] of facts.segments.entries())
    assert.equal(season?.counts.tables.house_segment?.[name] ?? 0, i === 0 ? 0 : buyersOf(i + 1), name);
});

test('where too little was sold since, what stands is known without the facts, and is what a release would say', () => {
  const input = house.input(2027_07_01_00);
  assert.equal(standing(input), null);
  const first = release(input).subjects;
  const again = house.input(
    2027_07_02_00,
    new Set(),
    first.map((one) => ({ ...one, at: input.at })),
  );
  assert.equal(JSON.stringify(standing(again)), JSON.stringify(release(again)));
});

test('no exact count is published, and nobody fewer than ten', () => {
  for (const { published } of release(house.input(2027_07_01_00)).subjects) {
    for (const table of Object.values(published.tables)) {
      for (const tens of Object.values(table.cells)) assert.ok(tens === null || tens % 10 === 0);
    }
  }
});

test('whether nobody or a few are in a table is not told; what the house never tells is', () => {
  const input = house.input(2026_11_01_00);
  const tablesOf = (facts: FactColumns, level: string) =>
    release({ ...input, facts })
      .subjects.filter((subject) => subject.level === level)
      .map(({ published }) => published);
  const nobody = { ...input.facts, age: input.facts.age.map(() => 0) };
  for (const { tables } of tablesOf(nobody, 'season')) assert.equal(tables.age?.withheld, 'not_known');
  // One evening of a house that knows ages: of nobody there, or of three.
  const [first] = input.facts.performance;
  const known = (few: number) => {
    let left = few;
    return {
      ...input.facts,
      age: input.facts.age.map((age, i) => (input.facts.performance[i] !== first ? age : left-- > 0 ? 3 : 0)),
    };
  };
  const said = (few: number) => {
    const { id } = house.performances[first ?? 0] ?? { id: '' };
    const { subjects } = release({ ...input, facts: known(few) });
    return subjects.find((subject) => subject.level === 'performance' && subject.id === id)?.published.tables.age;
  };
  assert.equal(said(0)?.withheld, 'too_few');
  assert.deepEqual(said(3), said(0));
  for (const { tables, buyers } of tablesOf(input.facts, 'performance'))
    if (buyers !== null && tables.lead?.withheld) assert.match(tables.lead.withheld, /^(not_yet|too_few|one_cell)$/);
  assert.ok(tablesOf(input.facts, 'performance').some(({ tables }) => tables.lead?.withheld === 'not_yet'));
});

test('a first release of a small house tells nothing without a proof', () => {
  for (const [seed, tickets] of [
    [2, 90],
    [4, 130],
  ] as const) {
    const small = sampleHouse({ seed, performances: 12, productions: 8, tickets });
    const { told } = release(small.input(2027_02_01_00));
    assert.ok(told.asked > 300 && told.shown > 100, `${told.asked} asked, ${told.shown} shown`);
    assert.equal(told.standing, 0);
  }
});

test('a season of many says how far its buyers came and who is new, whatever a small evening has to hide', () => {
  const wide = sampleHouse({ seed: 5, performances: 16, productions: 6, tickets: 240 });
  const season = release(wide.input(2027_07_01_00)).subjects.find(({ level }) => level === 'season');
  for (const table of ['distance', 'newness', 'age'] as const) {
    const cells = Object.entries(season?.published.tables[table]?.cells ?? {});
    assert.ok(cells.length > 1);
    for (const [label, tens] of cells)
      assert.equal(tens !== null && tens > 0, (season?.counts.tables[table]?.[label] ?? 0) >= 10, `${table} ${label}`);
  }
});
