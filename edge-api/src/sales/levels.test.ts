import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { FreshnessAnswer, LevelsAnswer, MonitorAnswer, Problem, TotalsAnswer } from '#protocol';
import { layHouse, type House } from '../../local/test-house.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';
import { isoWeek } from './levels.ts';

let worker: TestWorker;
let one: House;
let two: House;
let provider: string;
const NOW = Date.parse('2026-11-20T12:00:00Z');
const AT = { 'x-test-now': String(NOW) };

/** Two venues in two regions with a production each, of one provider. */
before(async () => {
  worker = await startTestWorker();
  one = await layHouse(worker, 3);
  two = await layHouse(worker, 2, '2027-01-03T19:15:00Z');
  const directory = await worker.database('DIRECTORY');
  const run = (sql: string, ...values: unknown[]) =>
    directory
      .prepare(sql)
      .bind(...values)
      .run();
  await run(
    'UPDATE production SET provider = ?1, genre = ?3 WHERE provider = ?2',
    one.provider.key,
    two.provider.key,
    'dans',
  );
  await run('UPDATE organisation SET province = ?2 WHERE key = ?1', one.key, 'Utrecht');
  await run('UPDATE organisation SET province = ?2 WHERE key = ?1', two.key, 'Zeeland');
  const secret = 'a-provider-of-two-venues';
  await run(
    "INSERT INTO client (id, organisation, name, secret_sha256, scopes, created_at) VALUES ('XD-CLI-p', ?1, 'test', ?2, '[\"sales:read\"]', 0)",
    one.provider.key,
    createHash('sha256').update(secret).digest('hex'),
  );
  provider = await worker.clientToken('XD-CLI-p', secret);
  const push = (house: House, days: number, items: unknown[]) =>
    worker.call(
      house.token,
      'PUT',
      '/v1/snapshots',
      { source: 'kassa', items },
      { 'x-test-now': String(NOW - days * 86_400_000) },
    );
  const item = (house: House, i: number, days: number, normal: number, more: object = {}) => ({
    performance: house.performances[i],
    asOf: new Date(NOW - days * 86_400_000 - 3_600_000).toISOString(),
    normal: { count: normal, amount: normal * 2_000 },
    ...more,
  });
  await push(one, 8, [item(one, 0, 8, 10, { capacity: 100 }), item(one, 1, 8, 5, { capacity: 50 })]);
  await push(one, 0, [item(one, 0, 0, 30, { reserved: { count: 4 } })]);
  await push(two, 2, [item(two, 0, 2, 7, { capacity: 70, normal: { count: 7 } })]);
  await push(two, 0, [{ ...item(two, 1, 0, 1), asOf: '2099-01-01T00:00:00Z' }]);
  await push(two, 0, [
    {
      ref: 'eigen',
      about: { title: 'Huisconcert', startsAt: '2027-01-10T19:15:00Z' },
      asOf: '2026-11-18T11:00:00Z',
      normal: { count: 2, amount: 3_000 },
    },
  ]);
  for (const house of [one, two]) {
    const shard = await worker.database(house.shard);
    for (const key of house.performanceKeys)
      await shard.prepare('INSERT INTO outbox (tenant, performance, at) VALUES (?1, ?2, 0)').bind(house.key, key).run();
    for (let tries = 0; tries < 20; tries += 1) {
      const { results } = await shard.prepare('SELECT count(*) AS n FROM outbox').all<{ n: number }>();
      if (results[0]?.n === 0) break;
      await worker.runMinuteJob();
    }
  }
});
after(() => worker.close());

async function get<T>(token: string, path: string): Promise<T> {
  const answer = await worker.call<T>(token, 'GET', path, undefined, AT);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body;
}
const levels = (token: string, query: string) => get<LevelsAnswer>(token, `/v1/levels?season=2026&${query}`);

test('totals are those of the monitor, with their time, source and definition', async () => {
  const [totals, monitor] = await Promise.all([
    get<TotalsAnswer>(one.token, '/v1/totals?season=2026'),
    get<MonitorAnswer>(one.token, '/v1/monitor?season=2026&sort=title'),
  ]);
  const { figures } = totals;
  assert.deepEqual(
    [figures.count, figures.amount, figures.capacity, figures.occupancy, figures.averagePrice],
    [35, 70_000, 150, monitor.totals.occupancy, 2_000],
  );
  assert.deepEqual([figures.performances, figures.reporting, figures.reserved, figures.blocked], [3, 2, 4, null]);
  assert.deepEqual([figures.asOf, figures.sources, totals.livemode], ['2026-11-20T11:00:00.000Z', ['kassa'], true]);
  assert.deepEqual(figures.change.count, [20, 20, 35]);
  assert.deepEqual(figures.change, { ...monitor.totals.change, blocked: [null, null, null] });
  assert.deepEqual(totals.definition, monitor.definition);
});

test('a provider sees its two venues at every level, and the groups add up', async () => {
  const whole = (await get<TotalsAnswer>(provider, '/v1/totals?season=2026')).figures;
  assert.deepEqual([whole.count, whole.amount, whole.amountUnknown], [42, null, 'not_reported']);
  for (const [by, ids] of [
    ['nation', ['NL']],
    ['region', ['Utrecht', 'Zeeland']],
    ['venue', [one.id, two.id]],
    ['genre', ['toneel', 'dans']],
    ['production', [one, two].map((house) => house.performances[0]?.split('|')[0])],
    ['performance', [...one.performances, ...two.performances]],
    ['week', ['2026-W49', '2026-W53', '2027-W01']],
  ] as const) {
    const { groups, figures, matching } = await levels(provider, `by=${by}`);
    assert.deepEqual(new Set(groups.map((group) => group.id)), new Set(ids), by);
    assert.equal(matching, ids.length);
    assert.deepEqual(figures, whole);
    assert.equal(
      groups.reduce((sum, group) => sum + (group.figures.count ?? 0), 0),
      42,
      by,
    );
    assert.equal(
      groups.reduce((sum, group) => sum + group.figures.performances, 0),
      5,
      by,
    );
  }
});

test('unknown is null and never 0: no report, no amount, no capacity', async () => {
  const { groups } = await levels(provider, 'by=performance');
  const third = groups.find((group) => group.id === one.performances[2]);
  assert.deepEqual(
    [
      third?.figures.count,
      third?.figures.amount,
      third?.figures.amountUnknown,
      third?.figures.reserved,
      third?.figures.capacity,
      third?.figures.change.count,
    ],
    [null, null, null, null, null, [null, null, null]],
  );
  const withoutMoney = groups.find((group) => group.id === two.performances[0]);
  assert.deepEqual(
    [withoutMoney?.figures.count, withoutMoney?.figures.amount, withoutMoney?.figures.amountUnknown],
    [7, null, 'not_reported'],
  );
});

test('filters, a past day and pages work as on the monitor', async () => {
  const past = await levels(provider, 'by=venue&asOf=2026-11-13');
  assert.deepEqual(
    past.groups.map((group) => [group.id, group.figures.count]),
    [
      [one.id, 15],
      [two.id, null],
    ],
  );
  assert.deepEqual([past.asOf, past.axis, past.today], ['2026-11-13', 'true', '2026-11-13']);
  const some = await levels(
    provider,
    `by=venue&region=Utrecht,Zeeland&venue=${two.id}&from=2027-01-01&to=2027-01-31&status=planned&type=normal,premiere`,
  );
  assert.deepEqual(
    some.groups.map((group) => group.id),
    [two.id],
  );
  const first = await levels(provider, 'by=performance&limit=3');
  const rest = await levels(provider, `by=performance&limit=3&cursor=${first.next}`);
  assert.deepEqual([first.groups.length, rest.groups.length, rest.next], [3, 2, null]);
  assert.deepEqual(
    (await levels(provider, 'by=region&sort=name')).groups.map((group) => group.name),
    ['Utrecht', 'Zeeland'],
  );
});

test('a house sees its own evenings as well, and never another house', async () => {
  const { groups } = await levels(two.token, 'by=production&sort=name');
  assert.deepEqual(
    groups.map((group) => group.id),
    [two.performances[0]?.split('|')[0], null],
  );
  assert.equal((await levels(one.token, 'by=venue')).groups.length, 1);
  assert.equal((await worker.fetch('/v1/levels?by=venue')).status, 401);
});

test('a missing or wrong level is named', async () => {
  for (const query of ['', '?by=planet']) {
    const answer = await worker.call<Problem>(one.token, 'GET', `/v1/levels${query}`);
    assert.deepEqual([answer.status, answer.body.errors?.[0]?.pointer], [400, '/by']);
  }
});

test('freshness says what was heard, and to the house alone what waits there', async () => {
  const own = (await get<FreshnessAnswer>(two.token, '/v1/freshness')).venues;
  assert.deepEqual(own, [
    {
      venue: two.id,
      name: 'Schouwburg 2',
      state: 'late',
      sources: [
        {
          source: 'kassa',
          kind: 'house',
          state: 'late',
          asOf: '2026-11-18T11:00:00.000Z',
          receivedAt: new Date(NOW).toISOString(),
          hours: 49,
          unlinked: 1,
          quarantined: 1,
        },
      ],
    },
  ]);
  const seen = (await get<FreshnessAnswer>(provider, '/v1/freshness')).venues;
  assert.deepEqual(
    seen.map((venue) => [venue.venue, venue.state, venue.sources[0]?.unlinked, venue.sources[0]?.quarantined]),
    [
      [one.id, 'fresh', null, null],
      [two.id, 'late', null, null],
    ],
  );
  // A vendor sees the light of a venue that granted it to read, and of no other.
  const directory = await worker.database('DIRECTORY');
  const ask = (token: string) =>
    worker.call<FreshnessAnswer>(token, 'GET', `/v1/freshness?organisation=${two.id}`, undefined, AT);
  assert.equal((await ask(one.token)).status, 404);
  await directory
    .prepare(
      'INSERT INTO client_grant (venue, organisation, scopes, valid_from) VALUES (?1, ?2, \'["sales:read"]\', 0)',
    )
    .bind(two.key, one.provider.key)
    .run();
  assert.equal((await ask(provider)).body.venues[0]?.sources[0]?.quarantined, 1);
  const silent = await layHouse(worker, 1);
  assert.deepEqual((await get<FreshnessAnswer>(silent.token, '/v1/freshness')).venues[0]?.state, 'never');
});

test('weeks are those of ISO 8601', () => {
  assert.deepEqual(['2026-12-31', '2027-01-01', '2027-01-03', '2027-01-04', '2024-12-30', '2028-02-29'].map(isoWeek), [
    '2026-W53',
    '2026-W53',
    '2026-W53',
    '2027-W01',
    '2025-W01',
    '2028-W09',
  ]);
});
