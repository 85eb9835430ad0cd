/**
 * Growth: the same page of a monitor, asked with 15 seasons of history and with one, and with 500 venues in its shard and
 * with 10. Rows are laid straight into D1 in bulk, copied from what the API itself made. Every call reads its rows anew.
 * Both shards are asked in turn, medians.
 */
import { layHouse, type House } from '../local/test-house.ts';
import { startPair } from './bench-worker.ts';
import { startLoad } from './load.ts';
import { median, report } from './report.ts';

const ROWS = 120;
const NOW = Date.parse('2026-11-20T12:00:00Z');
const TURN_MS = 700;
const TURNS = Number(process.env['BENCH_TURNS'] ?? 7);
const SEASONS = 15;
const [FEW, MANY] = [10, 500];

const { worker, close } = await startPair();
const load = startLoad();

async function lay(): Promise<House> {
  const house = await layHouse(worker, ROWS, '2026-10-05T18:00:00Z');
  const items = house.performances.map((performance, i) => ({
    performance,
    asOf: '2026-11-20T11:00:00Z',
    normal: { count: i, amount: i * 2_000 },
    capacity: 500,
  }));
  const answer = await worker.call(house.token, 'PUT', '/v1/snapshots', { items }, { 'x-test-now': String(NOW) });
  if (answer.status !== 207) throw new Error(JSON.stringify(answer.body).slice(0, 300));
  for (let tries = 0; tries < 50; tries += 1) {
    const db = await worker.database(house.shard);
    if (!(await db.prepare('SELECT count(*) AS n FROM outbox').all<{ n: number }>()).results[0]?.n) break;
    await worker.runMinuteJob();
  }
  return house;
}

/** Earlier seasons of one reader, as its own were. */
async function addSeasons(house: House, seasons: number): Promise<void> {
  const db = await worker.database(house.shard);
  for (let back = 1; back < seasons; back += 1) {
    await db
      .prepare(
        `INSERT INTO reader_row (reader, season, starts_at, performance, version, body)
         SELECT reader, season - ?2, starts_at - ?2 * 31536000000, performance + ?2 * 1000000, version, body FROM reader_row WHERE reader = ?1 AND season = 2026`,
      )
      .bind(house.key, back)
      .run();
    await db
      .prepare(
        'INSERT INTO reader_total SELECT reader, season - ?2, version, body FROM reader_total WHERE reader = ?1 AND season = 2026',
      )
      .bind(house.key, back)
      .run();
  }
}

/** Other readers of the same shard with a season like this one's. */
async function addReaders(house: House, readers: number): Promise<void> {
  const db = await worker.database(house.shard);
  for (const table of ['reader_row', 'reader_total']) {
    const columns = table === 'reader_row' ? 'season, starts_at, performance, version, body' : 'season, version, body';
    await db
      .prepare(
        `INSERT INTO ${table} (reader, ${columns}) SELECT 100000 + k.value, ${columns} FROM json_each(?2) k CROSS JOIN ${table} WHERE reader = ?1 AND season = 2026`,
      )
      .bind(house.key, JSON.stringify(Array.from({ length: readers - 1 }, (_, i) => i)))
      .run();
  }
}

const houses = { one: await lay(), seasons: await lay(), many: await lay() };
await addSeasons(houses.seasons, SEASONS);
await addReaders(houses.one, FEW);
await addReaders(houses.seasons, FEW);
await addReaders(houses.many, MANY);

type Name = keyof typeof houses;
const names = Object.keys(houses) as Name[];
const turn = (name: Name, ms: number) =>
  load.run(
    {
      url: worker.url,
      path: (n) => `/v1/monitor?season=2026&limit=119&_=${n}`,
      headers: { authorization: `Bearer ${houses[name].token}`, 'x-test-now': String(NOW) },
      status: 200,
    },
    ms,
  );
const seen: Record<Name, number[]> = { one: [], seasons: [], many: [] };
for (const name of names) await turn(name, 300);
for (let i = 0; i < TURNS; i += 1) for (const name of names) seen[name].push(1_000 / (await turn(name, TURN_MS)));
await load.close();
await close();

const row = (what: string, name: Name) => ({
  what,
  ours: median(seen[name]),
  floor: median(seen.one),
  unit: 'ms a page',
  atMost: 1.2,
});
await report('edge-growth', [
  row(`a page with ${SEASONS} seasons of history, against one`, 'seasons'),
  row(`a page with ${MANY} venues in the shard, against ${FEW}`, 'many'),
]);
