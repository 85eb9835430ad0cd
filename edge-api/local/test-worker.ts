/** For tests: the Worker as its sources stand, on an empty D1 with three shards, and an operator's token. */
import { createHash, randomBytes } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashOf, kept } from '../../.ci/kept.js';
import { recordConfiguration, startKeptWorkerd } from './kept-workerd.ts';
import type { D1Like, LocalWorker, LocalWorkerOptions } from './local-worker.ts';
import { DOOR_SCRIPT, openDoor } from './test-door.ts';
import { openConnections } from './test-http.ts';

const ROOT = join(import.meta.dirname, '../..');

export interface TestWorker {
  readonly url: string;
  /** Where its databases lie, as in a state folder. */
  readonly stateDir: string;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  database(name: string): Promise<D1Like>;
  runMinuteJob(at?: number): Promise<void>;
  readonly operatorSecret: string;
  operatorToken(): Promise<string>;
  clientToken(id: string, secret: string): Promise<string>;
  /** JSON in and out with a token; the status is in the answer. */
  call<T = unknown>(
    token: string,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: T; headers: Headers }>;
  close(): Promise<void>;
}

const SOURCES = ['edge-api/{src,deal,protocol}/**/*.ts', 'package-lock.json', 'edge-api/local/test-worker.ts'];
const MIGRATIONS = ['edge-api/migrations/*/*.sql', 'package-lock.json', 'edge-api/local/local-worker.ts'];

/** Built from source by esbuild; the path of the script. */
export async function bundleWorker(entry?: string): Promise<string> {
  const folder = await kept('worker', hashOf(SOURCES, entry === undefined ? [] : [entry]), async (making) => {
    const { build } = await import('esbuild');
    const made = await build({
      ...(entry === undefined
        ? { entryPoints: [join(ROOT, 'edge-api/src/index.ts')] }
        : { stdin: { contents: entry, resolveDir: join(ROOT, 'edge-api/bench'), loader: 'ts' } }),
      bundle: true,
      // As what is deployed, and quicker to start.
      minify: true,
      format: 'esm',
      target: 'es2023',
      write: false,
      conditions: ['workerd', 'worker', 'browser'],
      platform: 'browser',
      external: ['node:*', 'cloudflare:*'],
      define: { 'import.meta.url': '"file:///"' },
      logLevel: 'error',
    });
    await writeFile(join(making, 'worker.js'), made.outputFiles[0]?.text ?? '');
  });
  return join(folder, 'worker.js');
}

const NOTHING_SECRET = { keyWrappingSecret: Buffer.alloc(32).toString('base64'), operatorSecretSha256: '' };

/** D1 with every migration done and nothing in it, as a state folder to be copied. */
export function migratedState(shards: number): Promise<string> {
  return kept('state', hashOf(MIGRATIONS, [String(shards)]), async (making) => {
    const { startLocalWorker } = await import('./local-worker.ts');
    const worker = await startLocalWorker({
      stateDir: making,
      shards,
      script: await bundleWorker(),
      ...NOTHING_SECRET,
    });
    await worker.close();
    await intoOneFile(making);
  });
}

/** What lies beside each database as its log, into the database. */
async function intoOneFile(folder: string): Promise<void> {
  const { DatabaseSync } = await import('node:sqlite');
  const names = await readdir(folder, { recursive: true });
  for (const name of names.filter((one) => one.endsWith('.sqlite'))) {
    const database = new DatabaseSync(join(folder, name));
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    database.close();
  }
}

interface Secrets {
  readonly operatorSecret: string;
  readonly keyWrappingSecret: string;
}
const newSecrets = (): Secrets => ({
  operatorSecret: randomBytes(32).toString('base64url'),
  keyWrappingSecret: randomBytes(32).toString('base64'),
});

type Started = Pick<LocalWorker, 'url' | 'doorUrl' | 'close'>;

const CONFIGURATIONS = [
  'edge-api/local/{kept-workerd,local-worker,record-configuration,test-worker}.ts',
  'package-lock.json',
];
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** With bindings that are another each time, through miniflare; otherwise as it was told workerd before. */
async function start(
  stateDir: string,
  options: Omit<LocalWorkerOptions, 'keyWrappingSecret' | 'operatorSecretSha256'>,
): Promise<{ worker: Started; secret: string }> {
  const withSecrets = ({ operatorSecret, keyWrappingSecret }: Secrets): LocalWorkerOptions => ({
    ...options,
    keyWrappingSecret,
    operatorSecretSha256: sha256(operatorSecret),
  });
  if (options.bindings || process.platform === 'win32') {
    const { startLocalWorker } = await import('./local-worker.ts');
    const secrets = newSecrets();
    const worker = await startLocalWorker({ ...withSecrets(secrets), stateDir, migrationsDir: null });
    return { worker, secret: secrets.operatorSecret };
  }
  const hash = hashOf(CONFIGURATIONS, [JSON.stringify(options)]);
  const configuration = await kept('configuration', hash, async (making) => {
    const secrets = newSecrets();
    await writeFile(join(making, 'secrets.json'), JSON.stringify(secrets));
    await recordConfiguration(making, withSecrets(secrets));
  });
  const secrets = JSON.parse(await readFile(join(configuration, 'secrets.json'), 'utf8')) as Secrets;
  return { worker: await startKeptWorkerd(configuration, stateDir), secret: secrets.operatorSecret };
}

export async function startTestWorker(
  options: {
    shards?: number;
    entry?: string;
    bindings?: Record<string, string>;
    bursts?: LocalWorkerOptions['bursts'];
  } = {},
): Promise<TestWorker> {
  const folder = await mkdtemp(join(tmpdir(), 'dip-worker-'));
  const shards = options.shards ?? 3;
  const [script, migrated] = await Promise.all([bundleWorker(options.entry), migratedState(shards)]);
  await cp(migrated, folder, { recursive: true });
  const { worker, secret } = await start(folder, {
    shards,
    testClock: true,
    // Tests ask faster than any caller; those of the limits set their own.
    bursts: options.bursts ?? { REQUEST_BURST: 1e9, TOKEN_BURST: 1e9 },
    script,
    door: DOOR_SCRIPT,
    ...(options.bindings ? { bindings: options.bindings } : {}),
  });
  const connections = openConnections(worker.url);
  const { request } = connections;
  const doorway = openConnections(worker.doorUrl);
  const door = openDoor(doorway.request);
  const clientToken = async (id: string, clientSecret: string): Promise<string> => {
    const answer = await request('/oauth/token', {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${id}:${clientSecret}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials',
    });
    if (!answer.ok) throw new Error(`token refused: ${answer.status} ${await answer.text()}`);
    return ((await answer.json()) as { access_token: string }).access_token;
  };
  return {
    url: worker.url,
    stateDir: folder,
    fetch: request,
    database: async (name) => door.database(name),
    runMinuteJob: (at = Date.now()) => door.runJobs(at),
    operatorSecret: secret,
    operatorToken: () => clientToken('operator', secret),
    clientToken,
    call: async (token, method, path, body, headers = {}) => {
      const answer = await request(path, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      return { status: answer.status, body: (text ? JSON.parse(text) : null) as never, headers: answer.headers };
    },
    close: async () => {
      for (const open of [connections, doorway]) open.close();
      await worker.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
