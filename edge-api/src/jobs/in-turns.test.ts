import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTurns } from './in-turns.ts';

/** Steps that take so many milliseconds each. */
function* counting(steps: number, ms: number): Generator<void, number> {
  for (let i = 0; i < steps; i += 1) {
    const until = performance.now() + ms;
    while (performance.now() < until);
    yield;
  }
  return steps;
}

test('work is done to its end, and others have their turn many times on the way', async () => {
  let turns = 0;
  let over = false;
  const others = (async () => {
    while (!over) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      turns += 1;
    }
  })();
  assert.equal(await inTurns(counting(400, 1)), 400);
  over = true;
  await others;
  assert.ok(turns >= 8, `${turns} turns`);
});

function* failing(): Generator<void, never> {
  yield;
  throw new Error('no facts');
}

test('what it throws is thrown, and work without a step is done at once', async () => {
  await assert.rejects(inTurns(failing()), /no facts/);
  assert.equal(await inTurns(counting(0, 0)), 0);
});
