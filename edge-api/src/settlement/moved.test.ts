// A house moves with what it settled; the copy it leaves behind goes, and nothing else ever does.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { MoveProgress, Statement } from '#protocol';
import { must } from '../../local/test-agreements.ts';
import { settle } from '../../local/test-catalogue.ts';
import { laySettling, type Settling } from '../../local/test-statements.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';

const TABLES = ['statement', 'statement_event', 'statement_performance'];
let worker: TestWorker;
let operator: string;
let settling: Settling;

before(async () => {
  worker = await startTestWorker();
  operator = await worker.operatorToken();
  settling = await laySettling(worker, operator);
  await settle(worker);
});
after(() => worker.close());

const rows = async (shard: string, id: string): Promise<number[]> => {
  const db = await worker.database(shard);
  const counts: number[] = [];
  for (const table of TABLES) {
    const column = table === 'statement' ? 'id' : 'statement';
    const { results } = await db
      .prepare(`SELECT count(*) AS n FROM ${table} WHERE ${column} = ?1`)
      .bind(id)
      .all<{ n: number }>();
    counts.push(results[0]?.n ?? 0);
  }
  return counts;
};

test('a final statement moves with its house, is the same there, and is still never changed', async () => {
  const { venue, provider } = settling;
  const [performance = ''] = await settling.perform(1);
  const deal = await settling.approve([performance], { form: 'split', share: 80 });
  await settling.report(performance, { normal: { count: 100, amount: 218_000 } });
  const { id, sha256 } = must(await settling.ask(venue, 'POST', '', { agreement: deal.id }));
  must(await settling.ask(venue, 'POST', `/${id}/propose`, {}));
  for (const who of [venue, provider]) must(await settling.ask(who, 'POST', `/${id}/sign`, { sha256 }));
  await settle(worker);
  const shards = ['SHARD_00', 'SHARD_01', 'SHARD_02'];
  const held = await Promise.all(shards.map((shard) => rows(shard, id)));
  const from = shards[held.findIndex(([n]) => n === 1)] ?? '';
  const to = shards.find((shard) => shard !== from) ?? '';
  assert.deepEqual(await rows(from, id), [1, 4, 1]);

  let progress: MoveProgress | undefined;
  for (let tries = 0; tries < 50 && progress?.done !== true; tries += 1)
    progress = (await worker.call<MoveProgress>(operator, 'POST', `/v1/tenants/${venue.id}/move`, { shard: to })).body;
  assert.equal(progress?.done, true);
  assert.deepEqual(await rows(to, id), [1, 4, 1]);
  const seen: Statement = must(await settling.ask(provider, 'GET', `/${id}`));
  assert.deepEqual([seen.state, seen.sha256, seen.signatures.length], ['final', sha256, 2]);
  assert.equal((await settling.ask(venue, 'POST', '', { agreement: deal.id })).status, 409);

  // A week later.
  const directory = await worker.database('DIRECTORY');
  await directory.prepare("UPDATE job SET lease_until = 0, next_at = 0 WHERE kind = 'forget'").run();
  for (let tries = 0; tries < 20 && (await rows(from, id)).some((n) => n > 0); tries += 1) await worker.runMinuteJob();
  assert.deepEqual(await rows(from, id), [0, 0, 0]);
  const db = await worker.database(to);
  for (const table of TABLES) {
    const column = table === 'statement' ? 'id' : 'statement';
    await assert.rejects(db.prepare(`DELETE FROM ${table} WHERE ${column} = '${id}'`).run(), table);
  }
});
