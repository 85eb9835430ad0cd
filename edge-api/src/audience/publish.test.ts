import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { AudienceAnswer, AudienceSettings, AudienceSubjects } from '#protocol';
import { pseudonym, setOf } from '../../local/test-audience.ts';
import { layHouse, type House } from '../../local/test-house.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';

let worker: TestWorker;
let operator: string;
before(async () => {
  worker = await startTestWorker();
  operator = await worker.operatorToken();
});
after(() => worker.close());

const NOW = Date.parse('2026-11-20T12:00:00Z');
const DAY = 86_400_000;
const at = (now: number) => ({ 'x-test-now': String(now) });

async function push(house: House, sets: readonly unknown[], now = NOW): Promise<void> {
  const answer = await worker.call(house.token, 'PUT', '/v1/audience/facts', { items: sets }, at(now));
  assert.ok(answer.status < 300, JSON.stringify(answer.body));
}
async function publish(house: House, now = NOW) {
  const answer = await worker.call(operator, 'POST', '/v1/audience/releases', { organisation: house.id }, at(now));
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body as { seasons: { subjects: number; renewed: number; shown: number }[] };
}
async function look(token: string, query: string): Promise<AudienceAnswer> {
  const answer = await worker.call<AudienceAnswer>(
    token,
    'GET',
    `/v1/audience?season=2026&${query}`,
    undefined,
    at(NOW),
  );
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body;
}
const production = (house: House) => (house.performances[0] ?? '').split('|')[0] ?? '';
/** Three evenings, some buyers at more than one of them. */
const evenings = (house: House, size = 260) =>
  house.performances.map((id, n) => setOf(id, size, { buyersFrom: n * 190, ordersFrom: n * 1_000 }));

test('what was pushed is published in tens, for the house in full and for the company that plays there without what is the house’s', async () => {
  const house = await layHouse(worker, 3);
  await push(house, evenings(house));
  const { seasons } = await publish(house);
  assert.equal(seasons.length, 1);
  const { report } = await look(house.token, `level=production&id=${production(house)}`);
  assert.ok(report);
  // 190 + 190 + 260 people.
  assert.equal(report.buyers, 640);
  assert.equal(report.subject.performances, 3);
  for (const table of Object.values(report.tables))
    for (const tens of Object.values(table.cells)) assert.ok(tens === null || tens % 10 === 0, String(tens));
  assert.ok(report.tables.origin_pc4);
  assert.ok((report.tables.channel?.cells['web'] ?? 0) >= 400);
});

test('a report is one point read, and nothing of it can be asked by another house', async () => {
  const [house, other] = [await layHouse(worker, 3), await layHouse(worker, 3)];
  await push(house, evenings(house));
  await publish(house);
  assert.equal((await look(other.token, `level=production&id=${production(house)}&venue=${house.id}`)).report, null);
  const list = await worker.call<AudienceSubjects>(other.token, 'GET', '/v1/audience/subjects', undefined, at(NOW));
  assert.deepEqual(list.body.subjects, []);
  const own = await worker.call<AudienceSubjects>(house.token, 'GET', '/v1/audience/subjects', undefined, at(NOW));
  assert.deepEqual([...new Set(own.body.subjects.map(({ level }) => level))].toSorted(), [
    'genre',
    'performance',
    'production',
    'season',
  ]);
});

test('published again, the same facts say the same; a later week moves a cell by nothing or by tens', async () => {
  const house = await layHouse(worker, 3);
  await push(house, evenings(house));
  await publish(house);
  const first = await look(house.token, 'level=season');
  const again = await publish(house);
  assert.equal(again.seasons[0]?.renewed, 0);
  assert.deepEqual(await look(house.token, 'level=season'), first);
  const later = house.performances.map((id, n) =>
    setOf(id, 330, { buyersFrom: n * 190, ordersFrom: n * 1_000, asOf: '2026-11-27T05:00:00Z' }),
  );
  await push(house, later, NOW + 7 * DAY);
  await publish(house, NOW + 7 * DAY);
  const second = await look(house.token, 'level=season');
  assert.ok((second.report?.buyers ?? 0) > (first.report?.buyers ?? 0));
  assert.equal(second.report?.release.number, 2);
});

test('a house is published on Monday night by itself', async () => {
  const house = await layHouse(worker, 3);
  await push(house, evenings(house));
  assert.equal((await look(house.token, 'level=season')).why, 'no_facts');
  await worker.runMinuteJob(Date.parse('2026-11-23T03:01:00Z'));
  for (let tries = 0; tries < 10 && (await look(house.token, 'level=season')).report === null; tries += 1)
    await worker.runMinuteJob(Date.parse('2026-11-23T03:01:00Z') + tries * 60_000);
  assert.equal((await look(house.token, 'level=season')).report?.release.at, '2026-11-23T03:00:00.000Z');
});

test('a house that cannot be published keeps no other from its turn', async () => {
  const [broken, house] = [await layHouse(worker, 3), await layHouse(worker, 3)];
  for (const one of [broken, house]) await push(one, evenings(one));
  const db = await worker.database(broken.shard);
  await db
    .prepare(
      "INSERT INTO audience_release (tenant, season, number, subject, at, counts, published) VALUES (?1, 2026, 1, 'season 2026', 1, '', '')",
    )
    .bind(broken.key)
    .run();
  await worker.runMinuteJob(Date.parse('2026-11-23T03:17:00Z'));
  assert.equal((await look(broken.token, 'level=season')).why, 'no_facts');
  assert.ok((await look(house.token, 'level=season')).report);
});

test('a house that takes its sharing back is obeyed at once; what is left out is gone', async () => {
  const house = await layHouse(worker, 3);
  await push(house, evenings(house));
  await publish(house);
  const settings: AudienceSettings = { keepSeasons: 5, benchmark: false, notShared: [], excluded: [production(house)] };
  await worker.call(house.token, 'PUT', '/v1/audience/settings', settings, at(NOW));
  assert.equal((await look(house.token, `level=production&id=${production(house)}`)).why, 'excluded');
});

test('who was erased is out of the next release, and no cell falls by one', async () => {
  const house = await layHouse(worker, 3);
  await push(house, evenings(house));
  await publish(house);
  const before = await look(house.token, 'level=season');
  const buyers = Array.from({ length: 3 }, (_, n) => pseudonym('b', n));
  await worker.call(house.token, 'POST', '/v1/audience/erasures', { keyId: 'key-1', buyers }, at(NOW));
  await publish(house, NOW + 7 * DAY);
  const after = await look(house.token, 'level=season');
  for (const [name, table] of Object.entries(before.report?.tables ?? {}))
    for (const [cell, tens] of Object.entries(table.cells)) {
      const now = after.report?.tables[name as 'age']?.cells[cell] ?? null;
      if (tens !== null && now !== null) assert.equal(Math.abs(now - tens) % 10, 0, `${name} ${cell}`);
    }
});

test('what is past its time goes, with the counts behind it and the names in the log; what was published stays, and is never made anew', async () => {
  const house = await layHouse(worker, 3);
  await push(house, evenings(house));
  await publish(house);
  const buyers = [pseudonym('b', 1)];
  await worker.call(house.token, 'POST', '/v1/audience/erasures', { keyId: 'key-1', buyers }, at(NOW));
  const [db, directory, erasures] = [
    await worker.database(house.shard),
    await worker.database('DIRECTORY'),
    await worker.database('ERASURES'),
  ];
  const count = async (database: typeof db, table: string) =>
    (await database.prepare(`SELECT 1 AS one FROM ${table} WHERE tenant = ?1 LIMIT 1`).bind(house.key).all()).results
      .length;
  const left = async () => [
    await count(db, 'audience_fact'),
    await count(db, 'audience_release'),
    await count(erasures, 'erasure'),
  ];
  const forget = async (now: string) => {
    await directory.prepare("DELETE FROM job WHERE name = 'forget audience facts'").run();
    await worker.runMinuteJob(Date.parse(now));
  };
  await forget('2032-07-01T12:00:00Z');
  assert.deepEqual(await left(), [1, 1, 1]);
  // Six seasons on: the facts of 2026, not yet those for which somebody erased may have had a ticket as well.
  await forget('2032-11-20T12:00:00Z');
  assert.deepEqual(await left(), [0, 0, 1]);
  await push(house, evenings(house), NOW + DAY);
  assert.equal((await publish(house, Date.parse('2032-11-21T12:00:00Z'))).seasons.length, 0);
  assert.ok((await look(house.token, 'level=season')).report);
  await forget('2033-11-20T12:00:00Z');
  assert.deepEqual(await left(), [0, 0, 0]);
});
