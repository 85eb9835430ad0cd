// The elements as they stand in the sources, bundled in memory: a test never meets an older build. Lit runs in its development form, whose
// warnings are console messages, and a console message fails a test.
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { thinVega } from '../chart/thin-vega.js';
import { CHART_CONFIG, vegaLite } from '../chart/vega-lite-plugin.js';

const ROOT = join(import.meta.dirname, '../..');

type Load = (this: { error(message: string): never }, code: string, id: string) => { code: string } | null;
const refuse = {
  error(message: string): never {
    throw new Error(message);
  },
};

// The two rollup plugins of the build, as esbuild asks for them.
const charts: Plugin = {
  name: 'charts',
  setup(build) {
    const stubs = thinVega();
    const resolveId = stubs.resolveId as (source: string, importer?: string) => { id: string } | null;
    const load = stubs.load as (id: string) => string | null;
    build.onResolve({ filter: /^(d3-geo|d3-scale-chromatic|topojson-client|d3-dsv)$/ }, ({ path }) => ({
      path: resolveId.call(refuse, path)?.id ?? path,
      namespace: 'stub',
      sideEffects: false,
    }));
    build.onLoad({ filter: /.*/, namespace: 'stub' }, ({ path }) => ({ contents: load.call(refuse, path) ?? '' }));
    const transform = vegaLite({ config: CHART_CONFIG }).transform as Load;
    build.onLoad({ filter: /\.vl\.json$/ }, async ({ path }) => {
      const made = transform.call(refuse, await readFile(path, 'utf8'), path)?.code ?? '';
      return { contents: made.replace(/^export default (.*);$/s, '$1'), loader: 'json' };
    });
  },
};

/** File name → text, as a page loads them. */
export async function sourceBundle(entries: Readonly<Record<string, string>>): Promise<ReadonlyMap<string, string>> {
  const made = await build({
    entryPoints: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, join(ROOT, path)])),
    outdir: '/',
    bundle: true,
    splitting: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions: ['development', 'browser'],
    plugins: [charts],
    tsconfigRaw: { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: false } },
    logLevel: 'warning',
  });
  return new Map(made.outputFiles.map((file) => [basename(file.path), file.text]));
}
