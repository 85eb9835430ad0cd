/**
 * Bytes that a page loads, gzip -9: a page with our monitor and our chart chunk beside vega, vega-lite and vega-embed bundled whole,
 * and lit with context and task, all measured in one run. Build first: `npm run build`.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const ROOT = join(import.meta.dirname, '../..');
const DIST = join(ROOT, 'dist/widgets');
const ENTRY_CEILING = 25_000;
const CHART_SHARE = 0.52;

const gzip = (bytes: Uint8Array | string): number => gzipSync(bytes, { level: 9 }).length;

/** What a page would load that imports these packages as they come. */
async function whole(contents: string): Promise<number> {
  const made = await build({
    stdin: { contents, resolveDir: ROOT, loader: 'js' },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
    write: false,
    logLevel: 'error',
  });
  return gzip(made.outputFiles[0]?.contents ?? '');
}

async function ours(test: RegExp): Promise<number> {
  const names = (await readdir(DIST)).filter((name) => test.test(name));
  if (!names.length) throw new Error(`nothing like ${test} in dist/widgets: npm run build`);
  const sizes = await Promise.all(names.map(async (name) => gzip(await readFile(join(DIST, name)))));
  return sizes.reduce((a, b) => a + b, 0);
}

// What a page with the monitor has loaded when its first figures stand.
const entry = await ours(/^(?:dip-widgets|sales-monitor-[0-9a-f]+)\.js$/);
const chart = await ours(/^chart-[0-9a-f]+\.js$/);
const vega = await whole(
  'import e from "vega-embed"; import * as v from "vega"; import * as l from "vega-lite"; globalThis.x = [e, v, l];',
);
const lit = await whole(
  'import * as l from "lit"; import * as c from "@lit/context"; import * as t from "@lit/task"; globalThis.x = [l, c, t];',
);
const chartJs = await whole('import { Chart } from "chart.js/auto"; globalThis.x = Chart;');

const rows = [
  {
    what: 'page with the monitor (figures, bars, sparklines)',
    bytes: entry,
    against: 'ceiling',
    floor: ENTRY_CEILING,
    must: 1,
  },
  { what: 'chart chunk', bytes: chart, against: 'vega + vega-lite + vega-embed whole', floor: vega, must: CHART_SHARE },
  { what: 'page with the monitor', bytes: entry, against: 'lit + context + task alone', floor: lit, must: null },
  {
    what: 'page with the monitor and chart chunk',
    bytes: entry + chart,
    against: 'Chart.js whole',
    floor: chartJs,
    must: null,
  },
].map((row) => {
  const ratio = Number((row.bytes / row.floor).toFixed(3));
  return { ...row, ratio, met: row.must === null ? '' : ratio <= row.must ? 'yes' : 'MISSED' };
});
console.table(rows);
await mkdir(join(ROOT, 'dist/bench'), { recursive: true });
await writeFile(
  join(ROOT, 'dist/bench/widgets-bytes.json'),
  `${JSON.stringify({ bench: 'widgets-bytes', rows }, null, 2)}\n`,
);
