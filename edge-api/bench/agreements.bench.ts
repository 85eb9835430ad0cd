/**
 * The sums of agreements: waterfalls a second beside a bare loop that does the same arithmetic and tells nothing; what a
 * simulation takes beside a route that answers nothing; my share over 1,200 performances, its time and the rows it reads.
 */
import { EXAMPLES, waterfall } from '#deal';
import { startCountingWorker } from '../local/counting-worker.ts';
import { layMember } from '../local/test-catalogue.ts';
import { median, report, type Measure } from './report.ts';

const TURN_MS = 400;
const TURNS = Number(process.env['BENCH_TURNS'] ?? 7);
const WANTED_A_SECOND = 10_000;
const PERFORMANCES = 1_200;
const IN_A_DEAL = 3;
const NOW = Date.parse('2026-11-20T12:00:00Z');

/** Per second of this process's processor: whatever else the machine does. */
function perSecond(work: () => void): number {
  const from = performance.now();
  const before = process.cpuUsage();
  let done = 0;
  while (performance.now() - from < TURN_MS) {
    for (let i = 0; i < 50; i += 1) work();
    done += 50;
  }
  const { user, system } = process.cpuUsage(before);
  return (done * 1_000_000) / (user + system);
}

const example = EXAMPLES.find(({ name }) => name.startsWith('3 guarantee to provider, B'));
if (!example) throw new Error('no such example');
const { terms, sales } = example;
/** The same steps by hand: levy, VAT, rights, share, guarantee, rest. */
const round = (amount: number, numerator: number, denominator: number) =>
  Math.floor((2 * amount * numerator + denominator) / (2 * denominator));
let kept = 0;
function bare(): void {
  const base = round((sales[0]?.gross ?? 0) - 300 * (sales[0]?.paid ?? 0), 10_000, 10_900);
  const net = base - round(base, 500, 10_000);
  const provider = Math.max(round(net, 8_000, 10_000), terms.guaranteeProvider ?? 0);
  kept += net - provider;
}
let told = 0;
const ours = () => {
  told += waterfall(terms, sales).venue;
};
const turns = Array.from({ length: TURNS }, () => ({ ours: perSecond(ours), floor: perSecond(bare) }));
if (Math.sign(kept) !== Math.sign(told)) throw new Error('not the same sums');
const middle = median(turns.map(({ ours: a, floor }) => a / floor));
const turn = turns.find(({ ours: a, floor }) => a / floor === middle);
const measures: Measure[] = [
  {
    what: 'a waterfall with all its lines, against a bare loop over the same arithmetic',
    ours: 1_000_000 / (turn?.ours ?? 0),
    floor: 1_000_000 / (turn?.floor ?? 0),
    unit: 'µs of processor',
  },
  {
    what: 'waterfalls a second, against the figure that is asked for',
    ours: turn?.ours ?? 0,
    floor: WANTED_A_SECOND,
    unit: 'waterfalls/s of processor',
    atLeast: 1,
  },
];

const worker = await startCountingWorker();
const operator = await worker.operatorToken();
const provider = await layMember(worker, operator, 'producer');
const directory = await worker.database('DIRECTORY');
const [organisation] = (
  await directory
    .prepare('SELECT key, shard FROM organisation WHERE id = ?1')
    .bind(provider.id)
    .all<{ key: number; shard: string }>()
).results;
if (!organisation) throw new Error('no organisation');
const headers = {
  authorization: `Bearer ${provider.token}`,
  'x-test-now': String(NOW),
  'content-type': 'application/json',
};

const shard = await worker.database(organisation.shard);
const performances = Array.from({ length: PERFORMANCES }, (_, i) => {
  const production = `XD-26-001-${String(1 + Math.floor(i / 40)).padStart(7, '0')}`;
  const startsAt = Date.parse('2026-09-01T18:15:00Z') + Math.floor(i / 6) * 86_400_000;
  return {
    key: 1_000_000 + i,
    id: `${production}|${String(i).padStart(5, '0')}`,
    production,
    startsAt,
    date: new Date(startsAt).toISOString().slice(0, 10),
  };
});
const bodies = performances.map(({ key, id, production, startsAt, date }, i) => [
  organisation.key,
  startsAt,
  key,
  JSON.stringify({
    id,
    production,
    title: 'Het Stuk',
    venue: 'XD-ORG-huis',
    date,
    status: i % 50 === 0 ? 'cancelled' : 'planned',
    capacity: 600,
    vat: 900,
    levies: [{ name: 'Theatertoeslag', amount: 300, vatRate: 9, shared: false }],
    terms: { currency: 'EUR', vat: 'included', levy: 'included' },
    stand: { normal: [100 + (i % 300), (100 + (i % 300)) * 3_050], free: [i % 12, 0] },
    asOf: NOW,
    source: 'kassa',
    history: { paid: Array.from({ length: 29 }, (_, day) => day * i), free: [], amount: [], reserved: [], blocked: [] },
  }),
]);
await shard
  .prepare(
    `INSERT INTO reader_row (reader, season, starts_at, performance, version, body) SELECT value->>0, 2026, value->>1, value->>2, 1, value->>3 FROM json_each(?1)`,
  )
  .bind(JSON.stringify(bodies))
  .run();
const deals = Array.from({ length: PERFORMANCES / IN_A_DEAL }, (_, n) => {
  const own = performances.slice(n * IN_A_DEAL, (n + 1) * IN_A_DEAL);
  const body = {
    id: `AGR-${n}`,
    state: n % 4 === 0 ? 'settled' : 'approved',
    side: 'provider',
    terms: { ...terms, ...(n % 3 === 0 ? { basis: 'total' } : {}) },
    production: { id: own[0]?.production, title: 'Het Stuk' },
    keys: own.map(({ key }) => key),
    inForce: {
      version: 1,
      terms: { ...terms, ...(n % 3 === 0 ? { basis: 'total' } : {}) },
      performances: own.map(({ id, key, date }) => ({ id, key, date, agreedVatRate: 9 })),
    },
    // A quarter was settled, so that what was signed is beside what today's sales give.
    signed: {
      papers: n % 4 === 0 ? 1 : 0,
      of: n % 4 === 0 ? [{ statement: `STM-${n}`, parts: own.map(({ id }) => [id, 400_000, 100_000]) }] : [],
    },
  };
  return [organisation.key, body.id, own[0]?.startsAt, own.at(-1)?.startsAt, JSON.stringify(body)];
});
await shard
  .prepare(
    `INSERT INTO agreement_row (reader, id, venue, revision, state, production, first_at, last_at, updated_at, body)
     SELECT value->>0, value->>1, 1, 1, 'approved', 1, value->>2, value->>3, 1, value->>4 FROM json_each(?1)`,
  )
  .bind(JSON.stringify(deals))
  .run();

const simulation = JSON.stringify({
  terms,
  other: { form: 'buyout', currency: 'EUR', fee: 650_000 },
  seats: {
    capacity: 650,
    averagePrice: 3_050,
    free: 10,
    levies: [{ name: 'Theatertoeslag', amount: 300, vatRate: 9, shared: false }],
  },
});
const ask = async (path: string, init: RequestInit): Promise<string> => {
  const answer = await fetch(worker.url + path, init);
  const text = await answer.text();
  if (answer.status !== 200 && answer.status !== 404) throw new Error(`${answer.status} ${text.slice(0, 300)}`);
  return text;
};
const nothing = () => ask('/v1/nothing', { headers });
const simulate = () => ask('/v1/agreements/simulate', { method: 'POST', headers, body: simulation });
const share = () => ask('/v1/my-share?season=2026', { headers });
const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const from = performance.now();
  await work();
  return performance.now() - from;
};
const seen = { nothing: [] as number[], simulate: [] as number[], share: [] as number[] };
for (let n = 0; n < 3; n += 1) await Promise.all([nothing(), simulate(), share()]);
for (let n = 0; n < TURNS * 6; n += 1) {
  seen.nothing.push(await timed(nothing));
  seen.simulate.push(await timed(simulate));
  seen.share.push(await timed(share));
}
await worker.spent();
const answer = JSON.parse(await share()) as { performances: unknown[]; total: { provisional: number } };
const { queries, rowsRead } = await worker.spent();
if (answer.performances.length !== PERFORMANCES || !(answer.total.provisional > 0)) throw new Error('not all of it');
await worker.close();

const floor = median(seen.nothing);
await report('agreements', [
  ...measures,
  {
    what: 'a simulation of two deals over 640 seats, against a request that finds nothing',
    ours: median(seen.simulate),
    floor,
    unit: 'ms',
  },
  { what: `my share over ${PERFORMANCES} performances, against the same`, ours: median(seen.share), floor, unit: 'ms' },
  {
    what: `rows read for it, against its ${PERFORMANCES} performances and ${deals.length} deals`,
    ours: rowsRead,
    floor: PERFORMANCES + deals.length,
    unit: 'rows',
    atMost: 1.1,
  },
  { what: 'statements for it', ours: queries, floor: 1, unit: 'statements' },
]);
