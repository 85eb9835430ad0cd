import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { EmbedSessionAnswer, MonitorAnswer, Problem, PushResult } from '#protocol';
import { layMember, settle, type Member } from '../../local/test-catalogue.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';
import { untilEnded } from '../../local/until-ended.ts';

let worker: TestWorker;
let operator: string;
let [venue, other, vendor, reseller, provider] = [] as unknown as [Member, Member, Member, Member, Member];
let performance = '';
const ORIGIN = 'https://backoffice.example';
const call = <T>(who: Member, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  worker.call<T>(who.token, method, path, body, headers);

before(async () => {
  worker = await startTestWorker();
  operator = await worker.operatorToken();
  venue = await layMember(worker, operator, 'venue', { origins: [ORIGIN] });
  other = await layMember(worker, operator, 'venue', { origins: [ORIGIN] });
  vendor = await layMember(worker, operator, 'vendor');
  reseller = await layMember(worker, operator, 'reseller');
  provider = await layMember(worker, operator, 'producer');
  performance = await perform('2026-12-09T19:15:00Z');
});
after(() => worker.close());

async function perform(startsAt: string): Promise<string> {
  const production = (await call<{ id: string }>(provider, 'POST', '/v1/productions', { title: `Stuk ${startsAt}` }))
    .body.id;
  return (await call<{ id: string }>(provider, 'POST', '/v1/performances', { production, venue: venue.id, startsAt }))
    .body.id;
}
const grant = (to: Member, scopes: string[], more: object = {}) =>
  call(venue, 'POST', '/v1/grants', { venue: venue.id, organisation: to.id, scopes, ...more });
const push = (who: Member, item: object, organisation = venue.id, now?: string) =>
  call<PushResult>(
    who,
    'PUT',
    '/v1/snapshots',
    { organisation, items: [{ performance, ...item }] },
    now ? { 'x-test-now': String(Date.parse(now)) } : {},
  );
const session = (organisation = venue.id, preset = 'marketing') =>
  call<EmbedSessionAnswer>(vendor, 'POST', '/v1/embed-sessions', { organisation, preset, origins: [ORIGIN] });

test('a vendor acts for a venue only with that venue’s grant, only for what it says', async () => {
  assert.equal((await push(vendor, { normal: { count: 1 } })).status, 404);
  assert.equal((await call(vendor, 'GET', `/theaters/performances?organisation=${venue.id}`)).status, 404);
  assert.equal((await session()).status, 404);
  assert.equal((await grant(vendor, ['sales:push'])).status, 201);
  assert.equal((await push(vendor, { normal: { count: 1 } })).status, 200);
  assert.equal((await call(vendor, 'GET', `/theaters/performances?organisation=${venue.id}`)).status, 404);
  assert.equal((await session()).status, 404);
  await grant(vendor, ['sales:push', 'catalogue:read', 'embed:create']);
  const list = await call<object[]>(vendor, 'GET', `/theaters/performances?organisation=${venue.id}`);
  assert.equal(list.body.length, 1);
  assert.equal((await session()).status, 201);
  assert.equal((await session(venue.id, 'box-office')).status, 400);
  for (const path of [
    `/theaters/performances?organisation=${other.id}`,
    '/theaters/performances?organisation=XD-ORG-x',
  ])
    assert.equal((await call(vendor, 'GET', path)).status, 404);
  assert.equal((await push(vendor, { normal: { count: 1 } }, other.id)).status, 404);
  assert.equal((await session(other.id)).status, 404);
});

test('a session under a grant that may change something says for whom, and the house’s log names them', async () => {
  const scopes = ['sales:push', 'sales:read', 'links:write', 'catalogue:read', 'catalogue:write', 'embed:create'];
  await grant(vendor, scopes);
  const body = { organisation: venue.id, preset: 'box-office', origins: [ORIGIN] };
  const refused = await call<Problem>(vendor, 'POST', '/v1/embed-sessions', body);
  assert.deepEqual([refused.status, refused.body.errors?.[0]?.pointer], [400, '/viewer']);
  const asked = { ...body, viewer: 'kassa.17' };
  const made = await call<EmbedSessionAnswer>(vendor, 'POST', '/v1/embed-sessions', asked);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const asOf = new Date(Date.now() - 60_000).toISOString();
  await push(venue, {
    ref: 'eigen-1',
    performance: undefined,
    about: { title: 'Eigen', startsAt: '2026-12-09T19:15:00Z' },
    asOf,
    normal: { count: 1 },
  });
  const link = { ref: 'eigen-1', performance };
  const linked = await worker.call(made.body.token, 'POST', '/v1/links', link, { origin: ORIGIN });
  assert.equal(linked.status, 200, JSON.stringify(linked.body));
  const directory = await worker.database('DIRECTORY');
  const { results } = await directory
    .prepare(
      "SELECT action FROM audit_line WHERE viewer = 'kassa.17' AND organisation = (SELECT key FROM organisation WHERE id = ?1)",
    )
    .bind(venue.id)
    .all<{ action: string }>();
  assert.deepEqual(results, [{ action: 'link.make' }]);
});

test('a grant holds from–to', async () => {
  const later = new Date(Date.now() + 86_400_000).toISOString();
  await grant(vendor, ['sales:push'], { from: later });
  assert.equal((await push(vendor, { normal: { count: 2 } })).status, 404);
  await grant(vendor, ['sales:push'], { from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' });
  assert.equal((await push(vendor, { normal: { count: 2 } })).status, 404);
  const backwards = await grant(vendor, ['sales:push'], { from: later, to: '2026-02-01T00:00:00Z' });
  assert.match(JSON.stringify(backwards.body), /"pointer":"\/to"/);
});

test('a revoked grant ends pushes at once and sessions made under it within 5 seconds; the venue’s own stay', async () => {
  await grant(vendor, ['sales:push', 'embed:create']);
  const made = (await session()).body.token;
  const own = await call<EmbedSessionAnswer>(venue, 'POST', '/v1/embed-sessions', {
    preset: 'marketing',
    origins: [ORIGIN],
  });
  const look = async (token: string) =>
    (await worker.call(token, 'GET', '/v1/monitor', undefined, { origin: ORIGIN })).status;
  assert.equal(await look(made), 200);
  assert.equal((await call(venue, 'DELETE', `/v1/grants/${vendor.id}`)).status, 200);
  assert.equal((await push(vendor, { normal: { count: 3 } })).status, 404);
  await untilEnded(async () => (await look(made)) === 200);
  assert.equal(await look(made), 401);
  assert.equal(await look(own.body.token), 200);
  assert.equal((await call(other, 'DELETE', `/v1/grants/${vendor.id}?venue=${venue.id}`)).status, 404);
});

test('a disabled client loses its tokens within 5 seconds; another of the same organisation keeps its own', async () => {
  const second = await worker.call<{ id: string; secret: string }>(operator, 'POST', '/v1/clients', {
    organisation: venue.id,
    name: 'second',
    scopes: ['sales:read'],
  });
  const token = await worker.clientToken(second.body.id, second.body.secret);
  const look = async (bearer: string) => (await worker.call(bearer, 'GET', '/v1/monitor')).status;
  assert.equal(await look(token), 200);
  assert.equal((await worker.call(operator, 'DELETE', `/v1/clients/${second.body.id}`)).status, 200);
  await untilEnded(async () => (await look(token)) === 200);
  assert.equal(await look(token), 401);
  assert.equal(await look(venue.token), 200);
  await assert.rejects(worker.clientToken(second.body.id, second.body.secret), /401/);
  assert.equal((await worker.call(operator, 'DELETE', '/v1/clients/XD-CLI-nobody')).status, 404);
});

test('a secret is shown once, also when the request is repeated, and never listed', async () => {
  const ask = () =>
    worker.call<{ id: string; secret?: string }>(
      operator,
      'POST',
      '/v1/clients',
      { organisation: venue.id, name: 'kassa', scopes: ['sales:push'] },
      { 'idempotency-key': 'client-1' },
    );
  const [first, again] = [await ask(), await ask()];
  assert.ok(first.body.secret);
  assert.equal(again.body.id, first.body.id);
  assert.equal(again.body.secret, undefined);
  const list = JSON.stringify((await worker.call(operator, 'GET', `/v1/clients?organisation=${venue.id}`)).body);
  const hash = createHash('sha256').update(first.body.secret).digest('hex');
  assert.ok(!list.includes(first.body.secret) && !list.includes(hash) && !list.includes('"secret":'));
});

test('a reseller’s figures come as its own source and are added by the setting of each day', async () => {
  await grant(reseller, ['sales:push'], { from: '2026-01-01T00:00:00Z' });
  performance = await perform('2026-12-20T19:15:00Z');
  // Before noon of each day, as both systems report; the house's 100 hold whatever the reseller did.
  for (const [day, house, sold] of [
    ['2026-11-10', 100, 10],
    ['2026-11-12', 100, 20],
    ['2026-11-14', 100, 30],
    ['2026-11-16', 100, 40],
  ] as const) {
    const [asOf, now] = [`${day}T10:00:00Z`, `${day}T11:00:00Z`];
    const normal = (count: number) => ({ count, amount: count * 1_000 });
    await push(venue, { asOf, normal: normal(house), blocked: { count: 50 } }, venue.id, now);
    await push(reseller, { asOf, normal: normal(sold) }, venue.id, now);
  }
  const set = (from: string, within: string) =>
    call(venue, 'POST', '/v1/reseller-settings', { venue: venue.id, reseller: reseller.id, from, within });
  await set('2026-11-12', 'sold');
  await set('2026-11-14', 'blocked');
  await set('2026-11-16', 'none');
  const at = async (day: string) => {
    await settle(worker);
    const seen = await call<MonitorAnswer>(venue, 'GET', `/v1/monitor?season=2026&asOf=${day}`);
    const row = seen.body.rows.find((one) => one.id === performance);
    return [row?.count, row?.figures.blocked?.count, row?.resellers.map((one) => [one.within, one.count])];
  };
  assert.deepEqual(await at('2026-11-10'), [100, 50, [[null, 10]]]);
  assert.deepEqual(await at('2026-11-12'), [100, 50, [['sold', 20]]]);
  assert.deepEqual(await at('2026-11-14'), [130, 20, [['blocked', 30]]]);
  assert.deepEqual(await at('2026-11-16'), [140, 50, [['none', 40]]]);
  const series = await call<{ points: { day: string; count: number }[] }>(
    venue,
    'GET',
    `/v1/performances/${encodeURIComponent(performance)}/series`,
  );
  assert.deepEqual(
    series.body.points.map(({ count }) => count),
    [100, 100, 130, 140],
  );
  const now = await call<MonitorAnswer>(venue, 'GET', '/v1/monitor?season=2026&asked=now');
  assert.equal(now.body.rows.find((one) => one.id === performance)?.count, 140);
  await set('2026-11-16', 'sold');
  await settle(worker);
  const after = await call<MonitorAnswer>(venue, 'GET', '/v1/monitor?season=2026&asked=after');
  assert.equal(after.body.rows.find((one) => one.id === performance)?.count, 100);
});

test('a reseller never writes over the house, whatever source it names', async () => {
  performance = await perform('2026-12-21T19:15:00Z');
  const asOf = new Date(Date.now() - 60_000).toISOString();
  await push(venue, { asOf, normal: { count: 60, amount: 60_000 } });
  await call(reseller, 'PUT', '/v1/snapshots', {
    organisation: venue.id,
    source: 'kassa',
    items: [{ performance, asOf: new Date().toISOString(), normal: { count: 1, amount: 1 } }],
  });
  await settle(worker);
  const seen = await call<MonitorAnswer>(venue, 'GET', '/v1/monitor?season=2026&asked=over');
  const row = seen.body.rows.find((one) => one.id === performance);
  assert.deepEqual([row?.count, row?.resellers[0]?.reseller], [60, reseller.id]);
});
