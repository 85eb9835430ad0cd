/**
 * Reading the monitor of 200 performances. From memory it is measured against a route that answers nothing; where the
 * database is asked, against a bare read of one row. Short turns, each between two of what it is measured against; the
 * median of their ratios.
 */
import { layHouse } from '../local/test-house.ts';
import { FORGET, startPair } from './bench-worker.ts';
import { startLoad, type Target } from './load.ts';
import { median, report } from './report.ts';

const ROWS = 200;
const DAYS = 30;
const NOW = Date.parse('2026-11-20T12:00:00Z');
const TURN_MS = 700;
const TURNS = Number(process.env['BENCH_TURNS'] ?? 7);

const { worker, floor, close } = await startPair();
const load = startLoad();
const house = await layHouse(worker, ROWS, '2026-10-05T18:00:00Z');
const SOLD = [0, 4, 9, 9, 17, 12, 3];
for (let day = DAYS; day > 0; day -= 1) {
  const at = NOW - day * 86_400_000;
  const items = house.performances.map((performance, i) => ({
    performance,
    asOf: new Date(at).toISOString(),
    normal: { count: (DAYS - day) * (i % 7) + (SOLD[(day + i) % 7] ?? 0), amount: (DAYS - day) * (i % 7) * 2_350 },
    discount: { count: (DAYS - day) * (i % 3), amount: (DAYS - day) * (i % 3) * 1_800 },
    free: { count: i % 11 },
    reserved: { count: (i * day) % 23, amount: ((i * day) % 23) * 2_350 },
    blocked: { count: i % 5 },
    capacity: 200 + (i % 9) * 100,
  }));
  const answer = await worker.call(
    house.token,
    'PUT',
    '/v1/snapshots',
    { items },
    { 'x-test-now': String(at + 60_000) },
  );
  if (answer.status !== 207) throw new Error(JSON.stringify(answer.body).slice(0, 300));
}
for (let tries = 0; tries < 50; tries += 1) {
  const db = await worker.database(house.shard);
  if (!(await db.prepare('SELECT count(*) AS n FROM outbox').all<{ n: number }>()).results[0]?.n) break;
  await worker.runMinuteJob();
}
// The bare read finds one row of the size a small answer has.
const bare = await floor.database('SHARD_00');
await bare
  .prepare('INSERT INTO reader_total (reader, season, version, body) VALUES (1, 2026, 1, ?1)')
  .bind(JSON.stringify({ text: 'x'.repeat(500) }))
  .run();

const path = '/v1/monitor?season=2026';
const authorization = `Bearer ${house.token}`;
const headers = { authorization, 'x-test-now': String(NOW) };
const gzip = { ...headers, 'accept-encoding': 'gzip' };
const first = await worker.fetch(path, { headers });
const etag = first.headers.get('etag') ?? '';
const bytes = (await first.arrayBuffer()).byteLength;
/** Fifty pages in turn while time goes on by 50 ms a call: each has expired when its turn comes, other copies live on as they do. */
const PAGES = 50;
const later = (n: number) => ({ 'x-test-now': String(NOW + (n % 60_000) * 50) });
const turned = (n: number) => `${path}&_=p${n % PAGES}`;
const api = (more: Partial<Target>): Target => ({ url: worker.url, path, headers: gzip, status: 200, ...more });

const targets = {
  nothing: { url: floor.url, path: '/', status: 200 },
  point: { url: floor.url, path: '/point', status: 200 },
  gzip: api({}),
  identity: api({ headers }),
  unchanged: api({ headers: { ...gzip, 'if-none-match': etag }, status: 304 }),
  asked: api({ path: turned, each: later }),
  askedUnchanged: api({ path: turned, headers: { ...gzip, 'if-none-match': etag }, each: later, status: 304 }),
  kept: api({ path: (n) => `${path}&_=${n}` }),
  made: api({ path: (n) => `${path}&limit=199&_=${n}` }),
  alone: api({ headers: { ...gzip, [FORGET]: '1' } }),
  filtered: api({ path: (n) => `${path}&q=stuk&sort=count&_=${n}` }),
} satisfies Record<string, Target>;
type Name = keyof typeof targets;
type Floor = 'nothing' | 'point';
const names = (Object.keys(targets) as Name[]).filter((name) => name !== 'nothing' && name !== 'point');
/** What each is measured against, in the same moment: a machine that is busy with something else slows both. */
const FLOORS: Partial<Record<Name, Floor>> = { gzip: 'nothing', identity: 'nothing', unchanged: 'nothing' };
const floorOf = (name: Name): Floor => FLOORS[name] ?? 'point';
interface Turn {
  readonly ours: number;
  readonly floor: number;
}
const seen = new Map<Name, Turn[]>(names.map((name) => [name, []]));
for (const name of Object.keys(targets) as Name[]) await load.run(targets[name], 200);
const asKept = await worker.fetch(`${path}&_=kept`, { headers });
if (!(Number(asKept.headers.get('x-rows-read')) <= 20)) throw new Error('the page is not kept: its rows were read');
for (let turn = 0; turn < TURNS; turn += 1)
  for (const name of names) {
    const before = await load.run(targets[floorOf(name)], TURN_MS / 2);
    const ours = await load.run(targets[name], TURN_MS);
    const after = await load.run(targets[floorOf(name)], TURN_MS / 2);
    seen.get(name)?.push({ ours, floor: (before + after) / 2 });
  }
await load.close();
await close();

/** The turn with the median ratio. */
const row = (what: string, name: Name, atLeast?: number) => {
  const turns = seen.get(name) ?? [];
  const middle = median(turns.map(({ ours, floor: least }) => ours / least));
  const turn = turns.find(({ ours, floor: least }) => ours / least === middle);
  return {
    what,
    ours: turn?.ours ?? Number.NaN,
    floor: turn?.floor ?? Number.NaN,
    unit: 'requests/s',
    ...(atLeast === undefined ? {} : { atLeast }),
  };
};
const kilobytes = Math.round(bytes / 1_000);
await report('edge-read', [
  row(`monitor of ${ROWS} (${kilobytes} kB) from memory, gzipped, against a no-op`, 'gzip', 0.5),
  row('the same for a caller that takes no gzip', 'identity'),
  row('the same, not modified (304)', 'unchanged', 0.5),
  row('memory expired, version row checked, against a bare read of one row', 'asked', 0.5),
  row('the same, not modified (304)', 'askedUnchanged', 0.5),
  row('page not in memory, rights are: the page as last answered, against a bare read', 'kept', 0.5),
  row('the same, made anew from its rows (the first reader after a change)', 'made'),
  row('the same, searched and sorted over the season', 'filtered'),
  row('isolate empty: rights, keys and page read anew, against a bare read', 'alone'),
]);
