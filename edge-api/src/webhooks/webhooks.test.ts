// A real receiver on 127.0.0.1 (tests alone may call it), a real worker, and a feed.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import type { FeedEvent, Problem, Webhook } from '#protocol';
import { layMember, type Member } from '../../local/test-catalogue.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';

let worker: TestWorker;
let operator: string;
let receiver: Server;
let house: Member;
let url = '';
let answer: (n: number) => number = () => 204;
const calls: { headers: IncomingHttpHeaders; body: string; path: string }[] = [];

before(async () => {
  worker = await startTestWorker();
  operator = await worker.operatorToken();
  // Left open: a connection that this side ends just as the Worker asks again on it is a fault, and a POST is not sent again.
  receiver = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      calls.push({ headers: request.headers, body, path: request.url ?? '' });
      const status = answer(calls.length);
      response.writeHead(status, status === 302 ? { location: `${url}/elsewhere` } : {}).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
});
after(async () => {
  receiver.closeAllConnections();
  receiver.close();
  await worker.close();
});
beforeEach(async () => {
  house = await layMember(worker, operator, 'venue');
  calls.length = 0;
  answer = () => 204;
});

const keyOf = async (member: Member): Promise<number> => {
  const { results } = await (
    await worker.database('DIRECTORY')
  )
    .prepare('SELECT key FROM organisation WHERE id = ?1')
    .bind(member.id)
    .all<{ key: number }>();
  return results[0]?.key ?? 0;
};
const shardOf = async (key: number) => {
  const { results } = await (
    await worker.database('DIRECTORY')
  )
    .prepare('SELECT shard FROM organisation WHERE key = ?1')
    .bind(key)
    .all<{ shard: string }>();
  return worker.database(results[0]?.shard ?? '');
};

/** As the drain writes it. */
async function tell(member: Member, from: number, to: number, type: FeedEvent['type'] = 'agreement.propose') {
  const key = await keyOf(member);
  const shard = await shardOf(key);
  for (let seq = from; seq <= to; seq += 1) {
    const event = { id: `XD-EVT-${key}-${seq}`, type, at: '2026-11-20T12:00:00.000Z', agreement: 'XD-AGR-1' };
    const body = JSON.stringify({ ...event, statement: null, state: 'proposed', version: 1, side: 'provider' });
    await shard
      .prepare('INSERT INTO agreement_feed (reader, seq, id, at, body) VALUES (?1, ?2, ?3, ?4, ?5)')
      .bind(key, seq, event.id, 0, body)
      .run();
  }
}
const make = async (body: unknown = { url }) =>
  (await worker.call<{ id: string; secret: string }>(house.token, 'POST', '/v1/webhooks', body)).body;
const look = async () => (await worker.call<{ items: Webhook[] }>(house.token, 'GET', '/v1/webhooks')).body.items;
const run = (at: number) => worker.runMinuteJob(at);
async function until(so: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200 && !(await so()); tries += 1) await new Promise((resolve) => setTimeout(resolve, 50));
}

test('each event is told once and in order, signed so that the receiver can check it', async () => {
  const { id, secret } = await make();
  assert.match(secret, /^whsec_/);
  await tell(house, 1, 3);
  await run(Date.now() + 1_000);
  assert.deepEqual(
    calls.map(({ body }) => (JSON.parse(body) as { data: FeedEvent }).data.seq),
    [1, 2, 3],
  );
  for (const { headers, body } of calls) {
    const text = `${headers['webhook-id'] as string}.${headers['webhook-timestamp'] as string}.${body}`;
    const expected = createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
      .update(text)
      .digest('base64');
    assert.equal(headers['webhook-signature'], `v1,${expected}`);
    assert.ok(Math.abs(Number(headers['webhook-timestamp']) - Date.now() / 1_000) < 300);
  }
  await run(Date.now() + 120_000);
  assert.equal(calls.length, 3);
  assert.deepEqual(await look(), [
    { id, url, types: null, delivered: 3, attempts: 0, nextAt: null, fault: null, disabled: false },
  ]);
});

test('what was before it was made is not told, unless it is replayed', async () => {
  await tell(house, 1, 2);
  const { id } = await make();
  await run(Date.now() + 1_000);
  assert.equal(calls.length, 0);
  const replayed = await worker.call(house.token, 'POST', `/v1/webhooks/${id}/replay`, { after: 1 });
  assert.equal(replayed.status, 202);
  // At once, behind the answer; another run meanwhile would tell it once more.
  await until(async () => (await look())[0]?.delivered === 2);
  assert.deepEqual(
    calls.map(({ body }) => (JSON.parse(body) as { data: FeedEvent }).data.seq),
    [2],
  );
  const ahead = await worker.call<Problem>(house.token, 'POST', `/v1/webhooks/${id}/replay`, { after: 9 });
  assert.equal(ahead.status, 400);
  assert.equal(ahead.body.errors?.[0]?.pointer, '/after');
});

test('a receiver that is down is tried again later and loses nothing', async () => {
  await make();
  await tell(house, 1, 2);
  answer = (n) => (n === 1 ? 204 : 503);
  const first = Date.now() + 1_000;
  await run(first);
  assert.equal(calls.length, 2);
  const [failed] = await look();
  assert.equal(failed?.delivered, 1);
  assert.equal(failed.fault, 'http 503');
  assert.ok(Date.parse(failed.nextAt ?? '') >= first + 30_000);
  await run(first + 5_000);
  assert.equal(calls.length, 2, 'not before it is due');
  await run(first + 31_000);
  const [again] = await look();
  assert.ok(Date.parse(again?.nextAt ?? '') >= first + 31_000 + 60_000, 'each time longer');
  answer = () => 200;
  await run(first + 24 * 3_600_000);
  assert.equal(calls.at(-1)?.headers['webhook-id'], calls.at(-2)?.headers['webhook-id']);
  assert.deepEqual(
    (await look()).map(({ delivered, fault, attempts }) => ({ delivered, fault, attempts })),
    [{ delivered: 2, fault: null, attempts: 0 }],
  );
});

test('a redirect is not followed, 410 ends it, five days of silence too; a replay wakes it', async () => {
  const { id } = await make();
  await tell(house, 1, 1);
  answer = () => 302;
  const first = Date.now() + 1_000;
  await run(first);
  assert.deepEqual(
    calls.map(({ path }) => path),
    ['/'],
  );
  assert.equal((await look())[0]?.fault, 'http 302');
  await run(first + 6 * 24 * 3_600_000);
  assert.equal((await look())[0]?.disabled, true);
  answer = () => 410;
  await worker.call(house.token, 'POST', `/v1/webhooks/${id}/replay`, { after: 0 });
  await until(async () => (await look())[0]?.disabled === true);
  const [ended] = await look();
  assert.deepEqual([ended?.disabled, ended?.fault], [true, 'http 410']);
});

test('with a new secret both sign for a day; only the wanted kinds are told', async () => {
  const { id, secret } = await make({ url, types: ['statement'] });
  const turned = await worker.call<{ secret: string }>(house.token, 'POST', `/v1/webhooks/${id}/secret`);
  assert.notEqual(turned.body.secret, secret);
  await tell(house, 1, 1);
  await tell(house, 2, 2, 'statement.sign');
  await run(Date.now() + 1_000);
  assert.equal(calls.length, 1);
  const [{ headers, body } = { headers: {} as IncomingHttpHeaders, body: '' }] = calls;
  const sign = (key: string) =>
    `v1,${createHmac('sha256', Buffer.from(key.slice(6), 'base64'))
      .update(`${headers['webhook-id'] as string}.${headers['webhook-timestamp'] as string}.${body}`)
      .digest('base64')}`;
  assert.equal(headers['webhook-signature'], `${sign(turned.body.secret)} ${sign(secret)}`);
  assert.equal((await look())[0]?.delivered, 2);
});

test('made twice with one key it is one, and its secret is kept nowhere; addresses inside a network are refused', async () => {
  const headers = { 'idempotency-key': 'haak' };
  const first = await worker.call<{ id: string; secret: string }>(
    house.token,
    'POST',
    '/v1/webhooks',
    { url: 'https://boeking.example.nl/dip' },
    headers,
  );
  const second = await worker.call<{ id: string; secret?: string }>(
    house.token,
    'POST',
    '/v1/webhooks',
    { url: 'https://boeking.example.nl/dip' },
    headers,
  );
  assert.equal(second.body.id, first.body.id);
  assert.equal(second.body.secret, undefined);
  const shard = await shardOf(await keyOf(house));
  for (const table of ['webhook', 'home_receipt', 'audit_line']) {
    const { results } = await shard.prepare(`SELECT * FROM ${table}`).all();
    assert.ok(!JSON.stringify(results).includes(first.body.secret.slice(6)), table);
  }
  const inside = await worker.call<Problem>(house.token, 'POST', '/v1/webhooks', { url: 'https://169.254.169.254/' });
  assert.equal(inside.status, 400);
  assert.equal(inside.body.errors?.[0]?.pointer, '/url');
  assert.equal((await worker.call(house.token, 'DELETE', `/v1/webhooks/${first.body.id}`)).status, 200);
  assert.deepEqual(await look(), []);
});
