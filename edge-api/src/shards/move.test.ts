/** Where figures lie is nobody's concern outside: they are moved and restored while people push and read. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { MonitorAnswer, MoveProgress, PushResult, RestoreProgress, TenantItem } from '#protocol';
import { layHouse, type House } from '../../local/test-house.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';

let worker: TestWorker;
let operator: string;
before(async () => {
  worker = await startTestWorker();
  operator = await worker.operatorToken();
});
after(() => worker.close());

const HOUR = 3_600_000;
const NOW = Date.now();
const items = (house: House, count: number, at = NOW - HOUR) =>
  house.performances.map((performance, i) => ({
    performance,
    asOf: new Date(at).toISOString(),
    normal: { count: count + i, amount: (count + i) * 1_000 },
    capacity: 900,
  }));
const push = (house: House, list: readonly unknown[], key?: string) =>
  worker.call<PushResult>(
    house.token,
    'PUT',
    '/v1/snapshots',
    { source: 'kassa', items: list },
    key ? { 'idempotency-key': key } : {},
  );
const moveOnce = (house: House, shard: string) =>
  worker.call<MoveProgress>(operator, 'POST', `/v1/tenants/${house.id}/move`, { shard });
async function move(house: House, shard: string): Promise<MoveProgress> {
  for (let calls = 0; calls < 100; calls += 1) {
    const { status, body } = await moveOnce(house, shard);
    assert.equal(status, 200, JSON.stringify(body));
    assert.equal(body.failure, null);
    if (body.done) return body;
  }
  throw new Error('the move did not end');
}
async function drained(): Promise<void> {
  for (let left = 1; left > 0;) {
    await worker.runMinuteJob();
    left = 0;
    for (const name of ['SHARD_00', 'SHARD_01', 'SHARD_02']) {
      const db = await worker.database(name);
      left += (await db.prepare('SELECT count(*) AS n FROM outbox').all<{ n: number }>()).results[0]?.n ?? 0;
    }
  }
}
/** Asked ever later, and later than whoever asked by the clock, so that no answer comes from an isolate's memory. */
let asked = 0;
async function totals(token: string): Promise<{ count: number; amount: number | null }> {
  asked += 1;
  const answer = await worker.call<MonitorAnswer>(token, 'GET', '/v1/monitor?season=2026', undefined, {
    'x-test-now': String(Date.now() + asked * 6_000),
  });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return { count: answer.body.totals.count, amount: answer.body.totals.amount };
}
const other = (shard: string) => (shard === 'SHARD_02' ? 'SHARD_00' : 'SHARD_02');
const dump = async (shard: string, table: string, owner: string, tenant: number) =>
  JSON.stringify(
    (
      await (
        await worker.database(shard)
      )
        .prepare(`SELECT * FROM ${table} WHERE ${owner} = ?1`)
        .bind(tenant)
        .all<Record<string, unknown>>()
    ).results.map(({ id: _id, ...row }) => row),
  );
const TABLES = [
  ['sales_day', 'tenant'],
  ['sales_correction', 'tenant'],
  ['sales_first', 'tenant'],
  ['ingest', 'tenant'],
  ['source_state', 'tenant'],
  ['quarantine', 'tenant'],
  ['reader_row', 'reader'],
] as const;

test('a moved tenant has the same rows elsewhere, the map says so, and pushes and readers go on', async () => {
  const house = await layHouse(worker, 30);
  await push(house, items(house, 10, NOW - 50 * HOUR), 'k1');
  await push(house, items(house, 12, NOW - 49 * HOUR), 'k2');
  await push(house, items(house, 20), 'k3');
  await push(house, [{ performance: house.performances[0], asOf: '2099-01-01T00:00:00Z', normal: { count: 1 } }]);
  await drained();
  const seen = await totals(house.token);
  const to = other(house.shard);
  const before = await Promise.all(TABLES.map(([table, owner]) => dump(house.shard, table, owner, house.key)));
  const done = await move(house, to);
  assert.equal(done.to, to);
  assert.deepEqual(await Promise.all(TABLES.map(([table, owner]) => dump(to, table, owner, house.key))), before);
  assert.deepEqual(await totals(house.token), seen);
  const list = await worker.call<{ items: TenantItem[] }>(operator, 'GET', `/v1/tenants?shard=${to}`);
  assert.deepEqual(
    list.body.items.filter((item) => item.organisation === house.id).map((item) => [item.homeEpoch, item.moving]),
    [[2, null]],
  );
  // The receipts went along, and new figures reach every reader although this shard counts its announcements anew.
  const again = await push(house, items(house, 20), 'k3');
  assert.deepEqual(
    again.body.results.map((result) => result.outcome),
    house.performances.map(() => 'applied'),
  );
  const newer = await push(house, items(house, 40, NOW - HOUR / 2));
  assert.equal(newer.body.results[0]?.outcome, 'applied', JSON.stringify(newer.body));
  await drained();
  assert.deepEqual(await totals(house.token), { count: seen.count + 600, amount: (seen.amount ?? 0) + 600_000 });
  const provider = await dump(
    `SHARD_0${(Number(house.shard.slice(-1)) + 1) % 3}`,
    'reader_row',
    'reader',
    house.provider.key,
  );
  const rows = JSON.parse(provider) as { body: string }[];
  assert.equal(
    rows.every(({ body }) => body.includes(`"asOf":${NOW - HOUR / 2}`)),
    true,
    'the provider sees the figures pushed after the move',
  );
});

test('a write that knows only the former home is taken to the present one, or asked to wait while it moves', async () => {
  const house = await layHouse(worker, 3);
  await push(house, items(house, 5));
  const db = await worker.database(house.shard);
  const guard = (epoch: number) =>
    db.prepare('INSERT INTO home_check (tenant, epoch) VALUES (?1, ?2)').bind(house.key, epoch).run();
  await guard(1);
  await db.prepare("UPDATE tenant_home SET state = 'fenced' WHERE tenant = ?1").bind(house.key).run();
  await assert.rejects(guard(1), /not_home/);
  const refused = await push(house, items(house, 6, NOW - HOUR / 2));
  assert.equal(refused.status, 503);
  assert.equal(refused.headers.get('retry-after'), '2');
  await db.prepare("UPDATE tenant_home SET state = 'home' WHERE tenant = ?1").bind(house.key).run();
  await move(house, other(house.shard));
  await assert.rejects(guard(1), /not_home/);
  const late = await push(house, items(house, 6, NOW - HOUR / 2));
  assert.equal(late.body.results[0]?.outcome, 'applied');
  await drained();
  assert.deepEqual(await totals(house.token), { count: 21, amount: 21_000 });
});

test('pushes that go on during moves there and back lose nothing', async () => {
  const house = await layHouse(worker, 40);
  let stop = false;
  let told = 0;
  const pushing = (async () => {
    for (let n = 1; !stop; n += 1) {
      const answer = await push(house, items(house, n, NOW - 2 * HOUR + n * 1_000));
      if (answer.status === 503) continue;
      assert.equal(answer.status, 207, JSON.stringify(answer.body));
      told = n;
    }
  })();
  const to = other(house.shard);
  try {
    for (const shard of [to, house.shard, 'SHARD_01', to]) if (shard !== (await home(house))) await move(house, shard);
  } finally {
    stop = true;
  }
  await pushing;
  await drained();
  const count = house.performances.reduce((sum, _, i) => sum + told + i, 0);
  assert.ok(told > 3);
  assert.deepEqual(await totals(house.token), { count, amount: count * 1_000 });
});

async function home(house: House): Promise<string> {
  const db = await worker.database('DIRECTORY');
  const { results } = await db
    .prepare('SELECT shard FROM organisation WHERE key = ?1')
    .bind(house.key)
    .all<{ shard: string }>();
  return results[0]?.shard ?? '';
}

test('a move cut off after any piece of work is carried on by the minute job', async () => {
  const house = await layHouse(worker, 5);
  await push(house, items(house, 7));
  await drained();
  const to = other(house.shard);
  const directory = await worker.database('DIRECTORY');
  const name = `move ${house.key}`;
  // One call does 25 pieces; taking the lease away after the first save cuts it off where it stands.
  const cut = async () => {
    const calling = moveOnce(house, to);
    for (let tries = 0; tries < 200; tries += 1) {
      const { results } = await directory
        .prepare(
          "UPDATE job SET lease = 'taken' WHERE name = ?1 AND lease IS NOT NULL AND lease != 'taken' RETURNING name",
        )
        .bind(name)
        .all();
      if (results.length) break;
    }
    await calling;
    await directory.prepare('UPDATE job SET lease_until = 0, next_at = 0 WHERE name = ?1').bind(name).run();
  };
  for (let n = 0; n < 4; n += 1) await cut();
  for (let n = 0; n < 5; n += 1) await worker.runMinuteJob();
  assert.equal(await home(house), to);
  await drained();
  assert.deepEqual(await totals(house.token), { count: 45, amount: 45_000 });
});

test('a move can be given up until the map has turned; a shard that is not there is refused by name', async () => {
  const house = await layHouse(worker, 2);
  await push(house, items(house, 3));
  assert.equal((await moveOnce(house, 'SHARD_07')).status, 400);
  const directory = await worker.database('DIRECTORY');
  await directory
    .prepare("INSERT INTO job (name, done_day, kind, state, next_at) VALUES (?1, '', 'move', ?2, 9e15)")
    .bind(
      `move ${house.key}`,
      JSON.stringify({
        organisation: house.id,
        from: { tenant: house.key, shard: house.shard, epoch: 1 },
        to: other(house.shard),
        step: 'copy',
        rows: 0,
        mismatches: 0,
        startedAt: NOW,
      }),
    )
    .run();
  const db = await worker.database(house.shard);
  await db.prepare("UPDATE tenant_home SET state = 'fenced' WHERE tenant = ?1").bind(house.key).run();
  assert.equal((await push(house, items(house, 4, NOW - HOUR / 2))).status, 503);
  assert.equal((await worker.call(operator, 'DELETE', `/v1/tenants/${house.id}/move`)).status, 204);
  assert.equal((await push(house, items(house, 4, NOW - HOUR / 2))).status, 207);
  assert.equal((await worker.call(house.token, 'GET', '/v1/tenants')).status, 404);
});

/** As Time Travel does it: the whole database as it was, in one moment. */
async function snapshotOf(shard: string): Promise<() => Promise<void>> {
  const db = await worker.database(shard);
  const tables = [
    'sales_day',
    'sales_correction',
    'sales_first',
    'ingest',
    'source_state',
    'quarantine',
    'outbox',
    'reader_row',
  ];
  tables.push('reader_total', 'shard_epoch', 'tenant_home', 'sqlite_sequence');
  const rows = new Map<string, Record<string, unknown>[]>();
  for (const table of tables)
    rows.set(table, (await db.prepare(`SELECT * FROM ${table}`).all<Record<string, unknown>>()).results);
  return async () => {
    await db.batch(
      tables.flatMap((table) => [
        db.prepare(`DELETE FROM ${table}`),
        ...(rows.get(table) ?? []).map((row) =>
          db
            .prepare(
              `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row)
                .map((_, i) => `?${i + 1}`)
                .join(', ')})`,
            )
            .bind(...Object.values(row)),
        ),
      ]),
    );
  };
}
async function restored(shard: string): Promise<RestoreProgress> {
  let body: { epoch?: number } = {};
  for (let calls = 0; calls < 50; calls += 1) {
    const answer = await worker.call<RestoreProgress>(operator, 'POST', `/v1/shards/${shard}/restored`, body);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    if (answer.body.done) return answer.body;
    body = { epoch: answer.body.epoch };
  }
  throw new Error('it did not end');
}

test('after a restore the epoch is new, readers see the facts that are left, and what is sent again comes through', async () => {
  const house = await layHouse(worker, 4);
  const first = await push(house, items(house, 5), 'one');
  await drained();
  const back = await snapshotOf(house.shard);
  await push(house, items(house, 50, NOW - HOUR / 2), 'two');
  await drained();
  assert.deepEqual(await totals(house.token), { count: 206, amount: 206_000 });
  await back();
  const progress = await restored(house.shard);
  assert.ok(progress.epoch > first.body.epoch);
  await drained();
  assert.deepEqual(await totals(house.token), { count: 26, amount: 26_000 });
  // In the provider's shard, which was not restored, nobody sees figures that no fact stands behind.
  const providerSees = async () => {
    const shard = `SHARD_0${(Number(house.shard.slice(-1)) + 1) % 3}`;
    const rows = JSON.parse(await dump(shard, 'reader_row', 'reader', house.provider.key)) as { body: string }[];
    return rows.map(({ body }) => (JSON.parse(body) as { asOf: number }).asOf);
  };
  const seenAt = (at: number) => house.performances.map(() => at);
  assert.deepEqual(await providerSees(), seenAt(NOW - HOUR));
  const epoch = await worker.call<{ epoch: number }>(house.token, 'GET', '/v1/epoch');
  assert.equal(epoch.body.epoch, progress.epoch);
  // A receipt that outlived the restore is of today's epoch: a sender must not think there was another one.
  assert.equal((await push(house, items(house, 5), 'one')).body.epoch, progress.epoch);
  assert.equal((await push(house, items(house, 50, NOW - HOUR / 2), 'two')).body.epoch, progress.epoch);
  await drained();
  assert.deepEqual(await totals(house.token), { count: 206, amount: 206_000 });
  assert.deepEqual(await providerSees(), seenAt(NOW - HOUR / 2));
});

test('a tenant that had moved in since the restored moment is fetched again from the copy it left', async () => {
  const house = await layHouse(worker, 3);
  const to = other(house.shard);
  await push(house, items(house, 8));
  await drained();
  const back = await snapshotOf(to);
  await move(house, to);
  await back();
  const progress = await restored(to);
  assert.deepEqual(progress.fetched, [house.id]);
  for (let n = 0; n < 5; n += 1) await worker.runMinuteJob();
  await drained();
  assert.equal(await home(house), to);
  assert.deepEqual(await totals(house.token), { count: 27, amount: 27_000 });
  assert.equal((await push(house, items(house, 9, NOW - HOUR / 2))).body.results[0]?.outcome, 'applied');
});

test('a sender that has not yet heard of a restore hears of it also after its house has moved away', async () => {
  const house = await layHouse(worker, 1);
  await push(house, items(house, 3));
  const { epoch } = await restored(house.shard);
  await move(house, other(house.shard));
  assert.equal((await push(house, items(house, 4, NOW - HOUR / 2))).body.epoch, epoch);
});

test('a tenant that had moved out is not at home there any more after the restore', async () => {
  const house = await layHouse(worker, 3);
  await push(house, items(house, 8));
  await drained();
  const back = await snapshotOf(house.shard);
  await move(house, other(house.shard));
  await push(house, items(house, 9, NOW - HOUR / 2));
  await back();
  await restored(house.shard);
  await drained();
  assert.deepEqual(await totals(house.token), { count: 30, amount: 30_000 });
  const db = await worker.database(house.shard);
  await assert.rejects(
    db.prepare('INSERT INTO home_check (tenant, epoch) VALUES (?1, 1)').bind(house.key).run(),
    /not_home/,
  );
});
