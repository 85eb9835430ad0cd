/**
 * Publishing a house's tables: time and memory of a million facts in one season and in five, rows written, the answer beside a point read, bytes of a chart, the share of
 * cells hidden per table, and what other ways of the same safety would hide or blur. BENCH_FACTS makes it smaller.
 */
import type { AudienceTableName } from '#protocol';
import { startCountingWorker } from '../local/counting-worker.ts';
import { setOf } from '../local/test-audience.ts';
import { layHouse } from '../local/test-house.ts';
import type { Release, ReleasedSubject } from '../src/audience/release/input.ts';
import { workOut } from '../src/audience/release/release.ts';
import { METHODS, outcomeOf } from './audience-alternatives.ts';
import { AT, houseOf, withSeasons } from './audience-seasons.ts';
import { median, millisecondsOf, report, type Measure } from './report.ts';

const FACTS = Number(process.env['BENCH_FACTS'] ?? 1_000_000);
const WORKER_MB = 128;
const WORKER_SECONDS = 300;

const MINUTES = 15;

type Sizes = readonly (readonly [facts: number, performances: number])[];
/** In the smallest heap of these, in megabytes, that is enough; the columns of numbers lie beside it. */
const takenBy = (heaps: readonly number[], sizes: Sizes) =>
  withSeasons(sizes, (seasons) => seasons.inSmallest(heaps, MINUTES));

const evenings = (facts: number, each: number) => Math.max(20, Math.round(facts / each));
const tenth = takenBy([24, 32, 48, 64, 128], [[FACTS / 10, evenings(FACTS / 10, 500)]]);
const season = Math.round(FACTS / 5);
const five = takenBy(
  [48, 64, 96, 128, 256],
  Array.from({ length: 5 }, () => [season, evenings(season, 1_000)] as const),
);
const large = takenBy([96, 192, 384], [[FACTS, evenings(FACTS, 1_000)]]);

const house = houseOf(20_000, 60);
const { release } = workOut(house.input(AT));

interface Share {
  cells: number;
  tenAndMore: number;
  shown: number;
  bytes: number[];
}
function sharesOf({ subjects }: Release): Map<string, Share> {
  const shares = new Map<string, Share>();
  for (const { level, counts, published } of subjects) {
    for (const [name, cells] of Object.entries(counts.tables)) {
      const key = `${level} ${name}`;
      const share = shares.get(key) ?? { cells: 0, tenAndMore: 0, shown: 0, bytes: [] };
      shares.set(key, share);
      const table = published.tables[name as AudienceTableName];
      share.bytes.push(JSON.stringify(table ?? null).length);
      for (const [label, count] of Object.entries(cells)) {
        share.cells += 1;
        if (count >= 10) share.tenAndMore += 1;
        if (table?.cells[label]) share.shown += 1;
      }
    }
  }
  return shares;
}
const shares = sharesOf(release);
console.table(
  [...shares].map(([table, { cells, tenAndMore, shown, bytes }]) => ({
    table,
    'cells with somebody': cells,
    'of ten and more': tenAndMore,
    'of those hidden for another %': Number(((100 * (tenAndMore - shown)) / Math.max(1, tenAndMore)).toFixed(1)),
    'bytes of a chart': median(bytes),
  })),
);

const eveningOf = new Map(house.performances.map((one) => [one.id, one]));
const inside = (wide: ReleasedSubject, part: ReleasedSubject): boolean => {
  const evening = part.level === 'performance' ? eveningOf.get(part.id) : undefined;
  if (evening) return wide.level === 'production' && wide.id === evening.production;
  return wide.level === 'season' && (part.level === 'production' || part.level === 'genre');
};
const outcomes = METHODS.map((method) => outcomeOf(release, inside, method));
console.table(
  outcomes.map(({ name, shown, width, givenAway }) => ({
    way: name,
    'cells of ten and more shown': shown,
    'buyers a figure leaves open': Number(width.toFixed(1)),
    'one to nine given away by a line of sums': givenAway,
  })),
);

async function served() {
  const worker = await startCountingWorker();
  try {
    const NOW = Date.parse('2026-11-20T12:00:00Z');
    const at = { 'x-test-now': String(NOW) };
    const own = await layHouse(worker, 6);
    const items = own.performances.map((id, n) => setOf(id, 260, { buyersFrom: n * 190, ordersFrom: n * 1_000 }));
    await worker.call(own.token, 'PUT', '/v1/audience/facts', { items }, at);
    const operator = await worker.operatorToken();
    await worker.spent();
    const made = await worker.call<{ seasons: { subjects: number }[] }>(
      operator,
      'POST',
      '/v1/audience/releases',
      { organisation: own.id },
      at,
    );
    const { rowsWritten } = await worker.spent();
    const shard = await worker.database(own.shard);
    const read = shard.prepare(
      "SELECT body FROM audience_report WHERE reader = ?1 AND venue = ?1 AND season = 2026 AND level = 'season' AND subject = '2026'",
    );
    const [answers, reads]: [number[], number[]] = [[], []];
    for (let i = 0; i < 60; i += 1) {
      reads.push(await millisecondsOf(() => read.bind(own.key).all()));
      answers.push(
        await millisecondsOf(() =>
          worker.call(own.token, 'GET', '/v1/audience?season=2026&level=season', undefined, at),
        ),
      );
    }
    return { rowsWritten, subjects: made.body.seasons[0]?.subjects ?? 0, answer: median(answers), read: median(reads) };
  } finally {
    await worker.close();
  }
}
const { rowsWritten, subjects, answer, read } = await served();

const sum = (of: (share: Share) => number) => [...shares.values()].reduce((total, share) => total + of(share), 0);
const rows = (told: number) => Math.round((told * rowsWritten) / subjects);
function costs(name: string, taken: typeof large, seconds: number): Measure[] {
  if (taken === null) {
    console.log(`${name}: no end in ${MINUTES} minutes, or no heap that was tried is enough`);
    return [
      { what: `${name}: processor time`, ours: Infinity, floor: seconds, unit: 's', atMost: 1 },
      { what: `${name}: heap and columns`, ours: Infinity, floor: WORKER_MB, unit: 'MB', atMost: 1 },
    ];
  }
  const { facts, heap, arrays, megabytes, asked, undenied } = taken;
  console.log(
    `${name}: ${facts} facts, ${taken.subjects} subjects, ${asked} asked to be deniable, ${undenied} without a proof; about ${rows(taken.subjects)} rows written ` +
      `where all are new; passes in a heap of ${heap} MB, with ${Math.round(arrays)} MB of columns beside it; ${Math.round(megabytes)} MB resident`,
  );
  return [
    { what: `${name}: processor time`, ours: taken.seconds, floor: seconds, unit: 's', atMost: 1 },
    { what: `${name}: heap and columns`, ours: heap + arrays, floor: WORKER_MB, unit: 'MB', atMost: 1 },
  ];
}
const measures: Measure[] = [
  ...costs('a tenth of them, one season', tenth, 15),
  ...costs('all in five seasons, one after another, against a Worker', five, WORKER_SECONDS),
  ...costs('all in one season, against a Worker', large, WORKER_SECONDS),
  {
    what: 'rows written, against the subjects told (one to keep, one to answer)',
    ours: rowsWritten,
    floor: subjects,
    unit: 'rows',
  },
  { what: 'an answer through the Worker, against its point read alone', ours: answer, floor: read, unit: 'ms' },
  {
    what: 'cells shown, of those with ten and more',
    ours: sum(({ shown }) => shown),
    floor: sum(({ tenAndMore }) => tenAndMore),
    unit: 'cells',
  },
];
await report('audience', measures);
