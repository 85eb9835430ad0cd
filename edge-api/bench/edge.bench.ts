/**
 * Ingest and reading as ratios against bare floors, in one run on one machine: a Worker of a few lines that upserts the
 * same rows by one json_each statement, and a route that answers nothing. Prints a table; misses are shown as misses.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalWorker } from '../local/local-worker.ts';
import { layHouse } from '../local/test-house.ts';
import { startTestWorker } from '../local/test-worker.ts';

const ROWS = 2_500;
const ROUNDS = 5;
const FLOOR = `export default { async fetch(request, env) {
  if (request.method === 'GET') return new Response('ok');
  const rows = await request.text();
  await env.SHARD_00.prepare("INSERT INTO sales_day (tenant, performance, source, day, normal_v, normal_n, normal_a, capacity_v, capacity_n) SELECT 1, value->>0, 1, value->>1, value->>2, value->>3, value->>4, value->>2, value->>5 FROM json_each(?1) WHERE true ON CONFLICT DO UPDATE SET normal_v = excluded.normal_v, normal_n = excluded.normal_n, normal_a = excluded.normal_a").bind(rows).run();
  return new Response('ok');
} };`;

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1000;
};

async function requestsPerSecond(call: () => Promise<Response>): Promise<number> {
  const end = performance.now() + 3_000;
  let done = 0;
  const from = performance.now();
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      while (performance.now() < end) {
        const answer = await call();
        await answer.arrayBuffer();
        done += 1;
      }
    }),
  );
  return done / ((performance.now() - from) / 1000);
}

const folder = await mkdtemp(join(tmpdir(), 'dip-bench-'));
await writeFile(join(folder, 'floor.js'), FLOOR);
const floor = await startLocalWorker({
  keyWrappingSecret: Buffer.alloc(32).toString('base64'),
  operatorSecretSha256: '',
  script: join(folder, 'floor.js'),
});
const worker = await startTestWorker({ shards: 3 });
const house = await layHouse(worker, ROWS, '2026-08-05T18:00:00Z');

const day = (round: number) => new Date(Date.UTC(2026, 8, 1 + round, 12)).toISOString();
const ours: number[] = [];
const bare: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const asOf = day(round);
  const items = house.performances.map((performance, i) => ({
    performance,
    asOf,
    normal: { count: i + round, amount: (i + round) * 2_000 },
    capacity: 5_000,
  }));
  const now = String(Date.parse(asOf) + 60_000);
  const rows = JSON.stringify(
    house.performanceKeys.map((key, i) => [
      key,
      asOf.slice(0, 10),
      Date.parse(asOf) * 1_000,
      i + round,
      (i + round) * 2_000,
      5_000,
    ]),
  );
  bare.push(await seconds(async () => (await fetch(floor.url, { method: 'PUT', body: rows })).text()));
  ours.push(
    await seconds(async () => {
      const answer = await worker.call(house.token, 'PUT', '/v1/snapshots', { items }, { 'x-test-now': now });
      if (answer.status !== 207) throw new Error(JSON.stringify(answer.body).slice(0, 300));
    }),
  );
  await worker.runMinuteJob();
}
const repeat = await seconds(async () => {
  const asOf = day(ROUNDS - 1);
  const items = house.performances.map((performance, i) => ({
    performance,
    asOf,
    normal: { count: i + ROUNDS - 1, amount: (i + ROUNDS - 1) * 2_000 },
    capacity: 5_000,
  }));
  await worker.call(
    house.token,
    'PUT',
    '/v1/snapshots',
    { items },
    { 'x-test-now': String(Date.parse(asOf) + 60_000) },
  );
});
const get = (path: string) => () =>
  worker.fetch(path, { headers: { authorization: `Bearer ${house.token}`, connection: 'keep-alive' } });
const bareRead = await requestsPerSecond(() => fetch(floor.url));
await (await get('/v1/monitor?season=2026&limit=200')()).arrayBuffer();
const first = await get('/v1/monitor?season=2026&limit=200')();
const etag = first.headers.get('etag') ?? '';
const bytes = (await first.arrayBuffer()).byteLength;
const warm = await requestsPerSecond(get('/v1/monitor?season=2026&limit=200'));
const conditional = await requestsPerSecond(() =>
  worker.fetch('/v1/monitor?season=2026&limit=200', {
    headers: { authorization: `Bearer ${house.token}`, 'if-none-match': etag, connection: 'keep-alive' },
  }),
);
await worker.close();
await floor.close();
await rm(folder, { recursive: true, force: true });

const table = [
  {
    what: 'ingest, rows/s against a bare json_each upsert',
    ours: ROWS / median(ours),
    floor: ROWS / median(bare),
    must: 0.5,
  },
  {
    what: `monitor of 200 rows (${Math.round(bytes / 1000)} kB) from memory, requests/s against a no-op`,
    ours: warm,
    floor: bareRead,
    must: 0.5,
  },
  { what: 'the same, not modified (304)', ours: conditional, floor: bareRead, must: 0.5 },
].map((row) => ({
  what: row.what,
  ours: Math.round(row.ours),
  floor: Math.round(row.floor),
  ratio: Number((row.ours / row.floor).toFixed(2)),
  must: row.must,
  met: row.ours / row.floor >= row.must ? 'yes' : 'MISSED',
}));
console.table(table);
console.log(JSON.stringify({ bench: 'edge', rows: table, repeatRowsPerSecond: Math.round(ROWS / repeat) }));
