// Sales that are corrected after both signed: shown as a difference, made good once.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Statement } from '#protocol';
import { must } from '../../local/test-agreements.ts';
import { settle, type Member } from '../../local/test-catalogue.ts';
import { laySettling, type Settling } from '../../local/test-statements.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';

let worker: TestWorker;
let settling: Settling;
const sold = (count: number) => ({ normal: { count, amount: count * 2_180 } });

before(async () => {
  worker = await startTestWorker();
  settling = await laySettling(worker, await worker.operatorToken());
  await settle(worker);
});
after(() => worker.close());

const post = (who: Member, path: string, body: object = {}) => settling.ask(who, 'POST', path, body);
const read = async (id: string): Promise<Statement> => must(await settling.ask(settling.provider, 'GET', `/${id}`));
async function finish(id: string): Promise<Statement> {
  const { venue, provider } = settling;
  const { sha256 } = must(await post(venue, `/${id}/propose`));
  must(await post(venue, `/${id}/sign`, { sha256 }));
  return must(await post(provider, `/${id}/sign`, { sha256 }));
}
/** An evening that was settled on 100 tickets: 1,600.00 for the provider. */
async function settled(): Promise<{ performance: string; final: Statement }> {
  const [performance = ''] = await settling.perform(1);
  const deal = await settling.approve([performance], { form: 'split', share: 80 });
  await settling.report(performance, sold(100));
  return { performance, final: await finish(must(await post(settling.venue, '', { agreement: deal.id })).id) };
}

test('a correction becomes an adjustment: its line alone, signed by both, and nothing is left', async () => {
  const { venue } = settling;
  const { performance, final } = await settled();
  const adjust = { agreement: final.agreement, adjusts: final.id };
  const none = await post(venue, '', adjust);
  assert.deepEqual([none.status, none.body.errors?.[0]?.pointer], [409, '/adjusts']);
  assert.equal((await read(final.id)).correction, null);

  await settling.report(performance, sold(90));
  assert.deepEqual((await read(final.id)).correction, {
    ex: -16_000,
    adjusted: 0,
    left: -16_000,
    rates: [{ rate: 9, ex: -16_000 }],
  });
  const made = must(await post(venue, '', adjust));
  assert.deepEqual(made.record.due, {
    ex: -16_000,
    vat: -1_440,
    incl: -17_440,
    rates: [{ rate: 9, ex: -16_000, vat: -1_440 }],
  });
  assert.deepEqual(
    made.record.extra.map(({ amount, adjusts }) => [amount, adjusts]),
    [[-16_000, final.id]],
  );
  assert.deepEqual([made.record.adjustment?.settled, made.record.adjustment?.now], [160_000, 144_000]);
  assert.equal(made.record.adjustment?.sha256, final.sha256);
  assert.equal(made.performances[0]?.id, performance);
  // While it lies there, nothing else makes good the same.
  assert.deepEqual((await read(final.id)).correction, { ex: -16_000, adjusted: -16_000, left: 0, rates: [] });
  const twice = await post(venue, '', adjust);
  assert.match(twice.body.detail, new RegExp(made.id));
  assert.equal(twice.status, 409);
  const line = made.record.extra[0]?.id ?? '';
  assert.equal((await settling.ask(venue, 'DELETE', `/${made.id}/lines/${line}`)).status, 409);

  // Corrected once more before anybody signed.
  await settling.report(performance, sold(80));
  const anew = must(await post(venue, `/${made.id}/refreeze`));
  assert.deepEqual([anew.record.due.ex, anew.record.adjustment?.now], [-32_000, 128_000]);
  const done = await finish(made.id);
  assert.equal(done.state, 'final');
  assert.deepEqual((await read(final.id)).correction, { ex: -32_000, adjusted: -32_000, left: 0, rates: [] });
  assert.equal((await post(venue, '', adjust)).status, 409);

  // And back up: only what came after.
  await settling.report(performance, sold(100));
  const back = must(await post(venue, '', adjust));
  assert.notEqual(back.id, made.id);
  assert.deepEqual([back.record.due.ex, back.record.adjustment?.adjusted], [32_000, -32_000]);
  assert.equal(
    (await post(venue, '', { agreement: final.agreement, adjusts: made.id })).body.errors?.[0]?.pointer,
    '/adjusts',
  );
});

test('both sides make the adjustment at once: one of them does; withdrawn and made again it is the same paper', async () => {
  const { venue, provider } = settling;
  const { performance, final } = await settled();
  await settling.report(performance, sold(110));
  const adjust = { agreement: final.agreement, adjusts: final.id };
  const tries = await Promise.all([venue, provider, venue, provider].map((who) => post(who, '', adjust)));
  assert.deepEqual(tries.map(({ status }) => String(status)).toSorted(), ['201', '409', '409', '409']);
  const made = tries.find(({ status }) => status === 201)?.body as Statement;
  const maker = made.side === 'venue' ? venue : provider;
  must(await post(maker, `/${made.id}/withdraw`));
  assert.deepEqual((await read(final.id)).correction, {
    ex: 16_000,
    adjusted: 0,
    left: 16_000,
    rates: [{ rate: 9, ex: 16_000 }],
  });
  const again = must(await post(maker, '', adjust));
  assert.deepEqual([again.id, again.sha256], [made.id, made.sha256]);
});

test('a line of a later statement makes good a part; the adjustment is about the rest', async () => {
  const { venue, provider } = settling;
  const { performance, final } = await settled();
  await settling.report(performance, sold(105));
  const [next = ''] = await settling.perform(1);
  const deal = await settling.approve([next], { form: 'split', share: 80 });
  await settling.report(next, sold(10));
  const later = must(await post(venue, '', { agreement: deal.id }));
  const line = { label: 'Nagekomen kaarten', amount: 5_000, vatRate: 9, evidence: 'kassa', adjusts: final.id };
  assert.equal((await post(venue, `/${later.id}/lines`, { ...line, adjusts: later.id })).status, 400);
  const added = must(await post(venue, `/${later.id}/lines`, line));
  assert.deepEqual((await read(final.id)).correction, {
    ex: 8_000,
    adjusted: 5_000,
    left: 3_000,
    rates: [{ rate: 9, ex: 3_000 }],
  });
  const rest = must(await post(provider, '', { agreement: final.agreement, adjusts: final.id }));
  assert.equal(rest.record.due.ex, 3_000);
  must(await settling.ask(venue, 'DELETE', `/${later.id}/lines/${added.record.extra[0]?.id}`));
  assert.deepEqual((await read(final.id)).correction, {
    ex: 8_000,
    adjusted: 3_000,
    left: 5_000,
    rates: [{ rate: 9, ex: 5_000 }],
  });
  assert.equal(must(await post(provider, `/${rest.id}/refreeze`)).record.due.ex, 8_000);
});

test('a correction that cannot be computed is refused with what is missing', async () => {
  const { venue } = settling;
  const { performance, final } = await settled();
  await settling.report(performance, { normal: { count: 101 } });
  assert.equal((await read(final.id)).correction, null);
  const refused = await post(venue, '', { agreement: final.agreement, adjusts: final.id });
  assert.equal(refused.status, 409);
  assert.match(refused.body.errors?.[0]?.detail ?? '', /tickets were reported without their amount/);
});
