import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { routeNotes } from './app.ts';
import { rightOf } from './identity/actor.ts';

const ROOT = join(import.meta.dirname, '../..');
const PAGE = join(ROOT, 'edge-api/README.md');

/** `DIP_WRITE_ROUTES=1` writes the table anew. */
test('the table of routes is what is registered', async () => {
  const byPath = Map.groupBy(routeNotes(), ({ path }) => path.replaceAll(/:(\w+)/g, '{$1}'));
  const lines = [...byPath]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, notes]) => {
      const byRight = Map.groupBy(notes, ({ action }) => rightOf(action)?.scope ?? 'public');
      const calls = [...byRight].map(
        ([right, own]) => `${own.map(({ method }) => method.toUpperCase()).join(' ')} ${right}`,
      );
      return `| \`${path}\` | ${calls.join(' · ')} |`;
    });
  const table = [
    '<!-- prettier-ignore-start -->',
    '| path | calls and the scope they need |',
    '| --- | --- |',
    ...lines,
    '<!-- prettier-ignore-end -->',
  ].join('\n');
  const text = await readFile(PAGE, 'utf8');
  const wanted = text.replace(
    /<!-- routes -->[\s\S]*<!-- \/routes -->/,
    `<!-- routes -->\n\n${table}\n\n<!-- /routes -->`,
  );
  if (process.env['DIP_WRITE_ROUTES']) await writeFile(PAGE, wanted);
  else assert.equal(text, wanted, 'run DIP_WRITE_ROUTES=1 node --test edge-api/src/readme.test.ts');
  assert.deepEqual(
    routeNotes()
      .filter(({ about }) => !about?.summary)
      .map(({ method, path }) => `${method} ${path}`),
    [],
    'every route says what it is for',
  );
});

/** A copy of wrangler.toml whose folders hold one file each: wrangler starts a Worker for every file it applies. */
async function foldMigrations(folder: string): Promise<string> {
  const toml = await readFile(join(ROOT, 'wrangler.toml'), 'utf8');
  const config = join(folder, 'wrangler.toml');
  await writeFile(join(folder, 'worker.js'), 'export default {};');
  await writeFile(
    config,
    toml
      .replaceAll(/migrations_dir = "edge-api\/migrations\/(\w+)"/g, 'migrations_dir = "$1"')
      .replace(/^main = .*$/m, 'main = "worker.js"'),
  );
  for (const kind of ['directory', 'shard', 'erasure']) {
    const from = join(ROOT, 'edge-api/migrations', kind);
    const names = (await readdir(from)).toSorted();
    const texts = await Promise.all(names.map((name) => readFile(join(from, name), 'utf8')));
    const numbers = names.map((name) => /^(\d{4})_\w+\.sql$/.exec(name)?.[1]);
    assert.equal(new Set(numbers).size, names.length, `${kind}: a number each, by which wrangler sorts them`);
    for (const [i, text] of texts.entries())
      assert.match(text.replaceAll(/--.*$/gm, ''), /;\s*$/, `${names[i]} ends its last statement`);
    await mkdir(join(folder, kind));
    await writeFile(join(folder, kind, names[0] ?? ''), texts.join('\n'));
  }
  return config;
}

test('an operator’s migrations apply to empty databases, as wrangler reads them', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dip-migrations-'));
  try {
    const config = await foldMigrations(folder);
    for (const name of ['dip-directory', 'dip-shard-00', 'dip-erasures']) {
      const { stdout } = await promisify(execFile)(
        join(ROOT, 'node_modules/.bin/wrangler'),
        ['d1', 'migrations', 'apply', name, '--local', '--persist-to', join(folder, 'state'), '--config', config],
        {
          cwd: ROOT,
          env: { ...process.env, CI: '1', WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false' },
        },
      );
      assert.match(stdout, /0001_create\w*\.sql\s*│ ✅/);
      assert.doesNotMatch(stdout, /❌/);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
