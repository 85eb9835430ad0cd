/** For tests: writes beside each other what miniflare tells workerd, and which of its addresses and folders are to be given anew. */
import { chmod, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { startLocalWorker, type LocalWorkerOptions } from './local-worker.ts';

const [folder = '', options = '{}'] = process.argv.slice(2);
const { default: workerd } = createRequire(import.meta.url)('workerd') as { default: string };
const recorder = join(folder, 'recorder.sh');
const config = join(folder, 'config.bin');
const described = join(folder, 'config.json');
await writeFile(recorder, `#!/bin/sh\ncat > '${config}'\nexec '${workerd}' "$@" < '${config}'\n`);
await chmod(recorder, 0o755);
process.env.MINIFLARE_WORKERD_PATH = recorder;
process.env.MINIFLARE_WORKERD_CONFIG_DEBUG = described;
const stateDir = join(folder, 'state');
const worker = await startLocalWorker({
  ...(JSON.parse(options) as LocalWorkerOptions),
  stateDir,
  migrationsDir: null,
});
await worker.close();
const { services } = JSON.parse(await readFile(described, 'utf8')) as {
  services: { name: string; disk?: { path: string } }[];
};
const disks = services.flatMap(({ name, disk }) => (disk ? [{ name, path: disk.path }] : []));
const folders = disks.map(({ name, path }) => ({
  name,
  path: path.startsWith(stateDir) ? path.slice(stateDir.length + 1) : name.replaceAll(/\W/g, '-'),
}));
await writeFile(join(folder, 'start.json'), JSON.stringify({ workerd, folders }));
for (const path of [recorder, described, stateDir]) await rm(path, { recursive: true });
