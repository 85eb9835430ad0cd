/** `npm run attack`: a whole season of a house, published every four weeks, against the attack. Prints what was asked, found, hidden. */
import { sampleHouse } from '../src/audience/release/sample-house.ts';
import { attack } from './attack.ts';
import { asProvider, type Knowledge } from './knowledge.ts';
import { publishedSeason } from './season.ts';
import { startSolver } from './solver.ts';

const [performances = 40, tickets = 220] = process.argv.slice(2).map(Number);
const solver = await startSolver();
const house = sampleHouse({ seed: 2026, performances, productions: Math.ceil(performances / 3), tickets });
const weeks = [2026_10_01_00, 2026_12_01_00, 2027_02_01_00, 2027_04_01_00, 2027_07_01_00].map((at, i) => ({
  at,
  erase: i === 2 ? [1, 2, 3, 4, 5] : [],
}));
const from = performance.now();
const { knowledge, told } = publishedSeason(house, weeks);
const published = performance.now();
console.log(
  `${house.facts.length} facts, ${performances} performances, ${weeks.length} releases in ${((published - from) / 1000).toFixed(1)} s`,
);
console.log(
  `cells with somebody ${told.cells}: shown ${told.shown}, fewer than ten ${told.small}, hidden for another ${told.hiddenForAnother}; ` +
    `of ten and more ${((100 * told.hiddenForAnother) / (told.shown + told.hiddenForAnother)).toFixed(1)}% hidden; ` +
    `${told.asked} asked to be deniable, ${told.undenied} of them not: their tables are withheld`,
);
let derived = 0;
const seen: readonly (readonly [string, Knowledge])[] = [
  ['house', knowledge],
  ['provider', asProvider(knowledge, new Set(['P000', 'P003', 'P006']))],
];
for (const [who, what] of seen) {
  const began = performance.now();
  const found = attack(what, solver);
  derived += found.derived.length;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`as ${who}: ${found.asked} asked, ${found.solved} solved, ${found.derived.length} derived, ${seconds} s`);
  for (const { name, low, high, reading } of found.derived.slice(0, 20))
    console.log(`  ${name}: ${low} to ${high} (${reading})`);
}
process.exit(derived === 0 ? 0 : 1);
