/**
 * Publishing a house's tables: time and memory for a million facts, of which a season's are released; the share of cells hidden per table; and what
 * two alternatives hide or blur: fewer than ten hidden and nothing else (not safe), and everything in bands of fifty (coarser tens for all).
 */
import { AUDIENCE_TABLES, type AudienceTableName } from '#protocol';
import { columnsOf, sampleHouse } from '../src/audience/release/sample-house.ts';
import { workOut, type Workings } from '../src/audience/release/release.ts';
import type { Release, ReleaseInput } from '../src/audience/release/input.ts';
import { report, type Measure } from './report.ts';

const FACTS = Number(process.env['BENCH_FACTS'] ?? 1_000_000);
const PERFORMANCES = 200;
const AT = 2027_07_01_00;
const SEASONS = 5;

/** The season, and four earlier ones of as many facts with the same buyers. */
function millionFacts(): ReleaseInput {
  const perSeason = FACTS / SEASONS;
  const house = sampleHouse({
    seed: 5,
    performances: PERFORMANCES,
    productions: 60,
    tickets: Math.round((perSeason / PERFORMANCES) * 1.7),
  });
  const input = house.input(AT);
  const own = house.facts.filter(({ buyer }) => buyer >= 0);
  const earlier = input.performances.map((one) => ({
    ...one,
    key: -one.key,
    id: `A${one.id}`,
    season: 2025,
    date: '2025-11-11',
  }));
  const facts = [...own];
  for (let i = 0; facts.length < FACTS; i += 1) {
    const fact = own[i % own.length];
    if (fact) facts.push({ ...fact, performance: PERFORMANCES + fact.performance, hour: fact.hour - 1_000_000 });
  }
  return { ...input, performances: [...input.performances, ...earlier], facts: columnsOf(facts) };
}

const input = millionFacts();
global.gc?.();
const before = process.memoryUsage();
const from = performance.now();
const plain = workOut(input, false, { deny: false, oneCell: true, time: true });
const counted = performance.now();
const { release, workings } = workOut(input);
const seconds = (performance.now() - counted) / 1000;
const after = process.memoryUsage();
const megabytes = (after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers) / 1_048_576;

interface Share {
  cells: number;
  tenAndMore: number;
  shown: number;
  shownByHidingAlone: number;
  inFifties: number;
}
function sharesOf(of: Release, unsafe: Release): Map<string, Share> {
  const shares = new Map<string, Share>();
  for (const [i, subject] of of.subjects.entries()) {
    for (const [name, cells] of Object.entries(subject.counts.tables)) {
      const key = `${subject.level} ${name}`;
      const share = shares.get(key) ?? { cells: 0, tenAndMore: 0, shown: 0, shownByHidingAlone: 0, inFifties: 0 };
      shares.set(key, share);
      for (const [label, count] of Object.entries(cells)) {
        share.cells += 1;
        if (count >= 10) share.tenAndMore += 1;
        if (count >= 50) share.inFifties += 1;
        if (subject.published.tables[name as AudienceTableName]?.cells[label]) share.shown += 1;
        if (unsafe.subjects[i]?.published.tables[name as AudienceTableName]?.cells[label])
          share.shownByHidingAlone += 1;
      }
    }
  }
  return shares;
}

const shares = sharesOf(release, plain.release);
console.table(
  [...shares].map(([table, share]) => ({
    table,
    cells: share.cells,
    'ten and more': share.tenAndMore,
    'hidden for another %': Number(
      ((100 * (share.tenAndMore - share.shown)) / Math.max(1, share.tenAndMore)).toFixed(1),
    ),
    'hidden in fifties %': Number(
      ((100 * (share.tenAndMore - share.inFifties)) / Math.max(1, share.tenAndMore)).toFixed(1),
    ),
  })),
);
const sum = (of: (share: Share) => number) => [...shares.values()].reduce((total, share) => total + of(share), 0);
const told = (of: Workings) => of.population.count;
console.log(
  `${input.facts.length} facts, ${told(workings)} buyers in the season, ${Object.keys(AUDIENCE_TABLES).length} tables, ${release.subjects.length} subjects; ` +
    `asked ${release.told.asked}, undenied ${release.told.undenied}, ${release.subjects.length} rows to write for the house`,
);
const measures: Measure[] = [
  {
    what: 'a release of a house with a million facts, against counting alone',
    ours: seconds,
    floor: (counted - from) / 1000,
    unit: 's',
  },
  { what: 'memory it keeps, against 100 MB', ours: megabytes, floor: 100, unit: 'MB', atMost: 1 },
  {
    what: 'cells shown, against hiding fewer than ten alone (not safe)',
    ours: sum(({ shown }) => shown),
    floor: sum(({ shownByHidingAlone }) => shownByHidingAlone),
    unit: 'cells',
  },
  {
    what: 'cells shown, against bands of fifty for all (coarser, and hidden below fifty)',
    ours: sum(({ shown }) => shown),
    floor: sum(({ inFifties }) => inFifties),
    unit: 'cells',
  },
];
await report('audience', measures);
