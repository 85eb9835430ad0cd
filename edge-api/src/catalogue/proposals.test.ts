import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { MonitorAnswer, Performance, Problem, Production, Proposal } from '#protocol';
import { layMember, settle, type Member } from '../../local/test-catalogue.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';

let worker: TestWorker;
let [venue, provider, stranger] = [] as unknown as [Member, Member, Member];
let [hall, small, production] = ['', '', ''];
const call = <T>(who: Member, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  worker.call<T>(who.token, method, path, body, headers);
const made = async (who: Member, path: string, body: unknown) =>
  (await call<{ id: string }>(who, 'POST', path, body)).body.id;

before(async () => {
  worker = await startTestWorker();
  const operator = await worker.operatorToken();
  venue = await layMember(worker, operator, 'venue');
  provider = await layMember(worker, operator, 'producer');
  stranger = await layMember(worker, operator, 'producer');
  hall = await made(venue, '/v1/halls', { venue: venue.id, name: 'Grote zaal' });
  small = await made(venue, '/v1/halls', { venue: venue.id, name: 'Kleine zaal' });
  production = await made(provider, '/v1/productions', { title: 'Nachtvlucht' });
});
after(() => worker.close());

const at = (id: string) => `/v1/performances/${encodeURIComponent(id)}`;
let day = 0;
const perform = () => {
  day += 1;
  const startsAt = `2026-12-${String(day).padStart(2, '0')}T19:15:00Z`;
  return made(provider, '/v1/performances', { production, venue: venue.id, hall, startsAt });
};
const propose = (performance: string, change: object) =>
  call<{ id: string; state: string }>(venue, 'POST', '/v1/proposals', { performance, change });
const decide = (who: Member, id: string, decision: string, headers: Record<string, string> = {}) =>
  call<Proposal & Problem>(who, 'POST', `/v1/proposals/${id}`, { decision }, headers);
const show = async (id: string) => (await call<Performance>(provider, 'GET', at(id))).body;

test('a venue proposes, the provider sees it and accepts; the change can be undone', async () => {
  const id = await perform();
  const { status, body } = await propose(id, { hall: small, capacity: 180 });
  assert.deepEqual([status, body.state], [201, 'open']);
  assert.equal((await show(id)).hall, hall);
  const list = await call<{ items: Proposal[] }>(provider, 'GET', '/v1/proposals?state=open');
  const seen = list.body.items.find((item) => item.id === body.id);
  assert.deepEqual(
    [seen?.was, seen?.wanted],
    [
      { hall, capacity: null },
      { hall: small, capacity: 180 },
    ],
  );
  assert.equal((await decide(provider, body.id, 'accept')).body.state, 'accepted');
  assert.deepEqual([(await show(id)).hall, (await show(id)).capacity], [small, 180]);
  assert.equal((await decide(provider, body.id, 'accept')).status, 409);
  assert.equal((await decide(provider, body.id, 'undo')).body.state, 'undone');
  assert.deepEqual([(await show(id)).hall, (await show(id)).capacity], [hall, null]);
});

test('only the provider decides and only the venue withdraws; to others there is no such proposal', async () => {
  const { body } = await propose(await perform(), { capacity: 100 });
  assert.equal((await decide(stranger, body.id, 'accept')).status, 404);
  assert.equal((await decide(venue, body.id, 'accept')).status, 404);
  assert.equal((await decide(provider, body.id, 'withdraw')).status, 404);
  assert.equal((await decide(venue, body.id, 'withdraw')).body.state, 'withdrawn');
  assert.equal((await call<{ items: Proposal[] }>(stranger, 'GET', '/v1/proposals')).body.items.length, 0);
});

test('what changed since it was proposed is shown, and goes through when the provider has seen it', async () => {
  const id = await perform();
  const { body } = await propose(id, { capacity: 100 });
  await call(provider, 'PATCH', at(id), { capacity: 90 });
  const clash = await decide(provider, body.id, 'accept');
  assert.equal(clash.status, 412);
  assert.equal((clash.body.current as Performance).capacity, 90);
  const seen = `"${(clash.body.current as Performance).revision}"`;
  assert.equal((await decide(provider, body.id, 'accept', { 'if-match': seen })).status, 200);
  assert.equal((await show(id)).capacity, 100);
});

test('ten decisions at once: one is taken', async () => {
  const { body } = await propose(await perform(), { capacity: 70 });
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, i) => decide(provider, body.id, i % 2 ? 'accept' : 'refuse')),
  );
  assert.equal(answers.filter(({ status }) => status === 200).length, 1);
});

test('a rule accepts what it covers wholly, and leaves the rest to a person', async () => {
  const rule = { venue: venue.id, hallWithinVenue: true, startsWithinMinutes: 30 };
  assert.equal((await call(provider, 'PUT', '/v1/proposal-rules', rule)).status, 200);
  const id = await perform();
  const startsAt = (await show(id)).startsAt;
  const later = (minutes: number) => new Date(Date.parse(startsAt) + minutes * 60_000).toISOString();
  assert.equal((await propose(id, { startsAt: later(45) })).body.state, 'open');
  assert.equal((await propose(id, { hall: small, capacity: 10 })).body.state, 'open');
  assert.equal((await propose(id, { status: 'cancelled' })).body.state, 'open');
  const taken = await propose(id, { hall: small, startsAt: later(30) });
  assert.equal(taken.body.state, 'accepted');
  assert.deepEqual([(await show(id)).hall, (await show(id)).startsAt], [small, later(30)]);
  assert.equal((await decide(provider, taken.body.id, 'undo')).status, 200);
  assert.equal((await show(id)).startsAt, startsAt);
});

test('a proposal names the field that does not fit', async () => {
  const id = await perform();
  assert.equal((await call<Problem>(venue, 'POST', '/v1/proposals', { performance: id, change: {} })).status, 400);
  const wrong = await call<Problem>(venue, 'POST', '/v1/proposals', {
    performance: id,
    change: { hall: 'XD-HAL-nowhere' },
  });
  assert.equal(wrong.body.errors?.[0]?.pointer, '/change/hall');
  assert.equal(
    (await call(stranger, 'POST', '/v1/proposals', { performance: id, change: { capacity: 1 } })).status,
    404,
  );
});

test('a house production is claimed by its provider, no figure lost; undone, it is the house’s again', async () => {
  const house = await made(venue, '/v1/productions', { title: 'Open podium', house: true });
  const own = { production: house, venue: venue.id, startsAt: '2026-12-28T19:15:00Z' };
  const performance = await made(venue, '/v1/performances', own);
  await call(venue, 'PUT', '/v1/snapshots', {
    items: [{ performance, asOf: new Date(Date.now() - 60_000).toISOString(), normal: { count: 41, amount: 41_000 } }],
  });
  const claim = (who: Member, id: string) => call<object>(who, 'POST', `/v1/productions/${id}/claim`);
  const [there, nowhere] = [await claim(provider, house), await claim(provider, 'XD-26-000-0000000')];
  assert.deepEqual([there.status, nowhere.status], [202, 202]);
  assert.deepEqual({ ...there.body, production: '' }, { ...nowhere.body, production: '' });
  await claim(provider, house);
  const open = (await call<{ items: Proposal[] }>(venue, 'GET', '/v1/proposals?state=open')).body.items.filter(
    ({ kind }) => kind === 'claim',
  );
  assert.equal(open.length, 1);
  const asked = (await call<{ items: Proposal[] }>(provider, 'GET', '/v1/proposals?state=open')).body.items;
  assert.equal(asked.find(({ kind }) => kind === 'claim')?.title, '');
  assert.equal((await call(provider, 'PATCH', at(performance), { capacity: 9 })).status, 404);
  const count = async (who: Member) => {
    await settle(worker);
    const seen = await call<MonitorAnswer>(
      who,
      'GET',
      `/v1/monitor?season=2026&production=${house}&asked=${Math.random()}`,
    );
    return seen.body.rows.map((row) => row.count);
  };
  assert.deepEqual([await count(venue), await count(provider)], [[41], []]);
  const id = open[0]?.id ?? '';
  assert.equal((await decide(venue, id, 'accept')).status, 200);
  assert.deepEqual([await count(venue), await count(provider)], [[41], [41]]);
  assert.equal((await call<Production>(provider, 'GET', `/v1/productions/${house}`)).body.provider, provider.id);
  assert.equal((await call(provider, 'PATCH', at(performance), { capacity: 90 })).status, 200);
  assert.equal((await call(venue, 'PATCH', at(performance), { capacity: 91 })).status, 404);
  assert.equal((await decide(venue, id, 'undo')).status, 200);
  assert.deepEqual([await count(venue), await count(provider)], [[41], []]);
});
