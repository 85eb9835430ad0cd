import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { MODULES, PRESET_GRID, PRESETS } from '#protocol';

const PAGE = join(import.meta.dirname, 'README.md');

/** `DIP_WRITE_ROUTES=1` writes the table anew. */
test('the grid on the page is the grid that decides', async () => {
  const modules = MODULES.filter((module) => module !== 'support');
  const cell = (rights: readonly string[] = []) => (rights.length === 5 ? 'all' : rights.join(', ') || '–');
  const table = [
    '<!-- prettier-ignore-start -->',
    `| preset | ${modules.join(' | ')} |`,
    `| --- |${' --- |'.repeat(modules.length)}`,
    ...PRESETS.map(
      (preset) => `| \`${preset}\` | ${modules.map((name) => cell(PRESET_GRID[preset][name])).join(' | ')} |`,
    ),
    '<!-- prettier-ignore-end -->',
  ].join('\n');
  const text = await readFile(PAGE, 'utf8');
  const wanted = text.replace(/<!-- grid -->[\s\S]*<!-- \/grid -->/, `<!-- grid -->\n\n${table}\n\n<!-- /grid -->`);
  if (process.env['DIP_WRITE_ROUTES']) await writeFile(PAGE, wanted);
  else assert.equal(text, wanted, 'run DIP_WRITE_ROUTES=1 node --test edge-api/src/people/readme.test.ts');
});
