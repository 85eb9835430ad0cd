/**
 * For tests: workerd with a configuration that miniflare made once and that is kept, so that a start takes what workerd takes.
 * What is served, and how its databases work, is the same.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { endWithThisProcess } from './lifeline.ts';
import type { LocalWorkerOptions } from './local-worker.ts';

/** Nobody is there: only what tests do not use asks miniflare itself. */
const NOBODY = '127.0.0.1:9';
const SOCKETS = { url: 'direct:0:default', doorUrl: 'direct:1:default' };

export interface KeptWorkerd {
  readonly url: string;
  readonly doorUrl: string;
  close(): Promise<void>;
}

/** Into `folder`, in a process of its own: what miniflare is told by goes through the environment. */
export async function recordConfiguration(folder: string, options: LocalWorkerOptions): Promise<void> {
  const program = join(import.meta.dirname, 'record-configuration.ts');
  await promisify(execFile)(process.execPath, [program, folder, JSON.stringify(options)]);
}

export async function startKeptWorkerd(configuration: string, stateDir: string): Promise<KeptWorkerd> {
  const { workerd, folders } = JSON.parse(await readFile(join(configuration, 'start.json'), 'utf8')) as {
    workerd: string;
    folders: { name: string; path: string }[];
  };
  for (const { path } of folders) await mkdir(join(stateDir, path), { recursive: true });
  const child = spawn(
    workerd,
    [
      'serve',
      '--binary',
      '--experimental',
      '--socket-addr=entry=127.0.0.1:0',
      `--external-addr=loopback=${NOBODY}`,
      ...folders.map(({ name, path }) => `--directory-path=${name}=${join(stateDir, path)}`),
      '--control-fd=3',
      join(configuration, 'config.bin'),
    ],
    { stdio: ['ignore', 'pipe', 'pipe', 'pipe'], env: { ...process.env, TZ: 'UTC' } },
  );
  const ended = once(child, 'exit');
  const letGo = endWithThisProcess(child.pid ?? 0, 'KILL');
  const told: string[] = [];
  for (const stream of [child.stdout, child.stderr] as Readable[])
    createInterface(stream).on('line', (line) => {
      told.push(line);
      if (told.length > 20) told.shift();
      tell(line);
    });
  const ports = new Map<string, number>();
  for await (const line of createInterface(child.stdio[3] as Readable)) {
    const { socket, port } = JSON.parse(line) as { socket?: string; port: number };
    if (socket) ports.set(socket, port);
    if (Object.values(SOCKETS).every((name) => ports.has(name))) break;
  }
  if (!Object.values(SOCKETS).every((name) => ports.has(name)))
    throw new Error(`workerd did not start\n${told.join('\n')}`);
  const address = (name: string) => `http://127.0.0.1:${ports.get(name)}`;
  return {
    url: address(SOCKETS.url),
    doorUrl: address(SOCKETS.doorUrl),
    close: async () => {
      letGo();
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** What the Worker wrote on its console, and that workerd itself crashed; not what else it says of itself. */
function tell(line: string): void {
  if (line.startsWith('*** ')) return console.error(line);
  if (!line.startsWith('{')) return;
  const { level, message } = JSON.parse(line) as { level: string; message: string };
  if (level === 'error' || level === 'warn') console.error(message);
  else console.log(message);
}
