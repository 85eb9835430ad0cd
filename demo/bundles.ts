// Builds what is missing in dist or older than its sources, through the repository's own rollup.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const PROTOCOL = 'edge-api/protocol';
/** What service and pages have in common: shapes, and the sums of a deal. */
const SHARED = [PROTOCOL, 'edge-api/deal'];
/** A bundle made in another way is another bundle. */
const MADE_BY = ['rollup.config.js', 'package-lock.json'];
/** In the order they are needed at a start. */
const BUNDLES = [
  {
    name: 'edge-api',
    made: 'dist/edge-api/worker.js',
    entry: 'edge-api/src/index.ts',
    from: ['edge-api/src', ...SHARED],
  },
  { name: 'widgets', made: 'dist/widgets/dip-widgets.js', entry: 'widgets/index.ts', from: ['widgets', ...SHARED] },
  {
    name: 'connectors',
    made: 'dist/connectors/dip-connect.js',
    entry: 'connectors/cli.ts',
    from: ['connectors', PROTOCOL],
  },
  {
    name: 'portal',
    made: 'dist/portal/worker.js',
    entry: 'demo/portal/src/index.ts',
    from: ['demo/portal/src', ...SHARED],
  },
  // After the widgets, which it holds too.
  {
    name: 'portal-assets',
    made: 'dist/portal-assets/portal.js',
    entry: 'demo/portal/browser/portal.ts',
    from: ['demo/portal/browser', 'demo/portal/assets', 'demo/portal/src', 'widgets', ...SHARED],
  },
] as const;

/** Newest change below the folders, ms; tests do not count. */
async function newest(folders: readonly string[]): Promise<number> {
  const files = (
    await Promise.all(folders.map((folder) => readdir(join(ROOT, folder), { recursive: true, withFileTypes: true })))
  ).flat();
  const paths = files
    .filter((file) => file.isFile() && !/\.test\.ts$|\.md$/.test(file.name))
    .map((file) => join(file.parentPath, file.name));
  const makers = MADE_BY.map((name) => join(ROOT, name));
  const times = await Promise.all([...paths, ...makers].map(async (path) => (await stat(path)).mtimeMs));
  return Math.max(0, ...times);
}

async function isStale({ made, entry, from }: (typeof BUNDLES)[number]): Promise<boolean> {
  if (!existsSync(join(ROOT, entry))) return false;
  const path = join(ROOT, made);
  return !existsSync(path) || (await stat(path)).mtimeMs < (await newest(from));
}

export type BundleName = (typeof BUNDLES)[number]['name'];
export interface Builds {
  /** Names of the bundles that are built. */
  readonly stale: readonly BundleName[];
  /** When this one stands; at once where it was not stale. */
  ready(name: BundleName): Promise<void>;
}

/** Builds what is stale, two at a time, and does not wait for it. */
export async function startBuilds(): Promise<Builds> {
  const stale: BundleName[] = [];
  for (const bundle of BUNDLES) if (await isStale(bundle)) stale.push(bundle.name);
  const made = new Map(stale.map((name) => [name, Promise.withResolvers<void>()]));
  const ready = async (name: BundleName): Promise<void> => made.get(name)?.promise;
  const waiting = [...stale];
  const lane = async (): Promise<void> => {
    for (let name = waiting.shift(); name; name = waiting.shift()) {
      const built = (name === 'portal-assets' ? ready('widgets') : Promise.resolve()).then(build.bind(null, name));
      await built.then(made.get(name)?.resolve, made.get(name)?.reject);
    }
  };
  // Whoever waits for it hears of a fault.
  for (const { promise } of made.values()) promise.catch(() => undefined);
  void Promise.all([lane(), lane()]);
  return { stale, ready };
}

/** Waits for all of them; names of those that were built. */
export async function buildBundles(): Promise<readonly string[]> {
  const { stale, ready } = await startBuilds();
  await Promise.all(stale.map(ready));
  return stale;
}

async function build(name: string): Promise<void> {
  const rollup = join(ROOT, 'node_modules/rollup/dist/bin/rollup');
  const child = spawn(process.execPath, [rollup, '-c', '--silent'], {
    cwd: ROOT,
    env: { ...process.env, ONLY: name },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`the bundle ${name} could not be built; see above, or run npm run build`);
}
