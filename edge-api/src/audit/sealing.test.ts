import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { auditText, FIRST_SEAL, type AuditChainPage, type AuditHead, type AuditPage } from '#protocol';
import { layHouse, type House } from '../../local/test-house.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';
import type { Env } from '../env.ts';
import { sealLines } from './seal.ts';

let worker: TestWorker;
before(async () => (worker = await startTestWorker()));
after(() => worker.close());

const makeHalls = (house: House, count: number) =>
  worker.call(
    house.token,
    'POST',
    '/v1/halls',
    Array.from({ length: count }, (_, i) => ({ venue: house.id, name: `Zaal ${i}` })),
  );
const log = async (house: House, query = '') =>
  (await worker.call<AuditPage>(house.token, 'GET', `/v1/audit${query}`)).body.items;
async function chain(house: House): Promise<AuditChainPage['items']> {
  const links: AuditChainPage['items'][number][] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const path: string = `/v1/audit/chain?cursor=${cursor}`;
    const { body } = await worker.call<AuditChainPage>(house.token, 'GET', path);
    links.push(...body.items);
    cursor = body.next;
  }
  return links;
}
/** Numbers of the lines that are missing, or whose seal is not what it must be. */
function faults(house: House, links: AuditChainPage['items']): number[] {
  let before = FIRST_SEAL;
  return links.flatMap(({ line, hash, entry }, i) => {
    const text = entry && `${before}\n${auditText(house.id, entry)}`;
    before = hash ?? before;
    return line === i + 1 && text && hash === createHash('sha256').update(text).digest('hex') ? [] : [line];
  });
}
const SHARD_LINE = `INSERT INTO audit_line (id, organisation, at, request_id, actor_kind, client, action, object)
  VALUES (?1, ?2, 1, 'r', 'person', 'c', 'quarantine.decide', '9')`;

test('runs of the job at the same time seal every line once, each log in a chain of its own', async () => {
  const [one, two] = [await layHouse(worker, 1), await layHouse(worker, 1)];
  await Promise.all([makeHalls(one, 700), makeHalls(two, 30), makeHalls(one, 5)]);
  await Promise.all([worker.runMinuteJob(), worker.runMinuteJob(), worker.runMinuteJob()]);
  for (const [house, lines] of [
    [one, 705],
    [two, 30],
  ] as const) {
    const links = await chain(house);
    assert.deepEqual(faults(house, links), []);
    assert.equal(links.length, lines);
    const heads = await worker.call<{ items: AuditHead[] }>(house.token, 'GET', '/v1/audit/heads');
    const hash = links.at(-1)?.hash;
    assert.deepEqual(heads.body.items, [{ organisation: house.id, lines, sealed: lines, hash }]);
  }
});

test('without any lease, sealers that read the same lines leave one whole chain', async () => {
  const house = await layHouse(worker, 1);
  await makeHalls(house, 1_300);
  const env = { DIRECTORY: await worker.database('DIRECTORY') } as unknown as Env;
  const sealed = await Promise.all(Array.from({ length: 4 }, () => sealLines(env, Date.now())));
  assert.ok(sealed.reduce((sum, one) => sum + one, 0) <= 1_300);
  await sealLines(env, Date.now());
  assert.deepEqual(faults(house, await chain(house)), []);
  assert.equal((await chain(house)).filter(({ hash }) => hash !== null).length, 1_300);
});

test('a decision in a shard stands in the log of its house, sealed with the others', async () => {
  const house = await layHouse(worker, 1);
  const items = [{ performance: house.performances[0], asOf: '2099-01-01T00:00:00Z', normal: { count: 3 } }];
  await worker.call(house.token, 'PUT', '/v1/snapshots', { items });
  const kept = await worker.call<{ items: { id: string }[] }>(house.token, 'GET', '/v1/quarantine');
  const id = kept.body.items[0]?.id ?? '';
  await worker.call(house.token, 'POST', `/v1/quarantine/${id}`, { decision: 'retime', asOf: '2026-11-01T10:00:00Z' });
  await worker.runMinuteJob();
  const [line, ...rest] = await log(house);
  assert.deepEqual(rest, []);
  assert.deepEqual([line?.action, line?.object, line?.sealed], ['quarantine.decide', id, true]);
  assert.deepEqual(line?.before, { asOf: '2099-01-01T00:00:00.000Z' });
  assert.deepEqual(line.after, { decision: 'retime', asOf: '2026-11-01T10:00:00Z' });
});

test('a shard refuses to change a line, and to remove one that was not carried', async () => {
  const house = await layHouse(worker, 1);
  const shard = await worker.database(house.shard);
  await shard.prepare(SHARD_LINE).bind('kept', house.key).run();
  const refused = (sql: string, why: RegExp) => assert.rejects(shard.prepare(sql).run(), why, sql);
  await refused("UPDATE audit_line SET object = '8' WHERE id = 'kept'", /never changed/);
  await refused("UPDATE audit_line SET carried = 1, action = 'x' WHERE id = 'kept'", /never changed/);
  await refused("DELETE FROM audit_line WHERE id = 'kept'", /only once carried/);
  await refused("INSERT OR REPLACE INTO audit_line SELECT * FROM audit_line WHERE id = 'kept'", /only appended/);
  await worker.runMinuteJob();
  assert.deepEqual((await shard.prepare('SELECT id FROM audit_line').all()).results, []);
  assert.equal((await log(house)).length, 1);
});

test('a line that is carried again, by this shard or another, arrives once', async () => {
  const house = await layHouse(worker, 1);
  for (const name of [house.shard, 'SHARD_00', 'SHARD_01', 'SHARD_02']) {
    await (await worker.database(name)).prepare(SHARD_LINE).bind('twice', house.key).run();
    await worker.runMinuteJob();
  }
  assert.equal((await log(house)).length, 1);
});

test('a line that waits in a shard survives the move of its organisation', async () => {
  const house = await layHouse(worker, 1);
  const operator = await worker.operatorToken();
  await (await worker.database(house.shard)).prepare(SHARD_LINE).bind('moving', house.key).run();
  const to = house.shard === 'SHARD_01' ? 'SHARD_02' : 'SHARD_01';
  for (let done = false; !done;) {
    const { body } = await worker.call<{ done: boolean }>(operator, 'POST', `/v1/tenants/${house.id}/move`, {
      shard: to,
    });
    done = body.done;
  }
  await worker.runMinuteJob();
  assert.deepEqual((await log(house)).map(({ action }) => action).toSorted(), ['quarantine.decide', 'tenant.move']);
});

test('the log is found by action, object, actor and time, page by page, and is nobody else’s', async () => {
  const [house, other] = [await layHouse(worker, 1), await layHouse(worker, 1)];
  const at = (day: string) => ({ 'x-test-now': String(Date.parse(`${day}T23:30:00Z`)) });
  for (const day of ['2026-11-01', '2026-11-02', '2026-11-03'])
    await worker.call(house.token, 'POST', '/v1/halls', { venue: house.id, name: day }, at(day));
  // The house's own clock: 23:30 UTC is the day after.
  assert.equal((await log(house, '?from=2026-11-03&to=2026-11-03')).length, 1);
  assert.equal((await log(house, '?from=2026-11-02T23:30:00Z')).length, 2);
  assert.equal((await log(house, '?action=hall')).length, 3);
  assert.equal((await log(house, '?action=hall.change')).length, 0);
  assert.equal((await log(house, '?user=XD-USR-none')).length, 0);
  const first = await worker.call<AuditPage>(house.token, 'GET', '/v1/audit?limit=2');
  const second = await worker.call<AuditPage>(house.token, 'GET', `/v1/audit?limit=2&cursor=${first.body.next}`);
  assert.deepEqual(
    [...first.body.items, ...second.body.items].map(({ line }) => line),
    [3, 2, 1],
  );
  assert.equal(second.body.next, null);
  for (const path of ['', '/export', '/chain'])
    for (const named of [house.id, 'platform', 'XD-ORG-nowhere'])
      assert.equal((await worker.call(other.token, 'GET', `/v1/audit${path}?organisation=${named}`)).status, 404);
  for (const wrong of ['from=gisteren', 'to=2026-13-01', 'action=Hall', 'limit=0', 'cursor=x']) {
    const { status, body } = await worker.call<{ errors: { pointer: string }[] }>(
      house.token,
      'GET',
      `/v1/audit?${wrong}`,
    );
    assert.deepEqual([status, body.errors[0]?.pointer], [400, `/${wrong.split('=')[0]}`]);
  }
});

test('a session of an admin reads the log; one that is limited to productions does not', async () => {
  const house = await layHouse(worker, 1);
  await makeHalls(house, 1);
  const origin = 'http://host.test';
  const session = async (more: object) => {
    const body = { preset: 'admin', origins: [origin], ...more };
    const made = await worker.call<{ token: string }>(house.token, 'POST', '/v1/embed-sessions', body);
    assert.equal(made.status, 201, JSON.stringify(made.body));
    return made.body.token;
  };
  const statuses = async (token: string) => {
    const seen: number[] = [];
    for (const path of ['', '/export', '/chain', '/heads']) {
      const answer = await worker.fetch(`/v1/audit${path}`, { headers: { authorization: `Bearer ${token}`, origin } });
      await answer.arrayBuffer();
      seen.push(answer.status);
    }
    return seen;
  };
  assert.deepEqual(await statuses(await session({})), [200, 200, 200, 200]);
  const only = house.performances.map((id) => id.split('|')[0]);
  assert.deepEqual(await statuses(await session({ productions: only })), [404, 404, 404, 404]);
});
