import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';
import type { MonitorAnswer } from '#protocol';

let worker: TestWorker;
let operator: string;
before(async () => {
  worker = await startTestWorker();
  operator = await worker.operatorToken();
});
after(() => worker.close());

type Results = { results: { outcome: string; id: string; pointer?: string; warning?: string }[] };
const post = async <T = { id: string }>(path: string, body: unknown, token = operator) =>
  worker.call<T>(token, 'POST', path, body);
const SCOPES = ['catalogue:read', 'catalogue:write', 'sales:push', 'sales:read', 'embed:create'];

async function lay() {
  const venue = (await post('/v1/organisations', { type: 'venue', name: 'Schouwburg Noord', city: 'Groningen' })).body
    .id;
  const provider = (await post('/v1/organisations', { type: 'producer', name: 'Toneelmakerij Noord' })).body.id;
  const hall = (await post('/v1/halls', { venue, name: 'Grote zaal', defaultCapacity: 640 })).body.id;
  const production = (await post('/v1/productions', { title: 'Nachtvlucht', provider, genre: 'toneel' })).body.id;
  const made = await post<Results>('/v1/performances', [
    { production, venue, hall, startsAt: '2026-12-09T19:15:00Z' },
    { production, venue, hall, startsAt: '2026-12-10T19:15:00Z' },
    { production, venue: 'XD-ORG-nowhere', startsAt: '2026-12-10T19:15:00Z' },
  ]);
  return { venue, provider, hall, production, made };
}

async function tokenOf(organisation: string): Promise<string> {
  const client = (
    await post<{ id: string; secret: string }>('/v1/clients', { organisation, name: 'test', scopes: SCOPES })
  ).body;
  return worker.clientToken(client.id, client.secret);
}

test('a catalogue is laid in bulk, each item with its own result', async () => {
  const { made, production } = await lay();
  assert.equal(made.status, 207);
  assert.deepEqual(
    made.body.results.map((r) => r.outcome),
    ['created', 'created', 'invalid'],
  );
  assert.equal(made.body.results[2]?.pointer, '/2/venue');
  assert.match(production, /^XD-\d{2}-\d{3}-\d{7}$/);
  assert.equal(made.body.results[1]?.id, `${production}|00002`);
});

test('venue and provider both see a new performance; a stranger sees none', async () => {
  const { venue, provider, made } = await lay();
  await worker.runMinuteJob();
  const stranger = (await post('/v1/organisations', { type: 'venue', name: 'Elders' })).body.id;
  for (const [organisation, expected] of [
    [venue, 2],
    [provider, 2],
    [stranger, 0],
  ] as const) {
    const seen = await worker.call<MonitorAnswer>(await tokenOf(organisation), 'GET', '/v1/monitor?season=2026');
    assert.equal(seen.body.rows.length, expected);
  }
  assert.equal(made.body.results.length, 3);
});

test('a performance that moves keeps its place in one row; entered twice it is warned of and merged', async () => {
  const { venue, provider, hall, production, made } = await lay();
  const token = await tokenOf(provider);
  const [first, second] = made.body.results.map((r) => encodeURIComponent(r.id));
  assert.equal(
    (await worker.call(token, 'PATCH', `/v1/performances/${first}`, { startsAt: '2026-12-20T19:15:00Z' })).status,
    200,
  );
  const again = await post<Results>('/v1/performances', [
    { production, venue, hall, startsAt: '2026-12-20T19:15:00Z' },
  ]);
  assert.match(again.body.results[0]?.warning ?? '', /merge/);
  const twin = again.body.results[0]?.id ?? '';
  assert.equal(
    (
      await worker.call(token, 'POST', `/v1/performances/${encodeURIComponent(twin)}/merge`, {
        into: made.body.results[0]?.id,
      })
    ).status,
    200,
  );
  await worker.runMinuteJob();
  const seen = await worker.call<MonitorAnswer>(token, 'GET', '/v1/monitor?season=2026');
  assert.deepEqual(
    seen.body.rows.map((row) => row.date),
    ['2026-12-10', '2026-12-20'],
  );
  assert.ok(second);
});

test('a venue changes no performance of a provider, and bad input names the field', async () => {
  const { venue, made } = await lay();
  const token = await tokenOf(venue);
  const id = encodeURIComponent(made.body.results[0]?.id ?? '');
  assert.equal((await worker.call(token, 'PATCH', `/v1/performances/${id}`, { capacity: 3 })).status, 404);
  assert.equal((await worker.call(token, 'POST', '/v1/organisations', { type: 'venue', name: 'x' })).status, 404);
  const bad = await post<{ errors: { pointer: string }[] }>('/v1/performances', {
    production: 'x',
    venue: 'y',
    startsAt: 'soon',
  });
  assert.equal(bad.status, 400);
  assert.equal(bad.body.errors[0]?.pointer, '/startsAt');
});
