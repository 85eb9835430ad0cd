// The operator runs the platform: it knows who is there and what plays, and reads nobody's figures.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { tells } from '../../local/test-figures.ts';
import { layHouse, type House } from '../../local/test-house.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';
import { routeNotes } from '../app.ts';

let worker: TestWorker;
let operator: string;
let house: House;
const FIGURES = tells([], [424_242, 434_343, 454_545]);

before(async () => {
  worker = await startTestWorker();
  house = await layHouse(worker, 2, new Date(Date.now() + 20 * 86_400_000).toISOString());
  operator = await worker.operatorToken();
  const asOf = new Date(Date.now() - 60_000).toISOString();
  const [performance] = house.performances;
  await worker.call(house.token, 'PUT', '/v1/snapshots', {
    items: [
      { performance, asOf, normal: { count: 424_242 } },
      { performance, asOf: '2099-01-01T00:00:00Z', normal: { count: 434_343 } },
      { ref: 'eigen', about: { title: 'Avond', startsAt: asOf }, asOf, normal: { count: 454_545 } },
    ],
  });
  for (let tries = 0; tries < 3; tries += 1) await worker.runMinuteJob();
});
after(() => worker.close());

const read = async (token: string, path: string) => {
  const answer = await worker.fetch(path, { headers: { authorization: `Bearer ${token}` } });
  return { status: answer.status, text: await answer.text() };
};

test('the house itself reads its figures', async () => {
  assert.match((await read(house.token, '/v1/monitor')).text, FIGURES);
  assert.match((await read(house.token, '/v1/quarantine')).text, FIGURES);
});

test('no reading route answers the operator a tenant’s figure, whichever organisation it names', async () => {
  let asked = 0;
  for (const { path } of routeNotes().filter(({ method, action }) => method === 'get' && action !== 'public'))
    for (const query of ['', `?organisation=${house.id}`, `?venue=${house.id}`]) {
      const target = path
        .replace(':performance', encodeURIComponent(house.performances[0] ?? ''))
        .replace(':id', path.includes('performances') ? encodeURIComponent(house.performances[0] ?? '') : house.id)
        .replace(':organisation', house.id)
        .replace(':shard', house.shard);
      const { status, text } = await read(operator, target + query);
      assert.doesNotMatch(text, FIGURES, target + query);
      assert.ok(status < 500, target);
      asked += 1;
    }
  assert.ok(asked > 60, `only ${asked} asked`);
});

test('nor does it get at them by a session, a person’s token, a look or a push of its own', async () => {
  const refused = async (method: string, path: string, body: unknown) =>
    assert.equal((await worker.call(operator, method, path, body)).status, 404, path);
  const origins = ['http://host.test'];
  await refused('POST', '/v1/embed-sessions', { organisation: house.id, preset: 'marketing', origins });
  await refused('POST', '/v1/sign-ins', { issuer: 'https://login.example', subject: 'operator' });
  await refused('POST', '/v1/person-tokens', {
    user: 'x',
    membership: 'x',
    signedInAt: new Date().toISOString(),
    origins,
  });
  await refused('POST', '/v1/role-switches', { membership: 'XD-MEM-nothing', reason: 'ik wil meekijken' });
  await refused('PUT', '/v1/snapshots', { organisation: house.id, items: [{}] });
  await refused('POST', '/v1/quarantine/1', { decision: 'apply' });
});

test('the ways that are left are its own calls, and they stand in that organisation’s log', async () => {
  const made = await worker.call<{ id: string; secret: string }>(operator, 'POST', '/v1/clients', {
    organisation: house.id,
    name: 'van de beheerder',
    scopes: ['sales:read'],
  });
  assert.equal(made.status, 201);
  const db = await worker.database('DIRECTORY');
  const { results } = await db
    .prepare('SELECT actor_kind, action FROM audit_line WHERE organisation = ?1 AND object = ?2')
    .bind(house.key, made.body.id)
    .all<{ actor_kind: string; action: string }>();
  assert.deepEqual(results, [{ actor_kind: 'operator', action: 'client.create' }]);
});
