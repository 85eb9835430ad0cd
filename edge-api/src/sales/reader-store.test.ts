// Totals of a season while several sum it at once: whoever read older rows never writes over whoever read newer ones.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { layHouse } from '../../local/test-house.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';
import type { Env } from '../env.ts';
import { readHomes, settleHomes, type Home } from '../shards/home-store.ts';
import { markSeasons, readStale, readVersion, rewriteReaders, upsertTotal, type StaleSeason } from './reader-store.ts';
import type { TotalBody } from './totals.ts';

type Database = Env['DIRECTORY'];
const SEASON = 2026;
let worker: TestWorker;
let shard: Database;
let home: Home;
before(async () => {
  worker = await startTestWorker();
  const house = await layHouse(worker, 1);
  const directory = (await worker.database('DIRECTORY')) as unknown as Database;
  shard = (await worker.database(house.shard)) as unknown as Database;
  home = (await readHomes(directory, [house.key])).get(house.key) ?? assert.fail();
  // Without a push: whose drain would sum what is marked here.
  await settleHomes(shard, [home]);
});
after(() => worker.close());

let version = 1e9;
/** A row as somebody rebuilt it. */
async function write(): Promise<void> {
  version += 1;
  const row = {
    reader: home.tenant,
    season: SEASON,
    startsAt: 0,
    performance: 1,
    version,
    body: '{"zone":"Europe/Amsterdam"}',
  };
  await rewriteReaders(shard, [home], new Map([[home.tenant, { writes: [row], kept: [] }]]));
}
const stale = async (): Promise<StaleSeason> =>
  (await readStale(shard, 1000)).find(({ reader, season }) => reader === home.tenant && season === SEASON) ??
  assert.fail();
const sum = (mark: StaleSeason, sold: number) => upsertTotal(shard, home, mark, version, { sold } as TotalBody);
const sold = async (): Promise<number> => {
  const read = shard
    .prepare('SELECT body FROM reader_total WHERE reader = ?1 AND season = ?2')
    .bind(home.tenant, SEASON);
  return (JSON.parse((await read.first<{ body: string }>())?.body ?? '{}') as TotalBody).sold;
};
const isStale = async (): Promise<boolean> =>
  (await readStale(shard, 1000)).some(({ reader }) => reader === home.tenant);

test('a sum that was under way while rows changed, and were summed by another, is not written', async () => {
  await write();
  const slow = await stale();
  await write();
  await sum(await stale(), 22);
  await sum(slow, 8);
  assert.equal(await sold(), 22);
  assert.equal(await isStale(), false);
});

test('nor when the season was marked again since, and whoever marked it still sums it', async () => {
  await write();
  const slow = await stale();
  await sum(slow, 30);
  await write();
  await sum(slow, 8);
  assert.equal(await sold(), 30);
  const after = await stale();
  assert.notEqual(after.n, slow.n);
  await sum(after, 31);
  assert.equal(await sold(), 31);
});

test('all seasons are summed anew by marks of their own, and each total is later than the one before', async () => {
  await write();
  const was = await readVersion(shard, home.tenant, SEASON);
  const marks = await markSeasons(shard, home);
  const mark = marks.find(({ season }) => season === SEASON) ?? assert.fail();
  assert.deepEqual([mark.zone, mark.n], ['Europe/Amsterdam', (await stale()).n]);
  for (const one of marks) await sum(one, 40);
  assert.equal(await sold(), 40);
  assert.ok((await readVersion(shard, home.tenant, SEASON)) > was);
});
