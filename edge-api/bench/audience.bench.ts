/**
 * Publishing a house's tables: time and memory of one season of a million facts, rows written, the answer beside a point read, bytes of a chart, the share of
 * cells hidden per table, and what other ways of the same safety would hide or blur. BENCH_FACTS makes it smaller.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import type { AudienceTableName } from '#protocol';
import { startCountingWorker } from '../local/counting-worker.ts';
import { setOf } from '../local/test-audience.ts';
import { layHouse } from '../local/test-house.ts';
import type { Release, ReleasedSubject } from '../src/audience/release/input.ts';
import { workOut } from '../src/audience/release/release.ts';
import { sampleHouse } from '../src/audience/release/sample-house.ts';
import { METHODS, outcomeOf } from './audience-alternatives.ts';
import type { Taken } from './audience-release.ts';
import { median, millisecondsOf, report, type Measure } from './report.ts';

const FACTS = Number(process.env['BENCH_FACTS'] ?? 1_000_000);
/** Tickets sold for a fact with a buyer, about. */
const TICKETS_A_FACT = 2.55;
const AT = 2027_07_01_00;
const WORKER_MB = 128;
const WORKER_SECONDS = 300;

const houseOf = (facts: number, performances: number) =>
  sampleHouse({
    seed: 5,
    performances,
    productions: Math.ceil(performances / 3),
    tickets: Math.round((facts / performances) * TICKETS_A_FACT),
  });

function takenBy(facts: number, performances: number): Taken & { readonly facts: number } {
  const folder = mkdtempSync(join(tmpdir(), 'audience-'));
  try {
    const file = join(folder, 'facts');
    const input = houseOf(facts, performances).input(AT);
    writeFileSync(file, serialize(input));
    const script = join(import.meta.dirname, 'audience-release.ts');
    const { stdout, stderr } = spawnSync(process.execPath, [script, file]);
    if (stdout.length === 0) throw new Error(stderr.toString());
    return { ...(JSON.parse(stdout.toString()) as Taken), facts: input.facts.length };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const large = takenBy(FACTS, Math.max(20, Math.round(FACTS / 1_000)));
const tenth = takenBy(FACTS / 10, Math.max(20, Math.round(FACTS / 5_000)));

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

const evenings = new Map(house.performances.map((one) => [one.id, one]));
const inside = (wide: ReleasedSubject, part: ReleasedSubject): boolean => {
  const evening = part.level === 'performance' ? evenings.get(part.id) : undefined;
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
console.log(
  `${large.facts} facts of one season: ${large.subjects} subjects, ${large.asked} asked to be deniable, ${large.undenied} without a proof; ` +
    `about ${Math.round((large.subjects * rowsWritten) / subjects)} rows written where all are new`,
);
const measures: Measure[] = [
  {
    what: `a release of ${large.facts} facts, against the processor time of a Worker`,
    ours: large.seconds,
    floor: WORKER_SECONDS,
    unit: 's',
    atMost: 1,
  },
  { what: `a release of ${tenth.facts} facts, against 15 s`, ours: tenth.seconds, floor: 15, unit: 's', atMost: 1 },
  {
    what: `memory of ${large.facts} facts, against that of a Worker`,
    ours: large.megabytes,
    floor: WORKER_MB,
    unit: 'MB',
    atMost: 1,
  },
  {
    what: `memory of ${tenth.facts} facts, against that of a Worker`,
    ours: tenth.megabytes,
    floor: WORKER_MB,
    unit: 'MB',
    atMost: 1,
  },
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
