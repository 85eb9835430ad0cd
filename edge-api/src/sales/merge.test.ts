import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { COMPONENTS } from '#protocol';
import { asReportedThen, changesOf } from './as-of.ts';
import { mergeAll, type Meant } from './merge.ts';
import { versionOf, type DayRow, type Registers } from './registers.ts';
import type { CorrectionRow, FirstRow } from './sales-store.ts';

const DAY = 86_400_000;
const BEGIN = Date.parse('2026-10-01T00:00:00Z');
const dayOf = (i: number): string => new Date(BEGIN + i * DAY).toISOString().slice(0, 10);

/** Few figures and times, so that reports repeat, tie, lose and leave components out. */
const report = fc.record({
  performance: fc.integer({ min: 1, max: 2 }),
  day: fc.nat(5),
  hour: fc.nat(2),
  daysLate: fc.nat(4),
  parts: fc.record(Object.fromEntries(COMPONENTS.map((name) => [name, fc.nat(2)])), { requiredKeys: ['normal'] }),
});
type Report = typeof report extends fc.Arbitrary<infer T> ? T : never;

function toMeant({ performance, day, hour, parts }: Report, index: number): Meant {
  const asOf = BEGIN + day * DAY + hour * 3_600_000;
  const registers: Registers = {};
  for (const name of COMPONENTS) {
    const n = (parts as Record<string, number>)[name];
    if (n !== undefined) registers[name] = { v: versionOf(asOf, 0), n, a: n * 100 };
  }
  const row: DayRow = { performance, day: dayOf(day), registers, reservedUntil: null, lines: null };
  return { index, performance, name: String(performance), asOf, row, snapshot: { performance: String(performance) } };
}

/** What the tables hold after the pushes of each day. */
class Kept {
  readonly rows = new Map<string, DayRow & { readonly source: number }>();
  readonly corrections: CorrectionRow[] = [];
  readonly firsts: FirstRow[] = [];

  push(items: readonly Meant[], on: number): void {
    const merged = mergeAll(items, this.rows.values(), dayOf(on));
    const received_at = BEGIN + on * DAY + 50_000_000;
    for (const { before, after } of merged.touched) {
      if (!before && after.day < dayOf(on))
        assert.equal(
          merged.firsts.filter((f) => f.performance === after.performance && f.days.includes(after.day)).length,
          1,
        );
      this.rows.set(`${after.performance} ${after.day}`, { ...after, source: 1 });
    }
    assert.equal(new Set(merged.firsts.map((f) => f.performance)).size, merged.firsts.length, 'a row per performance');
    for (const first of merged.firsts) this.firsts.push({ ...first, source: 1, received_at });
    for (const { old, new: now, ...c } of merged.corrections) {
      const had = { old_n: old?.n ?? null, old_a: old?.a ?? null, old_v: old?.v ?? null };
      this.corrections.unshift({ ...c, ...had, new_n: now.n, source: 1, received_at });
    }
  }
}

const figures = (rows: Iterable<DayRow>) =>
  [...rows]
    .map(({ performance, day, registers }) => [
      `${performance} ${day}`,
      COMPONENTS.map((name) => (registers[name] ? [registers[name].n, registers[name].a] : null)),
    ])
    .toSorted(([a], [b]) => String(a).localeCompare(String(b)));

test('whatever came late, whole days and single figures: as reported then is what stood when that day ended', () => {
  let late = 0;
  fc.assert(
    fc.property(fc.array(report, { minLength: 1, maxLength: 30 }), (reports) => {
      const kept = new Kept();
      const stood: ReturnType<typeof figures>[] = [];
      for (let on = 0; on < 10; on += 1) {
        const due = reports.filter((one) => one.day + one.daysLate === on);
        if (due.length) kept.push(due.map(toMeant), on);
        stood.push(figures(kept.rows.values()));
      }
      late += kept.firsts.length;
      for (const [on, then] of stood.entries()) {
        const rows = [...kept.rows.values()].filter(({ day }) => day <= dayOf(on));
        assert.deepEqual(figures(asReportedThen(rows, kept, BEGIN + (on + 1) * DAY)), then, dayOf(on));
      }
    }),
    { seed: 31, numRuns: 600 },
  );
  assert.ok(late > 600, 'days were first reported late');
});

test('a day first reported late corrects nothing; another number does, and so does a class that came afterwards', () => {
  const kept = new Kept();
  const of = (parts: object, hour: number) =>
    toMeant({ performance: 1, day: 0, hour, daysLate: 0, parts: parts as Report['parts'] }, 0);
  kept.push([of({ normal: 5, free: 1, capacity: 90 }, 0)], 3);
  kept.push([of({ normal: 4 }, 1)], 4);
  kept.push([of({ normal: 4, discount: 2 }, 2)], 5);
  const told = (corrections: readonly CorrectionRow[]) =>
    changesOf(corrections, [...kept.rows.values()]).map((c) => [c.component, c.old_n, c.new_n]);
  const changes = [
    ['discount', null, 2],
    ['normal', 5, 4],
  ];
  assert.deepEqual(told(kept.corrections), changes);
  assert.deepEqual([kept.firsts.length, kept.corrections.length], [1, 2]);

  // As the version before kept it: each figure of the first report beside nothing.
  const first = { performance: 1, source: 1, day: dayOf(0), received_at: kept.firsts[0]?.received_at ?? 0 };
  const none = { old_n: null, old_a: null, old_v: null };
  const before = (['capacity', 'free', 'normal'] as const).map((component) => ({
    ...first,
    ...none,
    component,
    new_n: 5,
  }));
  assert.deepEqual(told([...kept.corrections, ...before]), changes);
  const rows = [...kept.rows.values()];
  for (const on of [2, 3, 4, 5])
    assert.deepEqual(
      asReportedThen(rows, { corrections: [...kept.corrections, ...before], firsts: [] }, BEGIN + (on + 1) * DAY),
      asReportedThen(rows, kept, BEGIN + (on + 1) * DAY),
    );
});
