import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BriefRows, type Look, type Waiting } from './brief-rows.ts';
import type { DrawnRow } from './drawn-rows.ts';
import { sampleRow } from './sample-rows.ts';

const look = { columns: ['date', 'title', 'count'], phone: false, shown: {} } as unknown as Look;
const partOf = (at: number): DrawnRow => ({
  key: `row ${at}`,
  classes: 'row',
  index: at + 2,
  made: [at],
  draw: () => undefined,
});
const parts = Array.from({ length: 20 }, (_, at) => partOf(at));

/** A turn as the window asks for it: rows 8 and on are in sight, and a whole row waits no more. */
function turn(brief: BriefRows, whole: Set<string>): string[] {
  const waitingOf = ({ key, index }: DrawnRow): Waiting | null =>
    whole.has(key) ? null : { row: sampleRow(), px: 55, inSight: (index ?? 0) - 2 >= 8 };
  const drawn = brief.sliced(parts, look, waitingOf);
  assert.deepEqual(
    drawn.map(({ key }) => key),
    parts.map(({ key }) => key),
  );
  const now = drawn.filter(({ key }) => !brief.has(key) && !whole.has(key)).map(({ key }) => key);
  for (const key of now) whole.add(key);
  return now;
}

test('a list thrown far begins every row at once and makes none whole in that turn', () => {
  const brief = new BriefRows();
  assert.deepEqual(turn(brief, new Set()), []);
  assert.ok(brief.waiting);
});

test('rows become whole a few a turn, those in sight first, until none waits', () => {
  const brief = new BriefRows();
  const whole = new Set<string>();
  turn(brief, whole);
  assert.deepEqual(turn(brief, whole), ['row 8', 'row 9', 'row 10', 'row 11']);
  for (let turns = 0; brief.waiting; turns += 1) {
    assert.ok(turns < 5);
    turn(brief, whole);
  }
  assert.equal(whole.size, parts.length);
});

test('a few new rows are whole at once', () => {
  const brief = new BriefRows();
  const whole = new Set(parts.slice(0, 17).map(({ key }) => key));
  assert.deepEqual(turn(brief, whole), ['row 17', 'row 18', 'row 19']);
  assert.ok(!brief.waiting);
});
