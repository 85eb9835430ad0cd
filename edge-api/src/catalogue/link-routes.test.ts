import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { LinkList, MonitorAnswer, Performance, PushResult } from '#protocol';
import { layHouse, type House } from '../../local/test-house.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';

let worker: TestWorker;
before(async () => (worker = await startTestWorker()));
after(() => worker.close());

const NOW = '2026-11-20T12:00:00Z';
const headers = { 'x-test-now': String(Date.parse(NOW)) };
const push = (house: House, ref: string, title: string, startsAt: string, count: number) =>
  worker.call<PushResult>(
    house.token,
    'PUT',
    '/v1/snapshots',
    {
      items: [
        { ref, about: { title, startsAt, hall: 'Grote Zaal' }, asOf: NOW, normal: { count, amount: count * 100 } },
      ],
    },
    headers,
  );
const links = async (house: House, state = 'all') =>
  (await worker.call<LinkList>(house.token, 'GET', `/v1/links?state=${state}`)).body;
/** Each question differs, so that none is answered from an isolate's memory, which the fixed clock keeps fresh. */
let asked = 0;
const rows = async (house: House) => {
  asked += 1;
  const shard = await worker.database(house.shard);
  for (let tries = 0; tries < 50; tries += 1) {
    await worker.runMinuteJob();
    const { results } = await shard.prepare('SELECT count(*) AS n FROM outbox').all<{ n: number }>();
    if (results[0]?.n === 0) break;
  }
  const seen = await worker.call<MonitorAnswer>(
    house.token,
    'GET',
    `/v1/monitor?season=2026&asked=${asked}`,
    undefined,
    headers,
  );
  return Object.fromEntries(seen.body.rows.map((row) => [row.id, row.count]));
};
/** Gives all performances of the house one hall. */
async function layHall(house: House): Promise<void> {
  const db = await worker.database('DIRECTORY');
  await db
    .prepare("INSERT INTO hall (id, venue, name) VALUES (?1, ?2, 'Grote zaal')")
    .bind(`hall-${house.id}`, house.key)
    .run();
  await db
    .prepare('UPDATE performance SET hall = (SELECT key FROM hall WHERE venue = ?1) WHERE venue = ?1')
    .bind(house.key)
    .run();
}

test('an own performance that is surely the platform’s is linked by itself and brings its figures; undone, it takes them back', async () => {
  const house = await layHouse(worker, 1);
  await layHall(house);
  const title = `Het Stuk ${house.id.replace(/\D/g, '')}`;
  assert.equal((await push(house, 'k-1', title.replace('Het ', ''), '2026-12-01T19:15:00Z', 12)).status, 200);
  const list = await links(house);
  assert.equal(list.items[0]?.linked, house.performances[0]);
  assert.equal(list.items[0]?.how, 'auto');
  assert.deepEqual(await rows(house), { [house.performances[0] ?? '']: 12 });
  assert.equal((await worker.call(house.token, 'POST', '/v1/links', { ref: 'k-1' })).status, 200);
  const apart = await rows(house);
  assert.equal(apart['ref:k-1'], 12);
  assert.equal(apart[house.performances[0] ?? ''], null);
  assert.equal((await push(house, 'k-2', 'Iets heel anders', '2026-12-01T19:15:00Z', 3)).status, 200);
  assert.equal((await links(house, 'open')).open, 2);
});

test('a person links what was only likely; a house links nothing of another', async () => {
  const [house, other] = [await layHouse(worker, 1), await layHouse(worker, 1)];
  await push(house, 'x', 'Onleesbaar', '2026-12-01T21:00:00Z', 7);
  assert.equal(
    (await worker.call(house.token, 'POST', '/v1/links', { ref: 'x', performance: other.performances[0] })).status,
    404,
  );
  assert.equal(
    (await worker.call(other.token, 'POST', '/v1/links', { ref: 'x', performance: other.performances[0] })).status,
    404,
  );
  assert.equal(
    (await worker.call(house.token, 'POST', '/v1/links', { ref: 'x', performance: house.performances[0] })).status,
    200,
  );
  assert.equal((await rows(house))[house.performances[0] ?? ''], 7);
});

test('one reference is one performance and one performance one reference of a source, whoever links at once', async () => {
  const house = await layHouse(worker, 2);
  await push(house, 'r1', 'Onleesbaar', '2026-12-01T21:00:00Z', 7);
  await push(house, 'r2', 'Onleesbaar', '2026-12-02T21:00:00Z', 8);
  const link = (ref: string, performance: string | undefined) =>
    worker.call<{ detail?: string }>(house.token, 'POST', '/v1/links', { ref, performance });
  const [one, two] = house.performances;
  const race = await Promise.all([link('r1', one), link('r2', one), link('r1', two), link('r2', two)]);
  assert.equal(race.filter(({ status }) => status === 200).length, 2);
  assert.ok(race.every(({ status }) => status === 200 || status === 409));
  const linked = (await links(house, 'linked')).items.map((item) => item.linked);
  assert.equal(linked.length, 2);
  assert.equal(new Set(linked).size, 2);
  assert.equal(
    Object.values(await rows(house)).reduce((sum, count) => (sum ?? 0) + (count ?? 0), 0),
    15,
  );
});

test('linking by hand finds the performance by title and day, also as a box office session, in its own house only', async () => {
  const [house, other] = [await layHouse(worker, 3), await layHouse(worker, 1)];
  await layHall(house);
  const made = await worker.call<{ token: string }>(house.token, 'POST', '/v1/embed-sessions', {
    preset: 'box-office',
    origins: ['http://host.test'],
  });
  const search = async (query: string) =>
    (
      await worker.call<{ items: { id: string }[] }>(made.body.token, 'GET', `/v1/performances?${query}`)
    ).body.items.map(({ id }) => id);
  assert.deepEqual(await search('q=het stuk&from=2026-12-02&to=2026-12-03'), house.performances.slice(1));
  assert.deepEqual(await search(`venue=${other.id}`), []);
  assert.deepEqual(await search('q=onvindbaar'), []);
  const [found] = (await worker.call<{ items: Performance[] }>(made.body.token, 'GET', '/v1/performances?q=het stuk'))
    .body.items;
  assert.deepEqual(
    [found?.hallName, found?.venueName, found?.providerName],
    ['Grote zaal', `Schouwburg ${house.id.replace(/\D/g, '')}`, `Gezelschap ${house.id.replace(/\D/g, '')}`],
  );
});

test('an open reference says how many tickets wait behind it, a linked one what it is linked to', async () => {
  const house = await layHouse(worker, 1);
  await push(house, 'waits', 'Onleesbaar', '2026-12-01T21:00:00Z', 7);
  await push(house, 'goes', 'Onleesbaar ook', '2026-12-05T21:00:00Z', 4);
  const db = await worker.database('DIRECTORY');
  const unheard = "INSERT INTO performance (venue, ref, title, starts_at) VALUES (?1, 'unheard', 'Stil', ?2)";
  await db.prepare(unheard).bind(house.key, Date.parse('2026-12-20T19:00:00Z')).run();
  await worker.call(house.token, 'POST', '/v1/links', { ref: 'goes', performance: house.performances[0] });
  await rows(house);
  const { items } = await links(house);
  const of = (ref: string) => items.find((item) => item.ref === ref);
  assert.deepEqual(
    ['waits', 'goes', 'unheard'].map((ref) => of(ref)?.count),
    [7, null, null],
  );
  assert.equal(of('waits')?.linkedTo, null);
  assert.deepEqual(of('goes')?.linkedTo, {
    title: `Het Stuk ${house.id.replace(/\D/g, '')}`,
    startsAt: '2026-12-01T19:15:00.000Z',
    hall: null,
    provider: `Gezelschap ${house.id.replace(/\D/g, '')}`,
  });
});

test('a session limited to productions is shown, and changes, links to those alone', async () => {
  const house = await layHouse(worker, 1);
  const db = await worker.database('DIRECTORY');
  const other = house.performances[0]?.replace('0000001|', '0000002|') ?? '';
  await db
    .prepare('INSERT INTO production (id, title, provider) VALUES (?1, ?2, ?3)')
    .bind(other.split('|')[0], 'Het Geheim', house.provider.key)
    .run();
  await db
    .prepare(
      `INSERT INTO performance (production, number, number_text, venue, starts_at)
       SELECT key, 1, '00001', ?2, ?3 FROM production WHERE id = ?1`,
    )
    .bind(other.split('|')[0], house.key, Date.parse('2026-12-01T20:15:00Z'))
    .run();
  await push(house, 'open', 'Onleesbaar', '2026-12-01T21:00:00Z', 7);
  await push(house, 'theirs', 'Onleesbaar ook', '2026-12-05T21:00:00Z', 4);
  await worker.call(house.token, 'POST', '/v1/links', { ref: 'theirs', performance: other });
  await rows(house);
  const made = await worker.call<{ token: string }>(house.token, 'POST', '/v1/embed-sessions', {
    preset: 'box-office',
    origins: ['http://host.test'],
    productions: [house.performances[0]?.split('|')[0]],
  });
  const limited = (await worker.call<LinkList>(made.body.token, 'GET', '/v1/links?state=all')).body;
  assert.deepEqual(
    limited.items.map(({ ref, count, suggestions }) => [ref, count, suggestions.map(({ performance }) => performance)]),
    [['open', null, [house.performances[0]]]],
  );
  assert.deepEqual([limited.open, limited.linked], [1, 0]);
  assert.equal((await worker.call(made.body.token, 'POST', '/v1/links', { ref: 'theirs' })).status, 404);
  const whole = (await links(house)).items;
  assert.deepEqual(whole.find(({ ref }) => ref === 'theirs')?.linked, other);
  const open = whole.find(({ ref }) => ref === 'open');
  assert.deepEqual([open?.count, open?.suggestions.length], [7, 2]);
});
