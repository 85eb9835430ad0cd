import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { MonitorAnswer, Performance, WriteResult } from '#protocol';
import { layMember, settle, type Member } from '../../local/test-catalogue.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';

let worker: TestWorker;
let operator: string;
let [venue, provider] = [] as unknown as [Member, Member];
let [hall, production] = ['', ''];
const call = <T>(who: Member, method: string, path: string, body?: unknown) =>
  worker.call<T>(who.token, method, path, body);
const made = async (who: Member, path: string, body: unknown) =>
  (await call<{ id: string }>(who, 'POST', path, body)).body.id;

before(async () => {
  worker = await startTestWorker();
  operator = await worker.operatorToken();
  venue = await layMember(worker, operator, 'venue');
  provider = await layMember(worker, operator, 'producer');
  hall = await made(venue, '/v1/halls', { venue: venue.id, name: 'Grote zaal' });
  production = await made(provider, '/v1/productions', { title: 'Nachtvlucht' });
});
after(() => worker.close());

const at = (id: string) => `/v1/performances/${encodeURIComponent(id)}`;
const asOf = new Date(Date.now() - 3_600_000).toISOString();
const push = (item: object, source = 'kassa') =>
  call(venue, 'PUT', '/v1/snapshots', { source, items: [{ asOf, ...item }] });
let asked = 0;
const monitor = async (who: Member, query = '') => {
  await settle(worker);
  asked += 1;
  return (await call<MonitorAnswer>(who, 'GET', `/v1/monitor?season=2026&asked=${asked}${query}`)).body;
};

test('entered twice by two parties: warned of, merged, every figure kept; apart again, every figure as before', async () => {
  const [startsAt, other] = ['2026-12-09T19:15:00Z', '2026-12-10T19:15:00Z'];
  const first = await made(provider, '/v1/performances', { production, venue: venue.id, hall, startsAt });
  const twice = await call<WriteResult>(provider, 'POST', '/v1/performances', {
    production,
    venue: venue.id,
    hall,
    startsAt,
  });
  assert.match(twice.body.warning ?? '', /merge/);
  assert.deepEqual(twice.body.duplicates, [first]);
  const second = twice.body.id ?? '';
  const third = await made(provider, '/v1/performances', { production, venue: venue.id, hall, startsAt: other });
  await push({ performance: first, normal: { count: 30, amount: 60_000 } });
  await push({ performance: second, normal: { count: 12, amount: 24_000 } }, 'webshop');
  await push({ ref: 'eigen-1', about: { title: 'Iets anders', startsAt }, normal: { count: 5, amount: 9_000 } }, 'bar');
  await call(venue, 'POST', '/v1/links', { ref: 'eigen-1', performance: second });
  const figures = (answer: MonitorAnswer) => [answer.totals.count, answer.totals.amount];
  const before = [figures(await monitor(venue)), figures(await monitor(provider))];
  assert.deepEqual(before, [
    [47, 93_000],
    [47, 93_000],
  ]);
  assert.equal((await call(provider, 'POST', `${at(second)}/merge`, { into: first })).status, 200);
  for (const who of [venue, provider]) {
    const seen = await monitor(who);
    assert.deepEqual(figures(seen), [47, 93_000]);
    assert.deepEqual(
      seen.rows.map((row) => row.id),
      [first, third],
    );
    assert.equal(seen.rows[0]?.count, 47);
  }
  // What still comes in under the id that was merged counts where it leads.
  await push({ performance: second, normal: { count: 13, amount: 26_000 }, asOf: new Date().toISOString() }, 'webshop');
  assert.deepEqual(figures(await monitor(provider)), [48, 95_000]);
  assert.equal((await call(provider, 'POST', `${at(first)}/merge`, { into: third })).status, 409);
  assert.equal((await call(provider, 'POST', `${at(third)}/merge`, { into: second })).status, 409);
  assert.equal((await call(provider, 'DELETE', `${at(second)}/merge`)).status, 200);
  for (const who of [venue, provider]) {
    const seen = await monitor(who);
    assert.deepEqual(
      seen.rows.map((row) => [row.id, row.count]),
      [
        [first, 30],
        [second, 18],
        [third, null],
      ],
    );
    assert.deepEqual(figures(seen), [48, 95_000]);
  }
});

test('a merged id leads on, one hop, and still shows itself to who asks', async () => {
  const base = { production, venue: venue.id, hall };
  const one = await made(provider, '/v1/performances', { ...base, startsAt: '2026-12-15T19:15:00Z' });
  const two = await made(provider, '/v1/performances', { ...base, startsAt: '2026-12-15T19:15:00Z' });
  await call(provider, 'POST', `${at(two)}/merge`, { into: one });
  assert.equal((await call<Performance>(provider, 'GET', at(two))).body.id, one);
  const itself = await call<Performance>(provider, 'GET', `${at(two)}?redirect=no`);
  assert.deepEqual([itself.body.id, itself.body.mergedInto], [two, one]);
});

test('a cancelled performance keeps its history in the monitor, a moved one its figures on its new day', async () => {
  const base = { production, venue: venue.id, hall };
  const gone = await made(provider, '/v1/performances', { ...base, startsAt: '2027-02-01T19:15:00Z' });
  const moved = await made(provider, '/v1/performances', { ...base, startsAt: '2027-02-02T19:15:00Z' });
  await push({ performance: gone, normal: { count: 7, amount: 7_000 } });
  await push({ performance: moved, normal: { count: 8, amount: 8_000 } });
  await call(provider, 'PATCH', at(gone), { status: 'cancelled', movedTo: moved });
  await call(provider, 'PATCH', at(moved), { startsAt: '2027-03-05T19:15:00Z' });
  const seen = await monitor(venue, '&from=2027-02-01');
  const byId = new Map(seen.rows.map((row) => [row.id, row]));
  assert.deepEqual([byId.get(gone)?.status, byId.get(gone)?.count], ['cancelled', 7]);
  assert.deepEqual([byId.get(moved)?.date, byId.get(moved)?.count], ['2027-03-05', 8]);
  const series = await call<{ points: unknown[] }>(venue, 'GET', `${at(gone)}/series`);
  assert.equal(series.body.points.length, 1);
  // Into the next season: one row, there, and the totals of both seasons follow.
  const had = (await monitor(venue)).totals.count ?? 0;
  await call(provider, 'PATCH', at(moved), { startsAt: '2027-09-05T19:15:00Z' });
  assert.equal((await monitor(venue)).totals.count, had - 8);
  assert.equal((await monitor(venue, '&season=2027')).rows.length > 0, true);
});

test('merged halls show under one name, merged productions under one title, and come apart again', async () => {
  const twin = await made(venue, '/v1/halls', { venue: venue.id, name: 'Gr. zaal' });
  const title = await made(provider, '/v1/productions', { title: 'Nachtvlucht (reprise)' });
  const performance = await made(provider, '/v1/performances', {
    production: title,
    venue: venue.id,
    hall: twin,
    startsAt: '2027-04-01T19:15:00Z',
  });
  await push({ performance, normal: { count: 3, amount: 3_000 } });
  const row = async () => (await monitor(venue, '&from=2027-04-01&to=2027-04-01')).rows[0];
  assert.deepEqual([(await row())?.hall, (await row())?.title], [twin, 'Nachtvlucht (reprise)']);
  assert.equal((await call(venue, 'POST', `/v1/halls/${twin}/merge`, { into: hall })).status, 200);
  assert.equal((await call(provider, 'POST', `/v1/productions/${title}/merge`, { into: production })).status, 200);
  const merged = await row();
  assert.deepEqual([merged?.hall, merged?.title, merged?.id, merged?.count], [hall, 'Nachtvlucht', performance, 3]);
  await call(venue, 'DELETE', `/v1/halls/${twin}/merge`);
  await call(provider, 'DELETE', `/v1/productions/${title}/merge`);
  assert.deepEqual([(await row())?.hall, (await row())?.title], [twin, 'Nachtvlucht (reprise)']);
});

test('an organisation entered twice reads what its twin has, until they are taken apart', async () => {
  const twin = await layMember(worker, operator, 'producer');
  assert.equal((await monitor(twin)).rows.length, 0);
  await worker.call(operator, 'POST', `/v1/organisations/${provider.id}/merge`, { into: twin.id });
  const whole = await monitor(provider);
  assert.ok(whole.rows.length > 0);
  assert.deepEqual((await monitor(twin)).totals.count, whole.totals.count);
  await worker.call(operator, 'DELETE', `/v1/organisations/${provider.id}/merge`);
  assert.equal((await monitor(twin)).rows.length, 0);
  assert.deepEqual((await monitor(provider)).totals.count, whole.totals.count);
});
