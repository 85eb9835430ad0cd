import assert from 'node:assert/strict';
import { test } from 'node:test';
import { namesNow } from './names-now.ts';

const names = (ids: readonly string[], ...now: Parameters<typeof namesNow>[1]) => [...namesNow(ids, now)];

test('what is there keeps its name, what was merged has that of where it leads', () => {
  const now = [
    { id: 'a', merged: [] },
    { id: 'c', merged: ['b'] },
  ];
  assert.deepEqual(names(['a', 'b'], ...now), [
    ['a', 'a'],
    ['b', 'c'],
  ]);
});

test('written down under the name of another, and taken apart since: the one that is left over', () => {
  assert.deepEqual(names(['led'], { id: 'own', merged: [] }), [['led', 'own']]);
});

test('where that leaves a doubt, and where nothing is left, the name stays', () => {
  const two = [
    { id: 'one', merged: [] },
    { id: 'two', merged: [] },
  ];
  assert.deepEqual(names(['led'], ...two), [['led', 'led']]);
  assert.deepEqual(names(['gone']), [['gone', 'gone']]);
});
