// My share once a statement was signed: what both signed, and beside it what today's sales would give.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Agreement, ShareAnswer, SharePerformance, Statement } from '#protocol';
import { costOf, startCountingWorker, type CountingWorker } from '../../local/counting-worker.ts';
import { must } from '../../local/test-agreements.ts';
import { settle, type Member } from '../../local/test-catalogue.ts';
import { laySettling, type Settling } from '../../local/test-statements.ts';
import { upsertRow } from './party-store.ts';

let worker: CountingWorker;
let settling: Settling;
const SPLIT = { form: 'split', share: 80 };
const sold = (count: number) => ({ normal: { count, amount: count * 2_180 } });

before(async () => {
  worker = await startCountingWorker();
  settling = await laySettling(worker, await worker.operatorToken());
});
after(() => worker.close());

const post = async (who: Member, path: string, body: object = {}): Promise<Statement> =>
  must(await settling.ask(who, 'POST', path, body));
async function finish(id: string): Promise<Statement> {
  const { venue, provider } = settling;
  const { sha256 } = await post(venue, `/${id}/propose`);
  await post(venue, `/${id}/sign`, { sha256 });
  return post(provider, `/${id}/sign`, { sha256 });
}
/** Two evenings of one deal, of which the first was settled on 100 tickets: 1,600.00 for the provider. */
async function halfSettled(): Promise<{ deal: Agreement; first: string; second: string; final: Statement }> {
  const [first = '', second = ''] = await settling.perform(2);
  const deal = await settling.approve([first, second], SPLIT);
  for (const one of [first, second]) await settling.report(one, sold(100));
  const made = await post(settling.venue, '', { agreement: deal.id, performances: [first] });
  const final = await finish(made.id);
  await settle(worker);
  return { deal, first, second, final };
}
async function shareOf(who: Member, performance: string): Promise<SharePerformance> {
  const answer = must(
    await worker.call<ShareAnswer>(who.token, 'GET', `/v1/my-share?production=${settling.production}`),
  );
  const one = answer.performances.find((each) => each.performance === performance);
  assert.ok(one);
  return one;
}
const told = ({ settled, basis, realised, provisional, difference }: SharePerformance) => [
  settled,
  basis,
  realised,
  provisional,
  difference,
];

test('corrected after both signed: realised is what was signed, the difference is told; an adjustment takes it away', async () => {
  const { venue, provider } = settling;
  const { deal, first, second, final } = await halfSettled();
  assert.deepEqual(told(await shareOf(provider, first)), [true, 'signed', 160_000, 160_000, undefined]);
  assert.deepEqual(told(await shareOf(provider, second)), [false, undefined, 0, 160_000, undefined]);

  await settling.report(first, sold(90));
  await settle(worker);
  assert.deepEqual(told(await shareOf(provider, first)), [true, 'signed', 160_000, 144_000, -16_000]);
  assert.deepEqual(told(await shareOf(venue, first)), [true, 'signed', 40_000, 36_000, -4_000]);
  const seen = must(await worker.call<Agreement>(provider.token, 'GET', `/v1/agreements/${deal.id}`));
  assert.deepEqual([seen.share?.realised, seen.share?.difference], [160_000, -16_000]);

  const adjustment = await post(venue, '', { agreement: deal.id, adjusts: final.id });
  assert.equal((await shareOf(provider, first)).difference, -16_000, 'a draft makes nothing good');
  await finish(adjustment.id);
  await settle(worker);
  assert.deepEqual(told(await shareOf(provider, first)), [true, 'signed', 144_000, 144_000, undefined]);
  assert.deepEqual(told(await shareOf(venue, first)), [true, 'signed', 36_000, 36_000, undefined]);
});

test('what a line on the statement of another deal makes good is counted where it was corrected', async () => {
  const { venue, provider } = settling;
  const { first, final } = await halfSettled();
  await settling.report(first, sold(110));
  const [next = ''] = await settling.perform(1);
  const other = await settling.approve([next], SPLIT);
  await settling.report(next, sold(10));
  const later = await post(venue, '', { agreement: other.id });
  const line = { label: 'Nagekomen kaarten', amount: 10_000, vatRate: 9, evidence: 'kassa', adjusts: final.id };
  await post(venue, `/${later.id}/lines`, line);
  await settle(worker);
  assert.deepEqual(told(await shareOf(provider, first)), [true, 'signed', 160_000, 176_000, 16_000]);
  await finish(later.id);
  await settle(worker);
  assert.deepEqual(told(await shareOf(provider, first)), [true, 'signed', 170_000, 176_000, 6_000]);
});

test('a copy from before it was told is computed on today’s sales and says so; the migration has it told, no event twice', async () => {
  const { provider } = settling;
  const [performance = ''] = await settling.perform(1);
  const deal = await settling.approve([performance], SPLIT);
  await settling.report(performance, sold(100));
  await finish((await post(settling.venue, '', { agreement: deal.id })).id);
  await settling.report(performance, sold(90));
  await settle(worker);
  const shards = await Promise.all(['SHARD_00', 'SHARD_01', 'SHARD_02'].map((name) => worker.database(name)));
  for (const shard of shards)
    await shard
      .prepare(`UPDATE agreement_row SET body = json_remove(body, '$.signed') WHERE id = ?1`)
      .bind(deal.id)
      .run();
  assert.deepEqual(told(await shareOf(provider, performance)), [true, 'recomputed', 144_000, 144_000, undefined]);

  const events = async () =>
    (await worker.call<{ items: object[] }>(provider.token, 'GET', '/v1/agreement-events?after=0&limit=200')).body.items
      .length;
  const before = await events();
  const migration = join(import.meta.dirname, '../../migrations/shard/0076_tell_signed_figures.sql');
  const sql = (await readFile(migration, 'utf8')).replaceAll(/^--.*$/gm, '');
  for (const shard of shards) await shard.prepare(sql).run();
  await settle(worker);
  assert.deepEqual(told(await shareOf(provider, performance)), [true, 'signed', 160_000, 144_000, -16_000]);
  assert.equal(await events(), before);
});

test('a slower copy with fewer papers never takes the place of one with more', async () => {
  const { provider } = settling;
  const { deal, first } = await halfSettled();
  const { results } = await (
    await worker.database('DIRECTORY')
  )
    .prepare('SELECT key, shard FROM organisation WHERE id = ?1')
    .bind(provider.id)
    .all<{ key: number; shard: string }>();
  const [home] = results;
  assert.ok(home);
  const shard = await worker.database(home.shard);
  const { results: rows } = await shard
    .prepare('SELECT body, revision FROM agreement_row WHERE reader = ?1 AND id = ?2')
    .bind(home.key, deal.id)
    .all<{ body: string; revision: number }>();
  const [row] = rows;
  assert.ok(row);
  const body = { ...JSON.parse(row.body), signed: { papers: 0, of: [] } };
  const late = { id: deal.id, venue: 1, production: 1, revision: row.revision, state: 'approved', feed: [], body };
  await upsertRow(shard, home.key, { ...late, firstAt: 0, lastAt: 0, updatedAt: 0 }).run();
  assert.equal((await shareOf(provider, first)).basis, 'signed');
});

test('it costs two statements, and no row more for each deal that was settled', async () => {
  const { provider } = settling;
  const ask = () => worker.call<ShareAnswer>(provider.token, 'GET', '/v1/my-share?season=2030');
  const rows = must(await ask()).performances.length;
  const { queries, rowsRead } = await costOf(worker, ask);
  assert.equal(queries, 2);
  assert.ok(rowsRead <= 2 * rows + 20, `${rowsRead} rows for ${rows}`);
});
