// Where a party lives is nobody's concern: deals, lists and feeds go along, and what was not told yet is told from the new home.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { AgreementFeed, AgreementSummary, MoveProgress, TenantItem } from '#protocol';
import { askAgreement, layPair, must, type Pair } from '../../local/test-agreements.ts';
import { settle, type Member } from '../../local/test-catalogue.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';

let worker: TestWorker;
let operator: string;
let pair: Pair;
const ask = (who: Member, method: string, path: string, body?: unknown) =>
  askAgreement(worker, who, method, path, body);

before(async () => {
  worker = await startTestWorker();
  operator = await worker.operatorToken();
  pair = await layPair(worker, operator);
  await settle(worker);
});
after(() => worker.close());

const homeOf = async (who: Member) =>
  (await worker.call<{ items: TenantItem[] }>(operator, 'GET', '/v1/tenants?limit=200')).body.items.find(
    ({ organisation }) => organisation === who.id,
  )?.shard ?? '';
async function move(who: Member): Promise<void> {
  const shard = (await homeOf(who)) === 'SHARD_02' ? 'SHARD_00' : 'SHARD_02';
  for (let calls = 0; calls < 100; calls += 1) {
    const { done } = must(await worker.call<MoveProgress>(operator, 'POST', `/v1/tenants/${who.id}/move`, { shard }));
    if (done) break;
  }
  assert.equal(await homeOf(who), shard);
}
const feedOf = async (who: Member) =>
  (await worker.call<AgreementFeed>(who.token, 'GET', '/v1/agreement-events')).body.items;
const listOf = async (who: Member) =>
  (await worker.call<{ items: AgreementSummary[] }>(who.token, 'GET', '/v1/agreements')).body.items;
/** Until both have heard of everything. */
async function told(): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1) {
    await worker.runMinuteJob();
    let waiting = 0;
    for (const name of ['SHARD_00', 'SHARD_01', 'SHARD_02']) {
      const { results } = await (
        await worker.database(name)
      )
        .prepare(
          `SELECT count(*) AS n FROM agreement_outbox o JOIN tenant_home h ON h.tenant = o.tenant AND h.state = 'home'`,
        )
        .all<{ n: number }>();
      waiting += results[0]?.n ?? 0;
    }
    if (!waiting) return;
  }
  throw new Error('the outboxes did not empty');
}

test('the house and then the provider move: the deal is the same, goes on, and is told without a gap', async () => {
  const { venue, provider } = pair;
  const performances = await pair.perform(1);
  const { id } = must(await ask(provider, 'POST', '', { performances, terms: { form: 'split', share: 80 } }));
  must(await ask(provider, 'POST', `/${id}/propose`));
  must(await ask(venue, 'POST', `/${id}/reject`, { version: 1, reason: 'Te veel' }));
  await told();
  const shard = await homeOf(venue);
  // One that was not told yet when the house left.
  await (
    await worker.database(shard)
  )
    .prepare(
      `INSERT INTO agreement_outbox (tenant, agreement, event, at) SELECT tenant, agreement, seq, at FROM agreement_event WHERE agreement = ?1`,
    )
    .bind(id)
    .run();
  const before = must(await ask(venue, 'GET', `/${id}`));
  await move(venue);
  assert.deepEqual(must(await ask(venue, 'GET', `/${id}`)), before);
  must(await ask(provider, 'POST', `/${id}/revise`, { version: 1, terms: { form: 'split', share: 70 } }));
  await told();
  await move(provider);
  must(await ask(venue, 'POST', `/${id}/approve`, { version: 2 }));
  await told();
  for (const who of [venue, provider]) {
    assert.deepEqual(
      (await listOf(who)).map(({ id: one, state, approvedVersion }) => [one, state, approvedVersion]),
      [[id, 'approved', 2]],
    );
    const feed = await feedOf(who);
    assert.deepEqual(
      feed.map(({ seq }) => seq),
      feed.map((_, i) => i + 1),
    );
    assert.deepEqual(
      feed.map(({ type }) => type.split('.')[1]).filter((step) => step !== 'draft'),
      ['propose', 'reject', 'revise', 'approve'],
    );
  }
  assert.equal(must(await ask(provider, 'GET', `/${id}`)).terms.share, 70);
});
