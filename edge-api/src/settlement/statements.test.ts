import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Agreement, Problem, Statement } from '#protocol';
import { must } from '../../local/test-agreements.ts';
import { layMember, settle, type Member } from '../../local/test-catalogue.ts';
import { tells } from '../../local/test-figures.ts';
import { laySettling, type Settling } from '../../local/test-statements.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';

let worker: TestWorker;
let settling: Settling;
let stranger: Member;
const SPLIT = { form: 'split', share: 80 };
/** 100 tickets of 21.80: a recette of 2,000.00 without VAT. */
const HUNDRED = { normal: { count: 100, amount: 218_000 } };

before(async () => {
  worker = await startTestWorker();
  const operator = await worker.operatorToken();
  settling = await laySettling(worker, operator);
  stranger = await layMember(worker, operator, 'producer');
  await settle(worker);
});
after(() => worker.close());

/** An evening with its deal and what was sold. */
async function evening(
  terms: object = SPLIT,
  sold: object = HUNDRED,
): Promise<{ deal: Agreement; performance: string }> {
  const [performance = ''] = await settling.perform(1);
  const deal = await settling.approve([performance], terms);
  await settling.report(performance, sold);
  return { deal, performance };
}
const make = async (who: Member, agreement: string, more: object = {}): Promise<Statement> =>
  must(await settling.ask(who, 'POST', '', { agreement, ...more }));
const step = async (who: Member, id: string, name: string, body: object = {}): Promise<Statement> =>
  must(await settling.ask(who, 'POST', `/${id}/${name}`, body));
const read = async (who: Member, id: string): Promise<Statement> => must(await settling.ask(who, 'GET', `/${id}`));
const signBoth = async ({ id, sha256 }: Statement): Promise<Statement> => {
  await step(settling.venue, id, 'sign', { sha256 });
  return step(settling.provider, id, 'sign', { sha256 });
};
const agreementOf = async (id: string): Promise<Agreement> =>
  must(await worker.call<Agreement>(settling.provider.token, 'GET', `/v1/agreements/${id}`));
const bytes = async (who: Member, id: string): Promise<string> => {
  const answer = await worker.fetch(`/v1/statements/${id}/record`, {
    headers: { authorization: `Bearer ${who.token}` },
  });
  assert.equal(answer.headers.get('content-type'), 'application/json');
  return answer.text();
};
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

test('frozen, corrected, disputed, answered, signed by both: final, and the agreement settled', async () => {
  const { venue, provider, report } = settling;
  const { deal, performance } = await evening();
  const made = await make(venue, deal.id);
  assert.equal(made.state, 'draft');
  assert.deepEqual([made.record.waterfall.provider, made.record.waterfall.venue], [160_000, 40_000]);
  assert.deepEqual(made.record.due, {
    ex: 160_000,
    vat: 14_400,
    incl: 174_400,
    rates: [{ rate: 9, ex: 160_000, vat: 14_400 }],
  });
  assert.equal(made.record.termsSha256, deal.sha256);
  assert.deepEqual(
    made.record.houses.map((house) => [house.id, house.paid, house.gross]),
    [[performance, 100, 218_000]],
  );
  assert.deepEqual(made.differences, []);
  const frozen = await bytes(venue, made.id);
  assert.equal(hashOf(frozen), made.sha256);

  const proposed = await step(venue, made.id, 'propose');
  assert.deepEqual(
    [proposed.state, proposed.may],
    ['proposed', ['add_line', 'dispute', 'refreeze', 'sign', 'withdraw']],
  );
  assert.deepEqual((await read(provider, made.id)).may, ['add_line', 'dispute', 'refreeze', 'sign']);

  // Sales that are corrected change nothing of the record; the difference is shown.
  await report(performance, { normal: { count: 90, amount: 196_200 } });
  const later = await read(provider, made.id);
  assert.deepEqual(later.differences, [
    { performance, paid: [100, 90], free: [0, 0], gross: [218_000, 196_200], provider: -16_000 },
  ]);
  assert.equal(await bytes(provider, made.id), frozen);

  const disputed = await step(provider, made.id, 'dispute', {
    line: `performance:${performance}`,
    note: 'Ik telde er 95',
  });
  assert.deepEqual(
    [disputed.state, disputed.open],
    ['disputed', [{ line: `performance:${performance}`, side: 'provider' }]],
  );
  const answered = await step(venue, made.id, 'answer', { line: `performance:${performance}`, note: 'Vijf geruild' });
  assert.equal(answered.state, 'disputed');
  assert.deepEqual(
    answered.talk.map(({ kind, note }) => [kind, note]),
    [
      ['dispute', 'Ik telde er 95'],
      ['answer', 'Vijf geruild'],
    ],
  );
  const refrozen = await step(venue, made.id, 'refreeze');
  assert.deepEqual([refrozen.record.houses[0]?.paid, refrozen.differences, refrozen.talk.length], [90, [], 2]);
  const resolved = await step(provider, made.id, 'answer', {
    line: `performance:${performance}`,
    note: 'Akkoord',
    resolved: true,
  });
  assert.equal(resolved.state, 'proposed');

  const wrong = await settling.ask(venue, 'POST', `/${made.id}/sign`, { sha256: made.sha256 });
  assert.deepEqual([wrong.status, wrong.body.code, wrong.body.current?.sha256], [412, 'edit_clash', refrozen.sha256]);
  const half = await step(venue, made.id, 'sign', { sha256: refrozen.sha256 });
  assert.deepEqual([half.state, half.signatures.map(({ side }) => side)], ['proposed', ['venue']]);
  assert.equal((await settling.ask(venue, 'POST', `/${made.id}/sign`, { sha256: refrozen.sha256 })).status, 409);
  assert.equal((await agreementOf(deal.id)).state, 'approved');
  const final = await step(provider, made.id, 'sign', { sha256: refrozen.sha256 });
  assert.deepEqual([final.state, final.may, final.signatures.length], ['final', [], 2]);
  assert.deepEqual(
    final.history.map(({ step: name }) => name),
    ['freeze', 'propose', 'dispute', 'answer', 'refreeze', 'answer', 'sign', 'sign'],
  );
  const settled = await agreementOf(deal.id);
  assert.deepEqual([settled.state, settled.history.at(-1)?.step], ['settled', 'settle']);
});

test('a final statement never changes, by no step and by no hand; no second one for the same performance', async () => {
  const { venue, provider } = settling;
  const { deal, performance } = await evening();
  const final = await signBoth(await step(venue, (await make(venue, deal.id)).id, 'propose'));
  for (const [name, body] of [
    ['refreeze', {}],
    ['withdraw', {}],
    ['propose', {}],
    ['lines', { label: 'Techniek', amount: -5_000, evidence: 'F1' }],
    ['dispute', { line: 'net', note: 'Toch niet' }],
    ['sign', { sha256: final.sha256 }],
  ] as const)
    assert.equal((await settling.ask(venue, 'POST', `/${final.id}/${name}`, body)).status, 409, name);
  for (const shard of ['SHARD_00', 'SHARD_01', 'SHARD_02']) {
    const db = await worker.database(shard);
    for (const sql of [
      `UPDATE statement SET record = '{}' WHERE id = '${final.id}'`,
      `UPDATE statement SET state = 'draft' WHERE id = '${final.id}'`,
      `DELETE FROM statement WHERE id = '${final.id}'`,
      `DELETE FROM statement_performance WHERE statement = '${final.id}'`,
      `DELETE FROM statement_event WHERE statement = '${final.id}'`,
      `UPDATE statement_event SET name = 'x' WHERE statement = '${final.id}'`,
    ]) {
      const { results } = await db.prepare(`SELECT 1 FROM statement WHERE id = '${final.id}'`).all();
      if (results.length) await assert.rejects(db.prepare(sql).run(), sql);
    }
  }
  const again = await settling.ask(provider, 'POST', '', { agreement: deal.id });
  assert.equal(again.status, 409);
  assert.match(again.body.detail, new RegExp(`nothing is left to settle; see ${final.id}`));
  const named = await settling.ask(provider, 'POST', '', { agreement: deal.id, performances: [performance] });
  assert.deepEqual([named.status, named.body.errors?.[0]?.pointer], [409, '/performances/0']);
  assert.match(named.body.detail, new RegExp(final.id));
});

test('the same settlement made twice is the same to the byte, lines in another order included', async () => {
  const { venue, provider } = settling;
  const { deal } = await evening({ form: 'split', share: 70, guaranteeProvider: 150_000 });
  const lines = [
    { label: 'Vleugel stemmen', amount: -12_100, vatRate: 21, evidence: 'Factuur 2031-17' },
    { label: 'Affiches', amount: 5_000, vatRate: 21, evidence: 'Factuur A-9' },
  ];
  const first = await make(venue, deal.id);
  for (const line of lines) await step(venue, first.id, 'lines', line);
  const one = await bytes(venue, first.id);
  await step(venue, first.id, 'withdraw');
  const second = await make(venue, deal.id);
  assert.equal(second.id, first.id);
  for (const line of lines.toReversed()) await step(venue, second.id, 'lines', line);
  assert.equal(await bytes(provider, second.id), one);
  const { record } = await read(provider, second.id);
  assert.deepEqual(record.due.rates, [
    { rate: 9, ex: 150_000, vat: 13_500 },
    { rate: 21, ex: -7_100, vat: -1_491 },
  ]);
  assert.deepEqual([record.due.ex, record.due.incl], [142_900, 154_909 - 0]);
});

test('lines beside the deal take signatures away; each side removes its own', async () => {
  const { venue, provider } = settling;
  const { deal } = await evening();
  const made = await step(venue, (await make(venue, deal.id)).id, 'propose');
  await step(provider, made.id, 'sign', { sha256: made.sha256 });
  const added = await step(venue, made.id, 'lines', { label: 'Hotel', amount: -9_000, vatRate: 9, evidence: 'Bon 12' });
  assert.deepEqual([added.signatures, added.record.due.ex], [[], 151_000]);
  const line = added.record.extra[0]?.id ?? '';
  const other = await settling.ask(provider, 'DELETE', `/${made.id}/lines/${line}`);
  assert.deepEqual([other.status, other.body.errors?.[0]?.pointer], [409, '/line']);
  const own = await settling.ask(venue, 'POST', `/${made.id}/dispute`, { line: `extra:${line}`, note: 'nee' });
  assert.equal(own.status, 409);
  const disputed = await step(provider, made.id, 'dispute', { line: `extra:${line}`, note: 'Niet afgesproken' });
  assert.equal(disputed.state, 'disputed');
  const removed = must(await settling.ask(venue, 'DELETE', `/${made.id}/lines/${line}`));
  assert.deepEqual([removed.state, removed.record.extra, removed.sha256], ['proposed', [], made.sha256]);
  // The same record as was signed, and yet nobody's signature: it was another one in between.
  assert.deepEqual(removed.signatures, []);
});

test('both sign at once, and both make one at once: one paper, two signatures, nothing doubled', async () => {
  const { venue, provider } = settling;
  const { deal } = await evening();
  const tries = await Promise.all(
    [venue, provider, venue, provider].map((who) => settling.ask(who, 'POST', '', { agreement: deal.id })),
  );
  assert.deepEqual(tries.map(({ status }) => String(status)).toSorted(), ['201', '409', '409', '409']);
  const made = tries.find(({ status }) => status === 201)?.body as Statement;
  const { sha256 } = await step(provider, made.id, 'propose');
  const signed = await Promise.all(
    [venue, provider, venue, provider].map((who) => settling.ask(who, 'POST', `/${made.id}/sign`, { sha256 })),
  );
  assert.deepEqual(signed.map(({ status }) => String(status)).toSorted(), ['200', '200', '409', '409']);
  const final = await read(venue, made.id);
  assert.deepEqual([final.state, final.signatures.length], ['final', 2]);
  assert.equal((await agreementOf(deal.id)).state, 'settled');
});

test('who is late with If-Match gets what stands; a key sent again gives the first answer', async () => {
  const { venue, provider } = settling;
  const { deal } = await evening();
  const key = { 'idempotency-key': 'afrekening-1' };
  const [one, two] = [
    await settling.ask(venue, 'POST', '', { agreement: deal.id }, key),
    await settling.ask(venue, 'POST', '', { agreement: deal.id }, key),
  ];
  assert.deepEqual([one.status, two.status, two.body.id], [201, 201, one.body.id]);
  assert.equal(one.headers.get('etag'), '"1"');
  await step(venue, one.body.id, 'propose');
  const late = await settling.ask(provider, 'POST', `/${one.body.id}/refreeze`, {}, { 'if-match': '"1"' });
  assert.deepEqual([late.status, late.body.current?.revision], [412, 2]);
});

test('third parties hear that there is none, to every question, and no byte of it', async () => {
  const { venue } = settling;
  const { deal } = await evening();
  const made = await make(venue, deal.id);
  for (const [method, path, body] of [
    ['GET', `/${made.id}`],
    ['GET', `/${made.id}/record`],
    ['POST', '', { agreement: deal.id }],
    ['POST', `/${made.id}/sign`, { sha256: made.sha256 }],
    ['POST', `/${made.id}/propose`, {}],
    ['POST', `/${made.id}/dispute`, { line: 'net', note: 'x' }],
    ['POST', `/${made.id}/lines`, { label: 'x', amount: 1, evidence: 'x' }],
    ['DELETE', `/${made.id}/lines/abc`],
  ] as const) {
    const theirs = await settling.ask(stranger, method, path, body);
    assert.equal(theirs.status, 404, path);
    assert.doesNotMatch(JSON.stringify(theirs.body), tells(['Nachtvlucht'], [160_000, 218_000]));
    const text = path.replace(made.id, `XD-STM-0000000000-00000000`);
    if (path) assert.equal((await settling.ask(stranger, method, text, body)).body.detail, theirs.body.detail);
  }
  assert.deepEqual(await settling.list(stranger), []);
});

test('both lists and both feeds tell of it, newest first, without amounts in the feed', async () => {
  const { venue, provider, list } = settling;
  const { deal, performance } = await evening();
  const made = await step(venue, (await make(venue, deal.id)).id, 'propose');
  await settle(worker);
  for (const who of [venue, provider]) {
    const [found, ...more] = await list(who, `?agreement=${deal.id}`);
    assert.deepEqual([found?.id, found?.state, found?.due, more.length], [made.id, 'proposed', 160_000, 0]);
    assert.equal(found?.side, who === venue ? 'venue' : 'provider');
    assert.deepEqual(
      found?.performances.map(({ id }) => id),
      [performance],
    );
    assert.equal((await list(who, '?state=final')).filter(({ id }) => id === made.id).length, 0);
    const first = await worker.call<{ items: { id: string }[]; next: string }>(
      who.token,
      'GET',
      '/v1/statements?limit=1',
    );
    const next = await worker.call<{ items: { id: string }[] }>(
      who.token,
      'GET',
      `/v1/statements?limit=1&cursor=${first.body.next}`,
    );
    assert.notEqual(first.body.items[0]?.id, next.body.items[0]?.id);
  }
  const told = new Set<string>();
  for (const shard of ['SHARD_00', 'SHARD_01', 'SHARD_02']) {
    const { results } = await (
      await worker.database(shard)
    )
      .prepare('SELECT body FROM agreement_feed')
      .all<{ body: string }>();
    for (const { body } of results) {
      assert.doesNotMatch(body, tells([], [160_000, 218_000]));
      const event = JSON.parse(body) as { statement: string | null; type: string; state: string };
      if (event.statement === made.id) told.add(`${event.type} ${event.state}`);
    }
  }
  assert.deepEqual([...told].toSorted(), ['statement.freeze draft', 'statement.propose proposed']);
});

test('a statement and each of its lines can be talked about by the two parties, and by nobody else', async () => {
  const { venue, provider } = settling;
  const { deal } = await evening();
  const { id } = await make(venue, deal.id);
  const say = (who: Member, subject: object) =>
    worker.call<Problem & { text: string }>(who.token, 'POST', '/v1/messages', { subject, text: 'Klopt dit?' });
  const line = { kind: 'statement_line', id, part: 'net' };
  assert.equal((await say(provider, line)).status, 201);
  const query = new URLSearchParams(line).toString();
  const seen = await worker.call<{ items: { text: string; mine: boolean }[] }>(
    venue.token,
    'GET',
    `/v1/messages?${query}`,
  );
  assert.deepEqual(
    seen.body.items.map(({ text, mine }) => [text, mine]),
    [['Klopt dit?', false]],
  );
  assert.equal((await say(venue, { kind: 'statement', id })).status, 201);
  for (const subject of [line, { kind: 'statement', id }]) assert.equal((await say(stranger, subject)).status, 404);
  assert.equal((await say(venue, { kind: 'statement', id: `${id.slice(0, -8)}00000000` })).status, 404);

  // What was said of a line stays when the line goes; nothing is added to it.
  const cost = { label: 'Extra techniek', amount: -25_000, vatRate: 21, evidence: 'factuur 1' };
  const added = must(await settling.ask(venue, 'POST', `/${id}/lines`, cost));
  const part = `extra:${added.record.extra[0]?.id}`;
  assert.equal((await say(provider, { ...line, part })).status, 201);
  must(await settling.ask(venue, 'DELETE', `/${id}/lines/${added.record.extra[0]?.id}`));
  const late = await say(provider, { ...line, part });
  assert.deepEqual([late.status, late.body.errors?.[0]?.pointer], [400, '/subject/part']);
  const back = `/v1/messages?${new URLSearchParams({ ...line, part })}`;
  const kept = await worker.call<{ items: object[] }>(venue.token, 'GET', back);
  assert.deepEqual([kept.status, kept.body.items.length], [200, 1]);
});
