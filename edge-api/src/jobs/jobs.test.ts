import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';
import { sweepReceipts } from '../shards/shard-store.ts';
import type { Env } from '../env.ts';
import { dropJob, putJob, readJob, saveJob, takeJob } from './job-store.ts';
import { runJob, runJobs } from './run-job.ts';

let worker: TestWorker;
let env: Env;
before(async () => {
  worker = await startTestWorker();
  env = { DIRECTORY: await worker.database('DIRECTORY') } as unknown as Env;
});
after(() => worker.close());

const NOW = Date.parse('2026-11-20T12:00:00Z');

test('a job is held by one run at a time, and taken up by another when the first was cut off', async () => {
  const db = env.DIRECTORY;
  const first = await takeJob(db, 'one', NOW, 10_000, false);
  assert.ok(first);
  assert.equal(await takeJob(db, 'one', NOW + 9_000, 10_000, true), null);
  const second = await takeJob(db, 'one', NOW + 10_000, 10_000, false);
  assert.equal(second?.attempts, 2);
  assert.equal(await saveJob(db, first, '"late"', NOW + 60_000), false);
  assert.equal(await saveJob(db, second, '"kept"', NOW + 20_000), true);
  assert.equal((await readJob(db, 'one'))?.state, '"kept"');
  assert.equal(await dropJob(db, 'one', NOW + 15_000), false);
  assert.equal(await dropJob(db, 'one', NOW + 20_000), true);
});

test('a fault is written down and tried again later, with its state; a run that goes well starts the count anew', async () => {
  const timing = { leaseMs: 10_000, everyMs: 0 };
  await putJob(env.DIRECTORY, 'two', 'move', '{"n":1}', 0);
  const fail = () => Promise.reject(new Error('no such table'));
  assert.equal(await runJob(env, 'two', timing, fail), null);
  const row = await readJob(env.DIRECTORY, 'two');
  assert.match(row?.failure ?? '', /no such table/);
  assert.ok((row?.next_at ?? 0) > Date.now() + 20_000);
  assert.equal(await runJob(env, 'two', timing, async () => 'not yet due'), null);
  const state = await runJob(env, 'two', { ...timing, early: true }, async ({ job }) => job.state);
  assert.equal(state, '{"n":1}');
  assert.deepEqual(
    [(await readJob(env.DIRECTORY, 'two'))?.attempts, (await readJob(env.DIRECTORY, 'two'))?.failure],
    [0, null],
  );
});

test('several are taken and given back in one question each; a fault, or one that is held, stops none of the others', async () => {
  const db = env.DIRECTORY;
  const ran: string[] = [];
  const job = (name: string, everyMs: number, more?: () => Promise<unknown>) => ({
    name,
    leaseMs: 10_000,
    everyMs,
    work: async () => {
      ran.push(name);
      // Held while those before it run, and until all have.
      assert.equal(await takeJob(db, name, Date.now(), 10_000, true), null);
      await more?.();
    },
  });
  assert.ok(await takeJob(db, 'held', Date.now(), 60_000, false));
  const jobs = [
    job('hourly', 3_600_000),
    job('faulty', 0, () => Promise.reject(new Error('no such column'))),
    job('held', 0),
    job('last', 0),
  ];
  await runJobs(env, jobs);
  assert.deepEqual(ran, ['hourly', 'faulty', 'last']);
  const faulty = await readJob(db, 'faulty');
  assert.match(faulty?.failure ?? '', /no such column/);
  assert.ok((faulty?.next_at ?? 0) > Date.now() + 20_000);
  assert.deepEqual([(await readJob(db, 'last'))?.attempts, (await readJob(db, 'last'))?.failure], [0, null]);
  await runJobs(env, jobs);
  assert.deepEqual(ran, ['hourly', 'faulty', 'last', 'last'], 'the hourly one and the faulty one are not due');
});

test('one of several that lost its lease gives nothing back', async () => {
  const db = env.DIRECTORY;
  const lost = async () => {
    await (await worker.database('DIRECTORY')).prepare("UPDATE job SET lease = 'other' WHERE name = 'lost'").run();
  };
  await runJobs(env, [{ name: 'lost', leaseMs: 10_000, everyMs: 3_600_000, work: lost }]);
  assert.equal((await readJob(db, 'lost'))?.next_at, 0);
  assert.equal(await takeJob(db, 'lost', Date.now(), 10_000, true), null);
});

test('where those before it took long, a job holds its lease anew, and does not begin without it', async (t) => {
  const db = env.DIRECTORY;
  t.mock.timers.enable({ apis: ['Date'], now: NOW });
  const ran: string[] = [];
  const job = (name: string, work: () => Promise<unknown>) => ({ name, leaseMs: 10_000, everyMs: 0, work });
  await runJobs(env, [
    job('slow', async () => {
      t.mock.timers.tick(25_000);
      assert.ok(await takeJob(db, 'taken over', Date.now(), 10_000, true));
    }),
    job('taken over', async () => ran.push('taken over')),
    job('behind', async () => {
      ran.push('behind');
      assert.equal(await takeJob(db, 'behind', Date.now() + 9_000, 10_000, true), null);
    }),
  ]);
  assert.deepEqual(ran, ['behind']);
});

test('receipts are swept after 48 hours, but the newest of each source', async () => {
  const shard = (await worker.database('SHARD_00')) as unknown as Parameters<typeof sweepReceipts>[0];
  const values = [1, 2, 3].flatMap((seq) => [`(1, 1, ${seq}, ${NOW + seq})`, `(1, 2, ${seq}, ${NOW + seq})`]);
  await shard.prepare(`INSERT INTO ingest (tenant, source, seq, received_at) VALUES ${values.join(', ')}`).run();
  await sweepReceipts(shard, NOW + 10);
  const { results } = await shard.prepare('SELECT source, seq FROM ingest ORDER BY source').all();
  assert.deepEqual(results, [
    { source: 1, seq: 3 },
    { source: 2, seq: 3 },
  ]);
});
