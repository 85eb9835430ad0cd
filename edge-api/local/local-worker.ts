/** The production bundle in workerd with local D1, started through wrangler's own programming interface. */
import { createHash } from 'node:crypto';
import { readFile, readdir, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { REQUEST_BURST, TOKEN_BURST } from '#protocol';
import { childrenNamed, endWithThisProcess } from './lifeline.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Beside the ordinary ones. */
const SANDBOX_SHARD = 'SHARD_90';
const DOOR = 'dip-door';

export interface LocalWorkerOptions {
  readonly stateDir?: string;
  readonly port?: number;
  readonly shards?: number;
  readonly keyWrappingSecret: string;
  readonly operatorSecretSha256: string;
  /** Requests in ten seconds, by binding; the ordinary ones by default, 'none' = no binding, as where there is none of Cloudflare's. */
  readonly bursts?: Readonly<Record<'REQUEST_BURST' | 'TOKEN_BURST', number>> | 'none';
  /** Lets tests send the time with each request. */
  readonly testClock?: boolean;
  /** Further variables and secrets of the Worker. */
  readonly bindings?: Readonly<Record<string, string>>;
  /** Where calls to other machines arrive instead, each with the address it was for as `x-called`; this machine's own are called as ever. */
  readonly outsideArrivesAt?: string;
  /** The script of a second Worker with an address of its own: the same databases, and this one as `API`. */
  readonly door?: string;
  readonly script?: string;
  /** Takes what the Worker writes to its log; on the terminal by default. */
  readonly log?: (line: { readonly level: string; readonly message: string }) => void;
  /** Holds `directory/` and `shard/`; the suite's own by default, null = the state folder had them all. */
  readonly migrationsDir?: string | null;
}

export interface LocalWorker {
  readonly url: string;
  /** Of the second Worker, where there is one. */
  readonly doorUrl: string;
  readonly miniflare: Miniflare;
  /** As if it were that moment, where tests move the clock. */
  runMinuteJob(at?: number): Promise<void>;
  database(name: string): Promise<D1Like>;
  close(): Promise<void>;
}

/** As much of a D1 binding as Node needs from outside the Worker. */
export interface D1Like {
  prepare(sql: string): D1Statement & { bind(...values: unknown[]): D1Statement };
  batch(statements: readonly D1Statement[]): Promise<unknown>;
  exec(sql: string): Promise<unknown>;
}
export interface D1Statement {
  all<T>(): Promise<{ results: T[]; meta: { rows_written: number; rows_read: number } }>;
  run(): Promise<unknown>;
}

const arriving =
  (at: string) =>
  async (request: Request): Promise<Response> => {
    const { hostname, pathname, search } = new URL(request.url);
    const { method } = request;
    const body = method === 'GET' || method === 'HEAD' ? null : await request.arrayBuffer();
    const headers = new Headers(request.headers);
    const isOurs = hostname === '127.0.0.1';
    if (!isOurs) headers.set('x-called', request.url);
    const to = isOurs ? request.url : new URL(`${pathname}${search}`, at).href;
    const answer = await fetch(to, { method, headers, body, redirect: 'manual' });
    return new Response(answer.body, answer);
  };

/** Statements of a migration file: ours hold no semicolon inside a statement but in triggers, which end with END;. */
function statements(sql: string): string[] {
  const bare = sql.replaceAll(/--.*$/gm, '').trim();
  const parts: string[] = [];
  let part = '';
  for (const piece of bare.split(';')) {
    part += `${piece};`;
    const open = /create\s+trigger/i.test(part) && !/end;\s*$/i.test(part);
    if (!open) {
      if (part.replace(';', '').trim()) parts.push(part.replaceAll(/\s+/g, ' ').trim());
      part = '';
    }
  }
  return parts;
}

export async function migrate(db: D1Like, folder: string): Promise<void> {
  await db
    .prepare(
      'CREATE TABLE IF NOT EXISTS d1_migrations (id INTEGER PRIMARY KEY, name TEXT UNIQUE, applied_at TEXT DEFAULT CURRENT_TIMESTAMP)',
    )
    .run();
  const { results } = await db.prepare('SELECT name FROM d1_migrations').all<{ name: string }>();
  const done = new Set(results.map((row) => row.name));
  for (const name of (await readdir(folder)).toSorted()) {
    if (done.has(name) || !name.endsWith('.sql')) continue;
    // One transaction with its record: cut off half-way, it has not happened and is done by the next start.
    await db.batch([
      ...statements(await readFile(join(folder, name), 'utf8')).map((sql) => db.prepare(sql)),
      db.prepare('INSERT INTO d1_migrations (name) VALUES (?1)').bind(name),
    ]);
  }
}

/** workerd's own simulation of the rate-limiting binding. */
const bindingsOf = (bursts: Readonly<Record<string, number>>) =>
  Object.fromEntries(
    Object.entries(bursts).map(([name, limit]) => [name, { namespace_id: name, simple: { limit, period: 10 } }]),
  );

/** Ties workerd to this process as soon as it is there; answers, when it is ready, how to let go of it. */
export async function watchWorkerd(ready: Promise<unknown>, others: ReadonlySet<number>): Promise<(() => void)[]> {
  let over = false;
  const looking = (async () => {
    for (;;) {
      const own = (await childrenNamed('workerd')).filter((pid) => !others.has(pid));
      if (own.length || over) return own.map((pid) => endWithThisProcess(pid, 'KILL'));
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  })();
  await ready.finally(() => (over = true));
  return looking;
}

export async function startLocalWorker(options: LocalWorkerOptions): Promise<LocalWorker> {
  const shards = [
    ...Array.from({ length: options.shards ?? 1 }, (_, i) => `SHARD_${String(i).padStart(2, '0')}`),
    SANDBOX_SHARD,
  ];
  if (options.stateDir) await mkdir(options.stateDir, { recursive: true });
  const script = await readFile(options.script ?? join(ROOT, 'dist/edge-api/worker.js'), 'utf8');
  const bursts = options.bursts ?? { REQUEST_BURST: REQUEST_BURST.limit, TOKEN_BURST: TOKEN_BURST.limit };
  const others = new Set(await childrenNamed('workerd'));
  const shared = {
    compatibilityDate: '2026-11-01',
    d1Databases: Object.fromEntries(
      ['DIRECTORY', 'ERASURES', ...shards].map((name) => [name, `dip-${name.toLowerCase().replace('_', '-')}`]),
    ),
  };
  const workers = [
    {
      ...shared,
      modules: [{ type: 'ESModule', path: 'worker.js', contents: script }],
      name: 'dip-edge-api',
      bindings: {
        KEY_WRAPPING_SECRET: options.keyWrappingSecret,
        OPERATOR_SECRET_SHA256: options.operatorSecretSha256,
        BUNDLE: createHash('sha256').update(script).digest('hex').slice(0, 12),
        ...options.bindings,
        ...(options.testClock ? { TEST_CLOCK: 'headers' } : {}),
      },
      ...(bursts === 'none' ? {} : { ratelimits: bindingsOf(bursts) }),
      unsafeDirectSockets: [{ host: '127.0.0.1', port: options.port ?? 0 }],
      ...(options.outsideArrivesAt === undefined ? {} : { outboundService: arriving(options.outsideArrivesAt) }),
    },
    ...(options.door === undefined
      ? []
      : [
          {
            ...shared,
            modules: [{ type: 'ESModule', path: 'door.js', contents: options.door }],
            name: DOOR,
            compatibilityFlags: ['service_binding_extra_handlers'],
            serviceBindings: { API: 'dip-edge-api' },
            unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
          },
        ]),
  ];
  const miniflare = new Miniflare({
    ...convertV4MiniflareOptions({
      workers,
      host: '127.0.0.1',
      port: 0,
      cf: false,
      ...(options.log ? { handleStructuredLogs: options.log } : {}),
    } as never),
    ...(options.stateDir ? { resourcePersistencePath: join(options.stateDir, 'd1') } : {}),
  } as never);
  const release = await watchWorkerd(miniflare.ready, others);
  const database = (name: string) => miniflare.getD1Database(name) as unknown as Promise<D1Like>;
  const close = async (): Promise<void> => {
    for (const letGo of release) letGo();
    await miniflare.dispose();
  };
  const migrations = options.migrationsDir === undefined ? join(ROOT, 'edge-api/migrations') : options.migrationsDir;
  try {
    if (migrations !== null) {
      await migrate(await database('DIRECTORY'), join(migrations, 'directory'));
      await migrate(await database('ERASURES'), join(migrations, 'erasure'));
      for (const name of shards) await migrate(await database(name), join(migrations, 'shard'));
    }
  } catch (error) {
    // Left running, it would keep this process from ever ending.
    await close();
    throw error;
  }
  const addressOf = async (name: string) => (await miniflare.unsafeGetDirectURL(name)).href.replace(/\/$/, '');
  return {
    url: await addressOf('dip-edge-api'),
    doorUrl: options.door === undefined ? '' : await addressOf(DOOR),
    miniflare,
    database,
    runMinuteJob: async (at = Date.now()) => {
      const worker = (await miniflare.getWorker()) as unknown as {
        scheduled(event: { cron: string; scheduledTime: Date }): Promise<unknown>;
      };
      for (const cron of ['* * * * *', '17 * * * *']) await worker.scheduled({ cron, scheduledTime: new Date(at) });
    },
    close,
  };
}
