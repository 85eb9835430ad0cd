import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { endOldChildren, secondsOf } from './old-children.ts';

test('the age of a process is read as ps tells it', () => {
  assert.deepEqual(['00:07', '12:34', '01:00:00', '2-03:04:05'].map(secondsOf), [7, 754, 3_600, 183_845]);
});

test(
  'a test file that does not end is ended and named, one that is young goes on',
  { skip: process.platform === 'win32' },
  async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'dip-hang-'));
    t.after(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'hangs.test.ts');
    writeFileSync(file, "setInterval(() => {}, 1_000); console.log('up');");
    const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(child, 'exit');
    await once(child.stdout, 'data');
    assert.deepEqual(endOldChildren(600), []);
    assert.equal(endOldChildren(0).length, 1);
    assert.deepEqual(await ended, [null, 'SIGKILL']);
  },
);
