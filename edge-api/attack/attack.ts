/** Asks, for every cell and every difference, whether what was published confines it to one to nine. */
import type { AudienceTableName } from '#protocol';
import { framesKnown } from './frames.ts';
import type { Knowledge } from './knowledge.ts';
import { Programme } from './programme.ts';
import type { Asked, Reading } from './cells.ts';
import { relate } from './relations.ts';
import type { Solver } from './solver.ts';

/** Tables that have a matter in common; buyers are in each. */
const MATTERS: readonly (readonly AudienceTableName[])[] = [
  ['origin', 'origin_pc4'],
  ['distance'],
  ['age', 'age_gender'],
  ['newness'],
  ['segment'],
  ['house_segment'],
  ['lead'],
  ['moment'],
  ['channel'],
  ['price_class'],
  ['party'],
  ['visits', 'overlap', 'combinations'],
];

export interface Derived {
  readonly kind: Asked['kind'];
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly reading: Reading;
}
export interface Found {
  readonly derived: readonly Derived[];
  readonly asked: number;
  readonly solved: number;
  /** Matters for which the narrow reading does not fit: it is wrong, and known to be. */
  readonly refuted: number;
  /** Not looked at to the end, for the time was over. */
  readonly undecided: number;
}

const isSmall = (low: number, high: number): boolean => (low >= 1 && high <= 9) || (high <= -1 && low >= -9);

/** True where this solution shows that the figure may be nobody, or ten and more. */
function isDeniedBy(point: readonly number[], { kind, variable }: Asked): boolean {
  const value = Math.abs(Math.round(point[variable] ?? 0));
  return kind === 'everyone' ? value > 9 : value === 0 || value > 9;
}

function matter(
  programme: Programme,
  asked: readonly Asked[],
  solver: Solver,
  reading: Reading,
  { enough = Infinity, until = Infinity }: AttackOptions,
) {
  const derived: Derived[] = [];
  let solved = 0;
  const confined = ({ kind, variable }: Asked): boolean => {
    const [low, high] = [programme.low[variable] ?? 0, programme.high[variable] ?? Infinity];
    return kind === 'everyone' ? high <= 9 : isSmall(low, high);
  };
  const tell = ({ kind, name, variable, truth }: Asked): void => {
    // A conclusion of a reading that is not true is nobody's secret.
    const right = kind === 'everyone' ? truth <= 9 : Math.abs(truth) >= 1 && Math.abs(truth) <= 9;
    if (right)
      derived.push({
        kind,
        name,
        reading,
        low: programme.low[variable] ?? 0,
        high: programme.high[variable] ?? Infinity,
      });
  };
  for (const one of asked) if (confined(one)) tell(one);
  if (derived.length >= enough) return { derived, solved, refuted: 0, undecided: 0 };
  let doubt = asked.filter((one) => !confined(one));
  const look = (terms: readonly (readonly [number, number])[], exact = false) => {
    solved += 1;
    const answer = solver.least(programme, terms, exact);
    if (answer.feasible) doubt = doubt.filter((one) => !isDeniedBy(answer.point, one));
    return answer;
  };
  const all = (sign: 1 | -1, kinds: (one: Asked) => boolean) =>
    doubt.filter((one) => one.kind !== 'everyone' && kinds(one)).map(({ variable }) => [variable, sign] as const);
  if (!look(all(1, ({ kind }) => kind === 'cell')).feasible) return { derived: [], solved, refuted: 1, undecided: 0 };
  for (const kinds of [['level', 'tables'], ['release'], ['cell']]) {
    look(all(1, ({ kind }) => kinds.includes(kind)));
    look(all(-1, ({ kind }) => kinds.includes(kind)));
  }
  look(doubt.filter(({ kind }) => kind === 'everyone').map(({ variable }) => [variable, -1] as const));
  while (doubt.length > 0 && derived.length < enough && Date.now() < until) {
    const [one] = doubt;
    if (!one) break;
    if (one.kind !== 'everyone') {
      const least = look([[one.variable, 1]], true);
      if (!doubt.includes(one)) continue;
      programme.low[one.variable] = Math.round(least.value);
    }
    const most = look([[one.variable, -1]], true);
    if (!doubt.includes(one)) continue;
    doubt = doubt.filter((other) => other !== one);
    programme.high[one.variable] = Math.round(-most.value);
    tell(one);
  }
  return { derived, solved, refuted: 0, undecided: derived.length < enough ? doubt.length : 0 };
}

export interface AttackOptions {
  readonly readings?: readonly Reading[];
  /** Stops when so much was found. */
  readonly enough?: number;
  /** Milliseconds since 1970 at which it stops. */
  readonly until?: number;
  /** Only matters with one of these tables. */
  readonly tables?: readonly AudienceTableName[];
}

export function attack(knowledge: Knowledge, solver: Solver, options: AttackOptions = {}): Found {
  const { readings = ['open', 'narrow'], enough = Infinity, until = Infinity, tables: only } = options;
  const frames = framesKnown(knowledge);
  const derived: Derived[] = [];
  let [asked, solved, refuted, undecided] = [0, 0, 0, 0];
  for (const reading of readings) {
    for (const tables of MATTERS.filter((one) => only === undefined || one.some((table) => only.includes(table)))) {
      if (derived.length >= enough) break;
      const programme = new Programme();
      const questions = relate(programme, frames, tables, reading, knowledge.without);
      asked += questions.length;
      if (Date.now() >= until) {
        undecided += questions.length;
        continue;
      }
      if (!programme.propagate()) {
        refuted += 1;
        continue;
      }
      const found = matter(programme, questions, solver, reading, options);
      derived.push(...found.derived);
      solved += found.solved;
      refuted += found.refuted;
      undecided += found.undecided;
    }
  }
  return { derived, asked, solved, refuted, undecided };
}
