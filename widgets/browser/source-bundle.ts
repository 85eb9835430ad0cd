// The elements as they stand in the sources: a test never meets an older build. Lit runs in its development form, whose
// warnings are console messages, and a console message fails a test.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Plugin } from 'esbuild';
import { hashOf, kept } from '../../.ci/kept.js';

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
  async setup(build) {
    const { thinVega } = await import('../chart/thin-vega.js');
    const { CHART_CONFIG, vegaLite } = await import('../chart/vega-lite-plugin.js');
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

const SOURCES = ['widgets/**/*.{ts,js,json}', 'edge-api/{deal,protocol}/**/*.ts', 'package-lock.json'];

/** File name → text, as a page loads them. */
export async function sourceBundle(entries: Readonly<Record<string, string>>): Promise<ReadonlyMap<string, string>> {
  const folder = await kept('widgets', hashOf(SOURCES, [JSON.stringify(entries)]), async (making) => {
    const { build } = await import('esbuild');
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
    for (const file of made.outputFiles) await writeFile(join(making, basename(file.path)), file.text);
  });
  const texts = (await readdir(folder)).map(
    async (name) => [name, await readFile(join(folder, name), 'utf8')] as const,
  );
  return new Map(await Promise.all(texts));
}
