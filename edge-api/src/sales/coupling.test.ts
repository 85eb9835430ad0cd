import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { PushResult, TheaterPerformance } from '#protocol';
import { layMember, settle, type Member } from '../../local/test-catalogue.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';

let worker: TestWorker;
let [venue, other, provider] = [] as unknown as [Member, Member, Member];
const ids: string[] = [];
let foreign = '';
const call = <T>(who: Member, method: string, path: string, body?: unknown) =>
  worker.call<T>(who.token, method, path, body);
const asOf = () => new Date(Date.now() - 60_000).toISOString();

before(async () => {
  worker = await startTestWorker();
  const operator = await worker.operatorToken();
  venue = await layMember(worker, operator, 'venue');
  other = await layMember(worker, operator, 'venue');
  provider = await layMember(worker, operator, 'producer');
  await worker.call(operator, 'POST', '/v1/productions', {
    id: 'NL-12-345-6789012',
    title: 'Nachtvlucht',
    provider: provider.id,
  });
  const add = async (at: Member, number: string, days: number) =>
    (
      await call<{ id: string }>(provider, 'POST', '/v1/performances', {
        production: 'NL-12-345-6789012',
        number,
        venue: at.id,
        startsAt: new Date(Date.now() + days * 86_400_000).toISOString(),
      })
    ).body.id;
  for (const [i, number] of ['00017', '000018', '19', '00020'].entries()) ids.push(await add(venue, number, i + 10));
  foreign = await add(other, '00021', 10);
});
after(() => worker.close());

const production = 'NL-12-345-6789012';
const tickets = (number: string, more: object = {}) => ({
  production,
  number,
  asOf: asOf(),
  types: [{ type: 'normal', count: 300, amount: 960_000 }],
  ...more,
});
const put = (path: string, body: unknown) => call<PushResult>(venue, 'PUT', path, body);

test('one object answers 200, 404, 202 or 422; many answer 207 with one result per item, in order', async () => {
  const future = { asOf: new Date(Date.now() + 86_400_000).toISOString() };
  assert.equal((await put('/tickets/cumulative', tickets('00017'))).status, 200);
  assert.equal((await put('/tickets/cumulative', tickets('99999'))).status, 404);
  assert.equal((await put('/tickets/cumulative', tickets('00017', future))).status, 202);
  const wrong = await put('/tickets/cumulative', { ...tickets('00017'), types: [{ type: 'normal', count: -1 }] });
  assert.deepEqual([wrong.status, wrong.body.results[0]?.pointer], [422, '/types/0/count']);
  const many = await put('/tickets/cumulative', [
    tickets('00020'),
    tickets('99999'),
    tickets('00020', future),
    { ...tickets('00020'), types: [] },
  ]);
  assert.equal(many.status, 207);
  assert.deepEqual(
    many.body.results.map(({ index, outcome }) => [index, outcome]),
    [
      [0, 'applied'],
      [1, 'unknown_performance'],
      [2, 'quarantined'],
      [3, 'invalid'],
    ],
  );
  assert.equal(many.body.results[3]?.pointer, '/3/types');
  assert.equal((await put('/tickets/cumulative', [])).status, 400);
  assert.equal(
    (
      await put(
        '/tickets/cumulative',
        Array.from({ length: 501 }, () => tickets('00017')),
      )
    ).status,
    400,
  );
});

test('a repeated total is unchanged, an older one is older, a missing class is left alone', async () => {
  const first = tickets('000018', { types: [{ type: 'normal', count: 50, amount: 100_000 }, { type: 'free', count: 4, amount: 0 }] }); // prettier-ignore
  assert.equal((await put('/tickets/cumulative', first)).body.results[0]?.outcome, 'applied');
  assert.equal((await put('/tickets/cumulative', first)).body.results[0]?.outcome, 'unchanged');
  const old = tickets('000018', { asOf: new Date(Date.now() - 7_200_000).toISOString(), types: [{ type: 'normal', count: 9 }] }); // prettier-ignore
  assert.equal((await put('/tickets/cumulative', old)).body.results[0]?.outcome, 'older');
  const only = tickets('000018', { asOf: new Date().toISOString(), types: [{ type: 'normal', count: 51, amount: 102_000 }] }); // prettier-ignore
  await put('/tickets/cumulative', only);
  await settle(worker);
  const seen = await call<{ rows: { id: string; count: number }[] }>(venue, 'GET', '/v1/monitor?q=nachtvlucht');
  assert.equal(seen.body.rows.find(({ id }) => id.endsWith('|000018'))?.count, 55);
});

test('numbers of one to six digits compare as integers and are echoed as first seen', async () => {
  for (const [asked, first] of [
    ['17', '00017'],
    ['000017', '00017'],
    ['00018', '000018'],
    ['000019', '19'],
  ] as const) {
    const answer = await put('/reservations/cumulative', { production, number: asked, asOf: asOf(), count: 2 });
    assert.deepEqual([answer.status, answer.body.results[0]?.performance], [200, `${production}|${first}`]);
  }
  const list = await call<TheaterPerformance[]>(venue, 'GET', '/theaters/performances');
  assert.deepEqual(
    list.body.map(({ number }) => number),
    ['00017', '000018', '19', '00020'],
  );
});

test('an unknown id is answered with the three nearest of the caller’s own venue, never of another', async () => {
  const answer = await put('/tickets/cumulative', tickets('00021'));
  assert.equal(answer.status, 404);
  const candidates = answer.body.results[0]?.candidates ?? [];
  assert.equal(candidates.length, 3);
  assert.equal(candidates[0]?.performance, ids[3]);
  assert.ok(candidates.every(({ performance }) => performance !== foreign));
  const typo = await put('/tickets/cumulative', { ...tickets('00017'), production: 'NL-12-345-6789021' });
  assert.equal(typo.body.results[0]?.candidates?.[0]?.performance, ids[0]);
  const elsewhere = await call<PushResult>(other, 'PUT', '/tickets/cumulative', tickets('00017'));
  assert.deepEqual(
    elsewhere.body.results[0]?.candidates?.map(({ performance }) => performance),
    [foreign],
  );
});

test('without asOf the time of receipt counts, and the sender is told what it loses', async () => {
  const { asOf: _, ...timeless } = tickets('00017');
  const answer = await put('/tickets/cumulative', timeless);
  assert.match(answer.body.warning ?? '', /asOf/);
  assert.equal((await put('/tickets/cumulative', tickets('00017'))).body.warning, undefined);
});

test('the capacity of one performance is put by its own address', async () => {
  const path = (number: string) => `/productions/${production}/performances/${number}/capacity`;
  assert.equal((await put(path('20'), { asOf: asOf(), capacity: 400 })).status, 200);
  assert.equal((await put(path('00099'), { asOf: asOf(), capacity: 400 })).status, 404);
  assert.equal((await put(path('abc'), { asOf: asOf(), capacity: 400 })).status, 404);
  const wrong = await put(path('20'), { asOf: asOf(), capacity: 'veel' });
  assert.deepEqual([wrong.status, wrong.body.results[0]?.pointer], [422, '/capacity']);
});
