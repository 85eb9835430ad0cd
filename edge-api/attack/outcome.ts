/** What one run of the attack looked at and found, told as it goes. */
import { attack, type AttackOptions, type Found } from './attack.ts';
import type { Knowledge } from './knowledge.ts';
import type { Solver } from './solver.ts';

export const secondsSince = (from: number): string => ((performance.now() - from) / 1_000).toFixed(1);

export class Outcome {
  readonly solver: Solver;
  /** Milliseconds since 1970 at which looking ends. */
  readonly until: number;
  derived = 0;
  undecided = 0;
  /** Matters whose rows contradict each other: the truth always fits, so a row is wrong, and nothing was looked at. */
  refuted = 0;
  /** Rules left out without anything being found. */
  silent = 0;

  constructor(solver: Solver, minutes: number) {
    this.solver = solver;
    this.until = Date.now() + minutes * 60_000;
  }

  look(who: string, knowledge: Knowledge): void {
    const from = performance.now();
    const found = attack(knowledge, this.solver, { until: this.until });
    this.derived += found.derived.length;
    this.undecided += found.undecided;
    this.refuted += found.refuted;
    tell(who, found, from);
  }

  /** The attack has to find something here. */
  mustFind(rule: string, knowledge: Knowledge, options: AttackOptions): void {
    const from = performance.now();
    const [first] = attack(knowledge, this.solver, { ...options, enough: 1 }).derived;
    if (!first) this.silent += 1;
    const said = first ? `found ${first.name}: ${first.low} to ${first.high}` : 'NOTHING FOUND';
    console.log(`  ${rule}: ${said}, ${secondsSince(from)} s`);
  }

  get clean(): boolean {
    return this.derived + this.undecided + this.refuted + this.silent === 0;
  }
}

function tell(who: string, { asked, solved, derived, undecided, refuted }: Found, from: number): void {
  const left =
    (undecided > 0 ? `, ${undecided} not decided in time` : '') +
    (refuted > 0 ? `, ${refuted} MATTERS THAT CONTRADICT THEMSELVES` : '');
  console.log(
    `  as ${who}: ${asked} cells and differences, ${solved} programmes, ${derived.length} derived${left}, ${secondsSince(from)} s`,
  );
  for (const { name, low, high, reading } of derived.slice(0, 20))
    console.log(`    ${name}: ${low} to ${high} (${reading})`);
}
