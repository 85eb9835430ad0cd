import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkWords, isKnown } from './check-words.ts';

test('every remark of the check has words in both languages', () => {
  const files = globSync(join(import.meta.dirname, '../../edge-api/deal/check-*.ts')).filter(
    (path) => !path.includes('.test.'),
  );
  const details = files.flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/detail:\s*(['"`])(.+?)(?:\1|\$\{)/g)].map(([, , text = '']) => text),
  );
  assert.ok(details.length > 20, `${details.length} found`);
  for (const detail of details) assert.ok(isKnown(detail), detail);
  assert.match(checkWords('the form split needs this term', 'nl'), /Bij deze vorm/);
  assert.equal(checkWords('something new', 'nl'), 'something new');
});
