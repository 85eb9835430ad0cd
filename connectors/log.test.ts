import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { allowed, openLog } from './log.ts';

void test('a log line holds the fields that are allowed and nothing else', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'dip-log-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const log = openLog(folder);
  const sly = {
    items: 3,
    stream: 'in/*.csv',
    code: 'jan de vries <jan@voorbeeld.example>',
    email: 'jan@voorbeeld.example',
    waiting: '06',
  };
  log.write('round', sly as never);
  log.close();
  const line = readFileSync(join(folder, 'log.jsonl'), 'utf8');
  const { time, ...rest } = JSON.parse(line) as Record<string, unknown>;
  assert.match(String(time), /^\d{4}-/);
  assert.deepEqual(rest, { level: 30, event: 'round', stream: 'in/*.csv', items: 3, code: 'other' });
  assert.deepEqual(allowed({ name: 'Jan' }), {});
});
