/**
 * The two Workers that are measured beside each other: the API itself, and a floor of a few lines that does by hand the
 * least that could be called the same: nothing, one row read, one json_each upsert.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalWorker, type LocalWorker } from '../local/local-worker.ts';
import { startTestWorker, type TestWorker } from '../local/test-worker.ts';

const FLOOR = `const UPSERT = "INSERT INTO sales_day (tenant, performance, source, day, normal_v, normal_n, normal_a, capacity_v, capacity_n) SELECT 1, value->>0, 1, value->>1, value->>2, value->>3, value->>4, value->>2, value->>5 FROM json_each(?1) WHERE true ON CONFLICT DO UPDATE SET normal_v = excluded.normal_v, normal_n = excluded.normal_n, normal_a = excluded.normal_a";
export default { async fetch(request, env) {
  if (request.method === 'PUT') {
    await env.SHARD_00.prepare(UPSERT).bind(await request.text()).run();
    return new Response('ok');
  }
  if (!request.url.endsWith('/point')) return new Response('ok');
  const row = await env.SHARD_00.prepare('SELECT body FROM reader_total WHERE reader = ?1 AND season = ?2').bind(1, 2026).first();
  return new Response(row.body);
} };`;

/** With this header the Worker finds its isolate's memory empty: what it keeps there hangs on its databases, and these are new. */
export const FORGET = 'x-bench-forget';
const ENTRY = `import worker from '../src/index.ts';
const anew = (db) => ({ prepare: (sql) => db.prepare(sql), batch: (list) => db.batch(list) });
export default { ...worker, fetch(request, env, context) {
  if (!request.headers.has('${FORGET}')) return worker.fetch(request, env, context);
  return worker.fetch(request, Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value.prepare ? anew(value) : value])), context);
} };`;

export interface Pair {
  readonly worker: TestWorker;
  readonly floor: LocalWorker;
  close(): Promise<void>;
}

export async function startPair(): Promise<Pair> {
  const folder = await mkdtemp(join(tmpdir(), 'dip-bench-'));
  await writeFile(join(folder, 'floor.js'), FLOOR);
  const floor = await startLocalWorker({
    keyWrappingSecret: Buffer.alloc(32).toString('base64'),
    operatorSecretSha256: '',
    script: join(folder, 'floor.js'),
  });
  const worker = await startTestWorker({ shards: 3, entry: ENTRY });
  return {
    worker,
    floor,
    close: async () => {
      await worker.close();
      await floor.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
