import assert from 'node:assert/strict';
import { test } from 'node:test';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GROUPS } from './mutate-groups.ts';
import { ROOT } from './source-files.ts';
import { judge, saidIn, spell } from './survivors.ts';

const one = spell('edge-api/deal/rounding.ts', '  return cents;', 'return\n  0;');
const other = spell('edge-api/deal/spread.ts', 'if (most)', 'true');

test('a survivor is spelled by its file, its line and its change, on one line', () => {
  assert.equal(one, 'edge-api/deal/rounding.ts · `return cents;` → `return 0;`');
  assert.deepEqual(saidIn(`# Page\n\n- ${one}\n- ${other}\n\nThe reason.\n- another list\n`), [one, other]);
});

test('one without a reason is found, and so is a reason that is no longer needed', () => {
  assert.deepEqual(judge([one], [one]), { silent: [], over: [] });
  assert.deepEqual(judge([one, other], [one]), { silent: [other], over: [] });
  assert.deepEqual(judge([], [one]), { silent: [], over: [one] });
  assert.deepEqual(judge([one, one], [one]), { silent: [one], over: [] }, 'a reason is for one change');
});

test('every group is of files that are there, and every reason of a file in a group', () => {
  const files = GROUPS.flatMap((group) => group.files);
  assert.deepEqual(
    [...files, ...GROUPS.flatMap(({ tests }) => tests)].filter((path) => !existsSync(join(ROOT, path))),
    [],
  );
  assert.equal(new Set(files).size, files.length, 'each file is changed once');
  const said = saidIn(readFileSync(join(ROOT, 'edge-api/mutation-survivors.md'), 'utf8'));
  assert.deepEqual(
    said.filter((survivor) => !files.includes(survivor.split(' ')[0] ?? '')),
    [],
  );
});
