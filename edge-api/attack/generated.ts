/** A generated season of two houses, published five times with erasures between, against the attack; then one rule after another is left out. */
import type { Rules } from '../src/audience/release/release.ts';
import { sampleHouse, type SampleHouse } from '../src/audience/release/sample-house.ts';
import type { AttackOptions } from './attack.ts';
import { asProvider, type Knowledge } from './knowledge.ts';
import { secondsSince, type Outcome } from './outcome.ts';
import { publishedSeason, type Week } from './season.ts';

const ALL: Rules = { deny: true, oneCell: true, time: true };
const weeks: readonly Week[] = [2026_10_01_00, 2026_12_01_00, 2027_02_01_00, 2027_04_01_00, 2027_07_01_00].map(
  (at, i) => ({ at, erase: i === 2 ? [1, 2, 3, 4, 5] : [] }),
);
const days = [1, 2, 3, 4, 5, 6, 7, 8].map((day) => ({ at: 2026_11_20_00 + day * 100, erase: [] }));

/** Three companies that share out the productions, and one that has them all. */
function providersOf({ performances }: Knowledge): readonly (readonly [string, ReadonlySet<string>])[] {
  const all = [...new Set(performances.map(({ production }) => production))];
  const parts = [0, 1, 2].map(
    (n) => [`a company with every third production (${n + 1})`, new Set(all.filter((_, i) => i % 3 === n))] as const,
  );
  return [...parts, ['a company with all productions', new Set(all)]];
}

function attackHouse(name: string, house: SampleHouse, outcome: Outcome): Knowledge {
  const from = performance.now();
  const { knowledge, told } = publishedSeason(house, weeks);
  console.log(
    `${name}: ${house.facts.length} facts, ${house.performances.length} evenings, ${weeks.length} releases in ${secondsSince(from)} s; of cells with somebody ${told.shown} shown, ` +
      `${told.small} fewer than ten, ${told.hiddenForAnother} hidden for another; ${told.asked} asked to be deniable, ${told.undenied} of them without a proof`,
  );
  outcome.look('the house', knowledge);
  for (const [who, its] of providersOf(knowledge)) outcome.look(who, asProvider(knowledge, its));
  return knowledge;
}

export function attackGenerated(evenings: number, tickets: number, outcome: Outcome): void {
  const house = sampleHouse({ seed: 2026, performances: evenings, productions: Math.ceil(evenings / 3), tickets });
  const small = sampleHouse({
    seed: 7,
    performances: evenings,
    productions: Math.ceil(evenings / 2),
    tickets: tickets / 2,
    pc4: 9711,
    keyless: 0.2,
  });
  const knowledge = attackHouse('house of the middle', house, outcome);
  attackHouse('small house in the north', small, outcome);
  console.log('with a rule left out:');
  const season = (rules: Partial<Rules>, when = weeks) => publishedSeason(house, when, { ...ALL, ...rules }).knowledge;
  const without = (rule: 'tens' | 'hiding' | 'coverage'): Knowledge => ({ ...knowledge, without: new Set([rule]) });
  const left: readonly (readonly [string, () => Knowledge, AttackOptions])[] = [
    ['exact counts in place of tens', () => without('tens'), { tables: ['age'] }],
    ['fewer than ten shown', () => without('hiding'), { tables: ['age'] }],
    ['exact coverage', () => without('coverage'), { tables: ['price_class', 'lead'] }],
    ['nothing hidden for another', () => season({ deny: false }), {}],
    [
      'tables of one cell',
      () => season({ oneCell: false }, weeks.slice(0, 2)),
      { tables: ['newness', 'price_class', 'channel'] },
    ],
    ['a release whenever a ticket was sold', () => season({ time: false }, days), { tables: ['newness'] }],
  ];
  for (const [rule, what, options] of left) outcome.mustFind(rule, what(), options);
  console.log(`${left.length - outcome.silent} of ${left.length} rules missed when left out`);
}
