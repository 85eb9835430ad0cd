/** One house's facts of a season into what is published of them. Pure: the same in, the same out, to the byte. */
import { AUDIENCE_K, type Withheld } from '#protocol';
import { Answers, HIDDEN } from './answers.ts';
import { catchmentOf, spendingOf } from './catchment.ts';
import { ALL_TABLES, Contributions } from './contribution.ts';
import { coverageOf, deniableCoverage, NO_COVERAGE } from './coverage.ts';
import { dayOfHour } from './day.ts';
import { deny, membersOf, type Denied } from './denial/deny.ts';
import { framesOf, tableAt, type Frame, type Frames } from './frame.ts';
import type { Release, ReleaseInput, ReleasedSubject, ReleaseTold } from './input.ts';
import { layoutOf, TABLE_NAMES, type Layout, type TableName } from './layout.ts';
import { Ledger } from './ledger.ts';
import { personOf } from './person.ts';
import { populationOf, type Population } from './population.ts';
import { isImpossible, mostIn, roomOf, type TicketRoom } from './possible.ts';
import { tablesOf } from './published.ts';
import { onlyNew, renewalOf } from './renew.ts';
import { houseOf, type House } from './subjects.ts';
import { targetsOf, type Asked } from './denial/targets.ts';
import { WitnessSearch } from './denial/witness.ts';

/** All that a release is made with: for its tests, which hold every witness against what was published. */
export interface Workings {
  readonly house: House;
  readonly layout: Layout;
  readonly population: Population;
  readonly ledger: Ledger;
  readonly answers: Answers;
  readonly contributions: Contributions;
  readonly denied: readonly Denied[];
  readonly left: readonly Asked[];
}

/** Of each category what the subject said last, and its count at the release in which that last moved. */
function saidBefore(list: readonly Frame[], layout: Layout, table: TableName, answers: Answers, ledger: Ledger) {
  const past = list.filter(({ earlier }) => earlier !== null);
  const last = past.at(-1);
  if (!last || (table !== 'own' && answers.withheld(last, table))) return undefined;
  return (category: number) => {
    const cellIn = (frame: Frame) => tableAt(layout, frame, table) + category;
    const said = answers.said[cellIn(last)] ?? HIDDEN;
    let movedAt = ledger.count[cellIn(last)] ?? 0;
    for (let i = past.length - 1; i >= 0; i -= 1) {
      const frame = past[i];
      if (!frame || (answers.said[cellIn(frame)] ?? HIDDEN) !== said) break;
      movedAt = ledger.count[cellIn(frame)] ?? 0;
    }
    return { tens: said === HIDDEN ? null : said, movedAt };
  };
}

/** Why a table with nobody in it is not there: said only as far as that is no news of these buyers. */
function whyNone(
  frame: Frame,
  table: TableName,
  { house, layout, frames, ledger }: Pick<Workings, 'house' | 'layout' | 'ledger'> & { readonly frames: Frames },
): Withheld {
  const today = dayOfHour(frame.at);
  const performances = house.subjects[frame.subject]?.performances ?? [];
  if (table === 'lead' && performances.every((performance) => (house.day[performance] ?? 0) >= today)) return 'not_yet';
  const season = frames.of[house.subjects.findIndex(({ level }) => level === 'season')]?.at(-1);
  const start = season ? tableAt(layout, season, table) : -1;
  const told = start >= 0 && layout.categories[table].some((_, i) => (ledger.count[start + i] ?? 0) > 0);
  return told || start < 0 ? 'too_few' : 'not_known';
}

const placesOf = (population: Population): number[] => {
  const often = new Map<number, number>();
  for (const place of population.place) if (place > 0) often.set(place, (often.get(place) ?? 0) + 1);
  return [...often].toSorted(([a, x], [b, y]) => y - x || a - b).map(([place]) => place);
};

/** Each rule can be left out, for the attack to find what it is there for. */
export interface Rules {
  readonly deny: boolean;
  readonly oneCell: boolean;
  readonly time: boolean;
}
const ALL_RULES: Rules = { deny: true, oneCell: true, time: true };

interface WorkedOut {
  readonly release: Release;
  readonly workings: Workings;
}

/** Buyers counted between two stops. */
const STOP_BUYERS = 500;

/** In steps: it stops every few milliseconds, so that whoever runs it can let others have their turn. */
function* steps(input: ReleaseInput, keep: boolean, rules: Rules): Generator<void, WorkedOut> {
  const house = houseOf(input);
  const population = populationOf(input, house);
  const renewal = renewalOf(input, house, rules.time);
  const layout = layoutOf(input, house, population);
  const frames = framesOf(house, layout, input.earlier, renewal.renewed, input.at);
  const ledger = new Ledger(frames.cells);
  const contributions = new Contributions(house, layout, {
    ...frames,
    of: frames.of.map((list) => list.filter(({ earlier }) => earlier === null)),
  });
  for (let b = 0; b < population.count; b += 1) {
    const length = contributions.read(personOf(population, b), ALL_TABLES);
    ledger.add(contributions.cells, contributions.weights, length, 1);
    ledger.forget();
    if (b % STOP_BUYERS === 0) yield;
  }
  const rooms = roomOf(input, house);
  const now = frames.all.filter(({ earlier }) => earlier === null);
  const answers = new Answers(layout, ledger, now[0]?.base ?? frames.cells, rules, (frame, table, category) =>
    mostIn(rooms, house.subjects[frame.subject]?.performances ?? [], table, category),
  );
  for (const frame of frames.all) if (frame.earlier) answers.repeat(frame);
  for (const frame of now) {
    const performances = house.subjects[frame.subject]?.performances ?? [];
    const list = frames.of[frame.subject] ?? [];
    const few = rules.time && onlyNew(renewal, frame.subject);
    answers.decide(frame, 'own', saidBefore(list, layout, 'own', answers, ledger), () => false, few, 'too_few');
    answers.boundOwn(frame, coverageOf(input, house, performances));
    const nobody = (answers.said[frame.base] ?? HIDDEN) <= 0;
    for (const table of TABLE_NAMES) {
      if (tableAt(layout, frame, table) < 0) continue;
      if (nobody) answers.withhold(frame, table, 'too_few');
      else {
        const before = saidBefore(list, layout, table, answers, ledger);
        const none = whyNone(frame, table, { house, layout, frames, ledger });
        answers.decide(frame, table, before, (i) => isImpossible(rooms, performances, table, i), few, none);
      }
    }
  }
  const all = new Contributions(house, layout, frames);
  // Where nothing is told anew nothing more can be found out.
  const asked =
    rules.deny && now.length > 0 ? targetsOf(population, house, layout, frames, ledger, answers, all) : null;
  const search = new WitnessSearch(population, house, layout, rooms, all, ledger, frames, placesOf(population));
  const members = membersOf(population, house);
  const made = yield* deny(asked ?? [], { house, layout, frames, ledger, answers, search, members }, keep);
  const spending = spendingOf(house, layout, population);
  const subjects = house.subjects.flatMap(({ level, id, performances }, subject): ReleasedSubject[] => {
    const last = renewal.last[subject];
    const frame = now.find((one) => one.subject === subject);
    if (!frame) {
      if (!last) return [];
      const { number, counts, published } = last;
      return [{ level, id, number, renewed: false, counts, published }];
    }
    const coverage = coverageOf(input, house, performances);
    const said = answers.said[frame.base] ?? HIDDEN;
    const buyers = said === HIDDEN ? null : said;
    const tables = tablesOf(answers, layout, frame, buyers);
    const published = {
      buyers,
      coverage: answers.saysCoverage(frame)
        ? deniableCoverage(coverage, hiddenTickets(frame, performances, rooms, layout, ledger, answers))
        : NO_COVERAGE,
      tables,
      catchment: catchmentOf(spending, subject, layout, tables.origin?.cells),
    };
    const counts = answers.counts(frame, renewal.tickets[subject] ?? 0, coverage);
    return [{ level, id, number: (last?.number ?? 0) + 1, renewed: true, counts, published }];
  });
  const told = toldOf(now, layout, ledger, answers, { asked: asked?.length ?? 0, ...made });
  const workings = {
    house,
    layout,
    population,
    ledger,
    answers,
    contributions: all,
    denied: made.denied,
    left: made.left,
  };
  return { release: { subjects, told }, workings };
}

/** What stands where too little was sold for anything to be told anew: facts are not needed for it. `null`: something is to be told. */
export function standing(input: Omit<ReleaseInput, 'facts'>): Release | null {
  const house = houseOf(input);
  const { renewed, last } = renewalOf(input, house);
  if (renewed.includes(true)) return null;
  const subjects = house.subjects.flatMap(({ level, id }, subject): ReleasedSubject[] => {
    const one = last[subject];
    return one ? [{ level, id, number: one.number, renewed: false, counts: one.counts, published: one.published }] : [];
  });
  return {
    subjects,
    told: { cells: 0, shown: 0, small: 0, hiddenForAnother: 0, asked: 0, undenied: 0, standing: 0 },
  };
}

/** Most tickets by the monitor in a hidden class or lead time of fewer than ten: as many have to be possible without a name. */
function hiddenTickets(
  frame: Frame,
  performances: readonly number[],
  rooms: readonly TicketRoom[],
  layout: Layout,
  ledger: Ledger,
  answers: Answers,
): number {
  let most = 0;
  for (const table of ['lead', 'price_class'] as const) {
    const start = tableAt(layout, frame, table);
    for (const category of layout.categories[table].keys()) {
      const count = ledger.count[start + category] ?? 0;
      if ((answers.said[start + category] ?? HIDDEN) >= 0 || count >= AUDIENCE_K) continue;
      most = Math.max(
        most,
        performances.reduce((sum, p) => sum + (rooms[p]?.[table]?.[category] ?? 0), 0),
      );
    }
  }
  return most;
}

function toldOf(
  frames: readonly Frame[],
  layout: Layout,
  ledger: Ledger,
  answers: Answers,
  made: { asked: number; undenied: number; standing: number },
): ReleaseTold {
  let [cells, shown, small] = [0, 0, 0];
  for (const frame of frames) {
    for (const table of TABLE_NAMES) {
      const start = tableAt(layout, frame, table);
      if (start < 0) continue;
      for (let cell = start; cell < start + layout.categories[table].length; cell += 1) {
        const count = ledger.count[cell] ?? 0;
        if (count === 0) continue;
        cells += 1;
        if ((answers.said[cell] ?? HIDDEN) > 0) shown += 1;
        else if (count < 10) small += 1;
      }
    }
  }
  const { asked, undenied, standing } = made;
  return { cells, shown, small, hiddenForAnother: cells - shown - small, asked, undenied, standing };
}

function toItsEnd<T>(work: Generator<void, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** All at once. */
export const workOut = (input: ReleaseInput, keep = false, rules: Rules = ALL_RULES): WorkedOut =>
  toItsEnd(steps(input, keep, rules));
export const release = (input: ReleaseInput): Release => workOut(input).release;

/** The same in steps of some milliseconds. */
export function* releaseInSteps(input: ReleaseInput): Generator<void, Release> {
  return (yield* steps(input, false, ALL_RULES)).release;
}
