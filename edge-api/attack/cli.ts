/**
 * `npm run attack [evenings] [tickets] [minutes]`: a whole season of two houses, published five times with erasures between, against the attack; then one
 * rule after another is left out, and the attack has to find something. Prints what was looked at, found and hidden; answers 1 where a cell was derived.
 */
import type { Rules } from '../src/audience/release/release.ts';
import { sampleHouse, type SampleHouse } from '../src/audience/release/sample-house.ts';
import { attack, type AttackOptions, type Found } from './attack.ts';
import { asProvider, type Knowledge } from './knowledge.ts';
import { publishedSeason, type Week } from './season.ts';
import { startSolver } from './solver.ts';

const [evenings = 40, tickets = 220, minutes = 20] = process.argv.slice(2).map(Number);
const ALL: Rules = { deny: true, oneCell: true, time: true };
const until = Date.now() + minutes * 60_000;
const solver = await startSolver();
const weeks: readonly Week[] = [2026_10_01_00, 2026_12_01_00, 2027_02_01_00, 2027_04_01_00, 2027_07_01_00].map(
  (at, i) => ({
    at,
    erase: i === 2 ? [1, 2, 3, 4, 5] : [],
  }),
);
const seconds = (from: number): string => ((performance.now() - from) / 1_000).toFixed(1);
let [derived, silent, undecided] = [0, 0, 0];

function tell(who: string, found: Found, from: number): void {
  const left = found.undecided > 0 ? `, ${found.undecided} not decided in time` : '';
  console.log(
    `  as ${who}: ${found.asked} cells and differences, ${found.solved} programmes, ${found.derived.length} derived${left}, ${seconds(from)} s`,
  );
  for (const { name, low, high, reading } of found.derived.slice(0, 20))
    console.log(`    ${name}: ${low} to ${high} (${reading})`);
}

/** Three companies that share out the productions, and one that has them all. */
function providersOf({ performances }: Knowledge): readonly (readonly [string, ReadonlySet<string>])[] {
  const all = [...new Set(performances.map(({ production }) => production))];
  const parts = [0, 1, 2].map(
    (n) => [`a company with every third production (${n + 1})`, new Set(all.filter((_, i) => i % 3 === n))] as const,
  );
  return [...parts, ['a company with all productions', new Set(all)]];
}

function attackHouse(name: string, house: SampleHouse): Knowledge {
  const from = performance.now();
  const { knowledge, told } = publishedSeason(house, weeks);
  console.log(
    `${name}: ${house.facts.length} facts, ${evenings} evenings, ${weeks.length} releases in ${seconds(from)} s; of cells with somebody ${told.shown} shown, ${told.small} fewer ` +
      `than ten, ${told.hiddenForAnother} hidden for another; ${told.asked} asked to be deniable, ${told.undenied} of them without a proof`,
  );
  const seen: readonly (readonly [string, Knowledge])[] = [
    ['the house', knowledge],
    ...providersOf(knowledge).map(([who, its]) => [who, asProvider(knowledge, its)] as const),
  ];
  for (const [who, what] of seen) {
    const began = performance.now();
    const found = attack(what, solver, { until });
    derived += found.derived.length;
    undecided += found.undecided;
    tell(who, found, began);
  }
  return knowledge;
}

const house = sampleHouse({ seed: 2026, performances: evenings, productions: Math.ceil(evenings / 3), tickets });
const small = sampleHouse({
  seed: 7,
  performances: evenings,
  productions: Math.ceil(evenings / 2),
  tickets: tickets / 2,
  pc4: 9711,
  keyless: 0.2,
});
const knowledge = attackHouse('house of the middle', house);
attackHouse('small house in the north', small);

console.log('with a rule left out:');
const season = (rules: Partial<Rules>, when = weeks) => publishedSeason(house, when, { ...ALL, ...rules }).knowledge;
const days = [1, 2, 3, 4, 5, 6, 7, 8].map((day) => ({ at: 2026_11_20_00 + day * 100, erase: [] }));
const left: readonly (readonly [string, () => Knowledge, AttackOptions])[] = [
  ['exact counts in place of tens', () => ({ ...knowledge, without: new Set(['tens'] as const) }), { tables: ['age'] }],
  ['fewer than ten shown', () => ({ ...knowledge, without: new Set(['hiding'] as const) }), { tables: ['age'] }],
  [
    'exact coverage',
    () => ({ ...knowledge, without: new Set(['coverage'] as const) }),
    { tables: ['price_class', 'lead'] },
  ],
  ['nothing hidden for another', () => season({ deny: false }), {}],
  [
    'tables of one cell',
    () => season({ oneCell: false }, weeks.slice(0, 2)),
    { tables: ['newness', 'price_class', 'channel'] },
  ],
  ['a release whenever a ticket was sold', () => season({ time: false }, days), { tables: ['newness'] }],
];
for (const [rule, what, options] of left) {
  const began = performance.now();
  const found = attack(what(), solver, { ...options, enough: 1 });
  const [first] = found.derived;
  if (!first) silent += 1;
  console.log(
    `  ${rule}: ${first ? `found ${first.name}: ${first.low} to ${first.high}` : 'NOTHING FOUND'}, ${seconds(began)} s`,
  );
}
console.log(
  `result: ${derived} derived, ${undecided} not decided in time, ${left.length - silent} of ${left.length} rules missed when left out`,
);
process.exit(derived === 0 && undecided === 0 && silent === 0 ? 0 : 1);
