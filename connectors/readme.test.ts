// What the README shows is run as it stands there.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseConfig } from './config.ts';
import { configTemplate } from './config-template.ts';
import { EXIT } from './exit-codes.ts';
import { openHouse, ticketsCsv } from './test/house.ts';

const README = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8');
const BUNDLE = join(import.meta.dirname, '../dist/connectors/dip-connect.js');
const shown = (/```sh\n([\s\S]*?)```/.exec(README)?.[1] ?? '')
  .split('\n')
  .map((line) => /^node dip-connect\.js ([^#]*)/.exec(line)?.[1]?.trim().split(/\s+/) ?? [])
  .filter((words) => words.length > 0);

void test('every command of the README does what stands beside it', async (t) => {
  assert.ok(shown.length >= 8);
  const house = await openHouse(t, { settings: 'pollSeconds: 1\n' });
  house.write('a.csv', ticketsCsv());
  for (const words of shown) {
    if (words[0] === 'init') {
      assert.equal((await house.run(words)).code, EXIT.config, 'a configuration is never overwritten');
      continue;
    }
    if (words.join(' ') !== 'run') {
      assert.equal((await house.run(words)).code, EXIT.ok, words.join(' '));
      continue;
    }
    const { child, ended, said } = house.start(words);
    // It tells its first round; from then on it is to stop cleanly.
    while (said() === '' && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 50));
    child.kill('SIGTERM');
    const { code, text } = await ended;
    assert.equal(code, EXIT.ok, text);
  }
});

void test('the exit codes of the README are those of the program', () => {
  const told = [...README.matchAll(/^\| (\d+) |\| {5}\| (\d+) /gm)].map(([, a, b]) => Number(a ?? b));
  const numbers = (values: readonly number[]) => values.toSorted((a, b) => a - b);
  assert.deepEqual(numbers(told), numbers(Object.values(EXIT)));
});

void test('the configuration that init writes can be read once its secret is there', () => {
  const config = parseConfig(configTemplate.replace(/^clientSecretFile:.*$/m, 'clientSecret: x'), '/', {});
  assert.deepEqual([config.files[0]?.mode, config.maxLagHours], ['snapshot', 26]);
});

void test(
  'the bundle works alone in an empty folder',
  { skip: existsSync(BUNDLE) ? false : 'npm run build makes the bundle' },
  (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'dip-alone-'));
    t.after(() => rmSync(folder, { recursive: true }));
    copyFileSync(BUNDLE, join(folder, 'dip-connect.mjs'));
    const run = (...args: string[]) =>
      execFileSync(process.execPath, ['dip-connect.mjs', ...args], { cwd: folder, encoding: 'utf8' });
    assert.match(run('--help'), /backfill/);
    assert.match(run('init'), /configuration written/);
  },
);
