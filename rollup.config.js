// Four bundles: widgets for pages, connectors for a venue's machine, the API for the edge, the portal with its own script. `--environment ONLY:widgets` builds one of them.
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { basename, dirname, resolve, sep } from 'node:path';
import nodeResolve from '@rollup/plugin-node-resolve';
import { build } from 'esbuild';
import esbuild from 'rollup-plugin-esbuild';
import { thinVega } from './widgets/chart/thin-vega.js';
import { CHART_CONFIG, vegaLite } from './widgets/chart/vega-lite-plugin.js';

const HERE = import.meta.dirname;
const OWN = ['widgets', 'connectors', 'edge-api', 'demo'].map((name) => resolve(HERE, name) + sep);
const CHART =
  /[\\/]node_modules[\\/](vega-|d3-|internmap)|[\\/]widgets[\\/]chart[\\/]|-chart\.ts$|\.vl\.json$|^\0stub:/;
// What every element needs stands in the entry: a chunk of its own would cost each of them one more journey. Directives only some need.
const SHARED =
  /[\\/]node_modules[\\/](lit|@lit|lit-html|lit-element)[\\/](?!.*directive)|[\\/]widgets[\\/](index\.ts|element-loader\.ts|data[\\/](?!house-figures|wanted-resource)|(session|states|styles|locales[\\/]language\.ts)([\\/]|$))/;
const LIT_POLICY = 'createPolicy("lit-html"';
const AT_RUN_TIME = ['commander', 'croner', 'undici', 'pino', 'yaml', 'yauzl', 'saxes', 'valibot'];
const builtins = [...builtinModules, /^node:/];

// The package's own `#protocol` and `#deal`, whatever conditions a target asks for.
const OWN_IMPORTS = JSON.parse(readFileSync('package.json', 'utf8')).imports;
const protocol = {
  name: 'protocol',
  // Words and sums: what nobody asks for is left out, the checks of a body among it.
  resolveId: (source) =>
    OWN_IMPORTS[source] ? { id: resolve(HERE, OWN_IMPORTS[source]), moduleSideEffects: false } : null,
};

// pdfkit and what it needs are of the older module system, which esbuild reads; in its bundle they run when the first PDF is asked for, not at the
// Worker's start. pdfkit asks where it lies, for a colour profile that is never used; a Worker lies nowhere.
const PDF = /^pdfkit(\/|$)/;
const withPdf = {
  name: 'with-pdf',
  writeBundle: async ({ file }) => {
    await build({
      entryPoints: [resolve(HERE, file)],
      outfile: resolve(HERE, file),
      allowOverwrite: true,
      bundle: true,
      minify: true,
      platform: 'browser',
      conditions: ['workerd', 'worker', 'browser'],
      target: 'es2023',
      format: 'esm',
      external: ['cloudflare:*', 'node:*'],
      define: { 'import.meta.url': '"file:///"' },
      sourcemap: true,
      legalComments: 'none',
      logLevel: 'error',
    });
  },
};

// A host may run a Lit of its own under `trusted-types lit-html`; two policies of one name kill the second.
const litPolicy = {
  name: 'lit-policy',
  transform(code, id) {
    if (!/[\\/]lit-html[\\/](?:node[\\/]|development[\\/])?lit-html\.js$/.test(id)) return null;
    if (!code.includes(LIT_POLICY))
      this.error(`${id}: ${LIT_POLICY}…) is gone, so Lit's policy keeps a name that clashes with the host's`);
    return { code: code.replace(LIT_POLICY, 'createPolicy("dip-lit"'), map: null };
  },
};

// What is left of line breaks after minifying stands in templates of HTML and CSS, where one space says the same.
const squeeze = {
  name: 'squeeze',
  renderChunk: (code) => ({ code: code.replace(/\s*\n\s*/g, ' '), map: null }),
};

// Chunks of an earlier build have other hashes and would stay.
const fresh = {
  name: 'fresh',
  renderStart: ({ dir, file }) => rmSync(dir ?? dirname(file), { recursive: true, force: true }),
};

// A theatre installs Node and one file: what the connector uses from npm is put in beside our own code.
const selfContained = {
  name: 'self-contained',
  writeBundle: async ({ dir }, files) => {
    for (const { fileName } of Object.values(files).filter(({ isEntry }) => isEntry))
      await build({
        entryPoints: [resolve(dir, fileName)],
        outfile: resolve(dir, fileName),
        allowOverwrite: true,
        bundle: true,
        platform: 'node',
        target: 'node22',
        format: 'esm',
        sourcemap: true,
        sourcesContent: false,
        legalComments: 'linked',
        logLevel: 'error',
        // Packages of the older module system ask for Node's own modules by require.
        banner: {
          js: "import { createRequire as dipRequire } from 'node:module'; const require = dipRequire(import.meta.url);",
        },
      });
  },
};

const compile = (options = {}) =>
  esbuild({
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    sourceMap: true,
    tsconfig: false,
    tsconfigRaw: { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: false } },
    ...options,
  });

function onLog(level, log, report) {
  const circle = log.code === 'CIRCULAR_DEPENDENCY';
  const ours = log.ids?.some((id) => OWN.some((path) => id.startsWith(path)) && !id.includes('node_modules'));
  if (circle && !ours) return;
  if (level === 'warn' && (circle || log.code === 'UNRESOLVED_IMPORT')) report('error', log);
  else report(level, log);
}

/** What the portal's pages ask from its own host: its style sheet, its icon and the widgets, as they were built. */
const portalFiles = {
  name: 'portal-files',
  writeBundle: async ({ dir }) => {
    cpSync('demo/portal/assets', dir, { recursive: true });
    if (!existsSync('dist/widgets/dip-widgets.js')) throw new Error('build the widgets before the portal');
    cpSync('dist/widgets', resolve(dir, 'widgets'), {
      recursive: true,
      filter: (path) => !path.endsWith('.map'),
    });
  },
};

const BUNDLES = {
  widgets: {
    input: { 'dip-widgets': 'widgets/index.ts' },
    plugins: [
      protocol,
      thinVega(),
      vegaLite({ config: CHART_CONFIG }),
      litPolicy,
      nodeResolve({ browser: true, extensions: ['.ts', '.js'] }),
      compile(),
      squeeze,
    ],
    output: {
      dir: 'dist/widgets',
      format: 'es',
      sourcemap: true,
      entryFileNames: '[name].js',
      // An element's chunk is called by its folder.
      chunkFileNames: ({ name, moduleIds }) => {
        const own = moduleIds.find((id) => basename(id) === 'define.ts');
        return `${own ? basename(dirname(own)) : name}-[hash].js`;
      },
      hashCharacters: 'hex',
      manualChunks: (id) => (CHART.test(id) ? 'chart' : SHARED.test(id) ? 'dip-widgets' : null),
    },
  },
  connectors: {
    input: { 'dip-connect': 'connectors/cli.ts' },
    external: [...builtins, ...AT_RUN_TIME.map((name) => new RegExp(`^${name}(/|$)`))],
    plugins: [
      protocol,
      nodeResolve({ preferBuiltins: true, exportConditions: ['node'], extensions: ['.ts', '.js'] }),
      compile({ target: 'node24', minify: false }),
      selfContained,
    ],
    output: {
      dir: 'dist/connectors',
      format: 'es',
      sourcemap: true,
      entryFileNames: '[name].js',
      chunkFileNames: '[name]-[hash].js',
    },
  },
  'edge-api': {
    input: 'edge-api/src/index.ts',
    external: [/^cloudflare:/, /^node:/, PDF],
    plugins: [
      protocol,
      nodeResolve({ exportConditions: ['workerd', 'worker', 'browser'], extensions: ['.ts', '.js'] }),
      compile({ target: 'es2023' }),
      withPdf,
    ],
    output: { file: 'dist/edge-api/worker.js', format: 'es', sourcemap: true, inlineDynamicImports: true },
  },
  portal: {
    input: 'demo/portal/src/index.ts',
    external: [/^cloudflare:/, /^node:/],
    plugins: [
      protocol,
      nodeResolve({ exportConditions: ['workerd', 'worker', 'browser'], extensions: ['.ts', '.js'] }),
      compile({ target: 'es2023' }),
    ],
    output: { file: 'dist/portal/worker.js', format: 'es', sourcemap: true, inlineDynamicImports: true },
  },
  'portal-assets': {
    input: { portal: 'demo/portal/browser/portal.ts' },
    plugins: [
      protocol,
      nodeResolve({ browser: true, extensions: ['.ts', '.js'] }),
      compile({ sourceMap: false }),
      portalFiles,
    ],
    output: { dir: 'dist/portal-assets', format: 'es', entryFileNames: '[name].js', hashCharacters: 'hex' },
  },
};

const entryOf = ({ input }) => (typeof input === 'string' ? input : Object.values(input)[0]);

const only = process.env.ONLY;
if (only !== undefined && !(only in BUNDLES))
  throw new Error(`ONLY is ${only}; give ${Object.keys(BUNDLES).join(', ')}`);
const chosen = only === undefined ? Object.values(BUNDLES) : [BUNDLES[only]];
const there = chosen.filter((bundle) => existsSync(resolve(HERE, entryOf(bundle))));
for (const bundle of chosen) if (!there.includes(bundle)) console.warn(`not built: ${entryOf(bundle)} does not exist`);
if (there.length === 0) process.exit(0);

export default there.map((bundle) => ({ ...bundle, plugins: [fresh, ...bundle.plugins], onLog }));
