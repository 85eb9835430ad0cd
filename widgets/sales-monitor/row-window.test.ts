import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextRange, RowHeights, runsOf } from './row-window.ts';

const COUNT = 1_200;
const keys = Array.from({ length: COUNT }, (_, i) => `row ${i}`);
const placed = (learnt: Record<string, number> = {}) => {
  const heights = new RowHeights();
  for (const [key, px] of Object.entries(learnt)) heights.learn(key, px);
  heights.place(keys, () => 55);
  return heights;
};

test('what is drawn covers what is seen at every place, however far the page was thrown', () => {
  const heights = placed();
  let drawn = { from: 0, to: 0 };
  for (const top of [500, 0, -333, -666, -40_000, -40_300, -66_000, 0]) {
    const seen = heights.seen(top, 900);
    drawn = nextRange(drawn, seen, COUNT, 4);
    const [first, last] = [Math.max(0, Math.floor(-top / 55)), Math.min(COUNT, Math.ceil((900 - top) / 55))];
    assert.ok(drawn.from <= first && drawn.to >= last, `${top}: ${drawn.from} to ${drawn.to}`);
    assert.ok(drawn.to - drawn.from < 60);
  }
});

test('the margin is drawn a few rows at a time, until it is whole', () => {
  const seen = placed().seen(-20_000, 900);
  let [drawn, turns] = [nextRange({ from: 0, to: 0 }, seen, COUNT, 4), 0];
  for (; !drawn.whole; turns += 1) {
    const next = nextRange(drawn, seen, COUNT, 4);
    assert.ok(next.to - next.from - (drawn.to - drawn.from) <= 5);
    drawn = next;
  }
  assert.ok(turns > 3 && turns < 20);
});

test('learnt heights move what comes after them', () => {
  const heights = placed({ 'row 3': 500 });
  assert.equal(heights.between(0, 4), 665);
  assert.equal(heights.at(400), 3);
  assert.equal(heights.at(666), 4);
});

test('what is open or has the focus stays drawn outside the window, each thing once', () => {
  assert.deepEqual(runsOf({ from: 10, to: 20 }, [3, 4, 15, 20, 900], COUNT), [
    { from: 3, to: 5 },
    { from: 10, to: 21 },
    { from: 900, to: 901 },
  ]);
});

test('an empty list has an empty window', () => {
  const heights = new RowHeights();
  heights.place([], () => 55);
  assert.deepEqual(heights.seen(0, 900), { from: 0, to: 0 });
});
