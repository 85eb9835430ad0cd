// The page of threats says which test shows what; a test that was renamed or removed shows nothing any more.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';

const ROOM = join(import.meta.dirname, '..');

test('every test that the page of threats names is there, under that name', async () => {
  const page = await readFile(join(ROOM, 'THREATS.md'), 'utf8');
  const named = [...page.matchAll(/\[([^\]]+\.test\.ts)\]\(([^)]+)\) “([^”]*)”/g)];
  assert.ok(named.length >= 35, String(named.length));
  for (const [, shown, path = '', name = ''] of named) {
    assert.equal(shown, path);
    const source = await readFile(join(ROOM, path), 'utf8');
    assert.ok(
      name && ["'", '"', '`'].some((quote) => source.includes(`test(${quote}${name}${quote}`)),
      `${path}: ${name}`,
    );
  }
  // A link to a test without the name of what it shows would not be looked at.
  assert.equal(page.match(/\.test\.ts\)/g)?.length, named.length);
});

test('each row of the threats has a test', async () => {
  const page = await readFile(join(ROOM, 'THREATS.md'), 'utf8');
  const rows = (page.split('## What is not held')[0] ?? '')
    .split('\n')
    .filter((line) => /^\| (?!threat|---)/.test(line));
  assert.ok(rows.length > 25);
  for (const row of rows) if (!row.startsWith('|-')) assert.match(row, /“[^”]+”/, row.slice(0, 80));
});
