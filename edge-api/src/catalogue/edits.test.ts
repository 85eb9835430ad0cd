import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Hall, Performance, Problem, WriteResult } from '#protocol';
import { layMember, settle, type Member } from '../../local/test-catalogue.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';

let worker: TestWorker;
let operator: string;
let [venue, provider, stranger] = [] as unknown as [Member, Member, Member];
let [hall, production] = ['', ''];
before(async () => {
  worker = await startTestWorker();
  operator = await worker.operatorToken();
  venue = await layMember(worker, operator, 'venue');
  provider = await layMember(worker, operator, 'producer');
  stranger = await layMember(worker, operator, 'venue');
  hall = (await call<{ id: string }>(venue, 'POST', '/v1/halls', { venue: venue.id, name: 'Grote zaal' })).body.id;
  production = (await call<{ id: string }>(provider, 'POST', '/v1/productions', { title: 'Nachtvlucht' })).body.id;
});
after(() => worker.close());

const call = <T>(who: Member, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  worker.call<T>(who.token, method, path, body, headers);
const at = (id: string) => `/v1/performances/${encodeURIComponent(id)}`;
const perform = async (startsAt: string, more: object = {}) =>
  (await call<{ id: string }>(provider, 'POST', '/v1/performances', { production, venue: venue.id, startsAt, ...more }))
    .body.id;

test('an edit with the ETag it saw succeeds; one with an older ETag is shown what stands and changes nothing', async () => {
  const id = await perform('2026-12-09T19:15:00Z');
  const seen = await call<Performance>(provider, 'GET', at(id));
  const etag = seen.headers.get('etag') ?? '';
  assert.equal(etag, '"1"');
  const first = await call<Performance>(provider, 'PATCH', at(id), { capacity: 400 }, { 'if-match': etag });
  assert.equal(first.status, 200);
  assert.equal(first.headers.get('etag'), '"2"');
  const late = await call<Problem>(provider, 'PATCH', at(id), { capacity: 300 }, { 'if-match': etag });
  assert.equal(late.status, 412);
  assert.equal(late.body.code, 'edit_clash');
  assert.equal((late.body.current as Performance).capacity, 400);
  assert.equal((await call<Performance>(provider, 'GET', at(id))).body.capacity, 400);
});

test('ten edits at once with the same ETag: one wins', async () => {
  const id = await perform('2026-12-10T19:15:00Z');
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, i) => call(provider, 'PATCH', at(id), { capacity: 100 + i }, { 'if-match': '"1"' })),
  );
  assert.deepEqual(
    answers.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, ...Array.from({ length: 9 }, () => 412)],
  );
});

test('many edits in one call: each item has its own result, a clash carries what stands', async () => {
  const ids = [await perform('2026-12-11T19:15:00Z'), await perform('2026-12-12T19:15:00Z')];
  const { status, body } = await call<{ results: WriteResult[] }>(provider, 'PATCH', '/v1/performances', [
    { id: ids[0], revision: 1, hall, tags: ['school'], festival: true, onSaleAt: '2026-05-01T08:00:00Z' },
    { id: ids[1], revision: 7, capacity: 3 },
    { id: ids[1], capacity: 3 },
    { id: 'XD-26-000-0000000|00001', capacity: 3 },
    { id: ids[0], startsAt: 'soon' },
    { id: await perform('2026-12-13T19:15:00Z'), hall: 'XD-HAL-nowhere' },
  ]);
  assert.equal(status, 207);
  assert.deepEqual(
    body.results.map((r) => [r.outcome, r.pointer]),
    [
      ['changed', undefined],
      ['clash', undefined],
      ['invalid', '/2/id'],
      ['not_found', undefined],
      ['invalid', '/4/startsAt'],
      ['invalid', '/5/hall'],
    ],
  );
  assert.equal((body.results[1]?.current as Performance | undefined)?.revision, 1);
  const changed = (await call<Performance>(provider, 'GET', at(ids[0] ?? ''))).body;
  assert.deepEqual([changed.hall, changed.tags, changed.festival], [hall, ['school'], true]);
});

test('the same edit twice changes nothing the second time', async () => {
  const id = await perform('2026-12-14T19:15:00Z');
  await call(provider, 'PATCH', at(id), { capacity: 250 });
  const again = await call<Performance>(provider, 'PATCH', at(id), { capacity: 250 });
  assert.equal(again.body.revision, 2);
});

test('a repeated create with the same Idempotency-Key makes one thing; with another body it is refused', async () => {
  const key = { 'idempotency-key': 'hall-1' };
  const body = { venue: venue.id, name: 'Kleine zaal' };
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => call<{ id: string }>(venue, 'POST', '/v1/halls', body, key)),
  );
  assert.equal(new Set(answers.map((answer) => answer.body.id)).size, 1);
  assert.ok(answers.every(({ status }) => status === 201));
  const halls = await call<{ items: Hall[] }>(venue, 'GET', '/v1/halls?q=kleine');
  assert.equal(halls.body.items.length, 1);
  assert.equal((await call(venue, 'POST', '/v1/halls', { ...body, name: 'Foyer' }, key)).status, 422);
  assert.equal((await call(stranger, 'POST', '/v1/halls', { venue: stranger.id, name: 'Foyer' }, key)).status, 201);
});

test('twenty performances made at once get twenty numbers', async () => {
  const starts = Array.from({ length: 20 }, (_, i) => `2027-01-${String(i + 1).padStart(2, '0')}T19:15:00Z`);
  const made = await Promise.all(starts.map((startsAt) => perform(startsAt)));
  assert.equal(new Set(made).size, 20);
  assert.ok(made.every((id) => /^XD-.*\|\d{5}$/.test(id)));
});

test('a number that is taken, a hall of another venue and a production of another are named', async () => {
  const elsewhere = (
    await call<{ id: string }>(stranger, 'POST', '/v1/halls', { venue: stranger.id, name: 'Zaal Elders' })
  ).body.id;
  const base = { production, venue: venue.id, startsAt: '2027-02-01T19:15:00Z' };
  const { body } = await call<{ results: WriteResult[] }>(provider, 'POST', '/v1/performances', [
    { ...base, number: '900' },
    { ...base, number: '00900', startsAt: '2027-02-02T19:15:00Z' },
    { ...base, hall: elsewhere },
    { ...base, production: 'XD-26-000-0000000' },
    { ...base, number: '000901', startsAt: '2027-02-03T19:15:00Z' },
  ]);
  assert.deepEqual(
    body.results.map((r) => r.pointer ?? r.outcome),
    ['created', '/1/number', '/2/hall', '/3/production', 'created'],
  );
  // Numbers compare as integers and are echoed as first seen.
  assert.equal((await call<Performance>(provider, 'GET', at(`${production}|901`))).body.id, `${production}|000901`);
});

test('lists are found by day, hall, venue and title, and page by cursor without a gap', async () => {
  const seen: string[] = [];
  let cursor = '';
  do {
    const page = await call<{ items: Performance[]; next: string | null }>(
      venue,
      'GET',
      `/v1/performances?from=2027-01-01&to=2027-01-20&limit=7${cursor && `&cursor=${cursor}`}`,
    );
    seen.push(...page.body.items.map((item) => item.startsAt));
    cursor = page.body.next ?? '';
  } while (cursor);
  assert.equal(seen.length, 20);
  assert.deepEqual(seen, seen.toSorted());
  const found = await call<{ items: Performance[] }>(venue, 'GET', `/v1/performances?q=nachtvl&hall=${hall}`);
  assert.equal(found.body.items.length, 1);
  assert.equal((await call(venue, 'GET', '/v1/performances?from=morgen')).status, 400);
  assert.equal((await call(venue, 'GET', '/v1/performances?cursor=x')).status, 400);
});

test('an organisation keeps its aliases and place, never its name, origins or mode', async () => {
  const path = `/v1/organisations/${venue.id}`;
  assert.equal((await call(venue, 'PATCH', path, { aliases: ['De Schouwburg'], city: 'Assen' })).status, 200);
  for (const field of [{ name: 'x' }, { origins: ['https://x.example'] }, { livemode: false }]) {
    const refused = await call<Problem>(venue, 'PATCH', path, field);
    assert.equal(refused.status, 400);
    assert.equal(refused.body.errors?.[0]?.pointer, `/${Object.keys(field)[0]}`);
  }
  assert.equal((await worker.call(operator, 'PATCH', path, { name: 'Schouwburg Assen' })).status, 200);
});

test('the address book of the platform is for clients that ask for it; without asking one sees whom one works with', async () => {
  const mine = await call<{ items: { id: string }[] }>(provider, 'GET', '/v1/organisations');
  assert.deepEqual(mine.body.items.map(({ id }) => id).toSorted(), [venue.id, provider.id].toSorted());
  const all = await call<{ items: { id: string; origins?: string[] }[] }>(
    provider,
    'GET',
    '/v1/organisations?platform=yes&type=venue',
  );
  assert.ok(all.body.items.some(({ id }) => id === stranger.id));
  assert.ok(all.body.items.every(({ id, origins }) => id === provider.id || origins === undefined));
});

test('a disabled hall is offered no more and stays where it was used', async () => {
  const id = (await call<{ id: string }>(venue, 'POST', '/v1/halls', { venue: venue.id, name: 'Oude zaal' })).body.id;
  const used = await perform('2027-03-01T19:15:00Z', { hall: id });
  assert.equal((await call(venue, 'DELETE', `/v1/halls/${id}`)).status, 200);
  const refused = await call<Problem>(provider, 'POST', '/v1/performances', {
    production,
    venue: venue.id,
    hall: id,
    startsAt: '2027-03-02T19:15:00Z',
  });
  assert.equal(refused.body.errors?.[0]?.pointer, '/hall');
  assert.equal((await call<Performance>(provider, 'GET', at(used))).body.hall, id);
  assert.equal((await call(venue, 'POST', `/v1/halls/${id}/enable`)).status, 200);
  await settle(worker);
});
