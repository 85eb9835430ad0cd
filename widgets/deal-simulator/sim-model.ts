/** Pure: what the simulator is of. Made anew when something typed or told has changed it, never by the slider. */
import type { Terms } from '#protocol';
import { readDeal, type DealDraft, type ReadDeal } from '../deals/deal-draft.ts';
import { simulation, type SimInput, type Simulation } from './sim-curves.ts';
import { readSeats, type ReadSeats, type SeatBase, type SeatDraft } from './sim-seats.ts';
import { simWords, type SimWords } from './sim-words.ts';

export interface Given {
  readonly terms: Terms;
  readonly seats: SeatDraft;
  /** Of the deal beside it. */
  readonly draft: DealDraft | null;
  readonly base: SeatBase;
  readonly locale: string;
}
export interface Model extends Given {
  readonly words: SimWords;
  readonly read: ReadSeats;
  readonly other: ReadDeal | null;
  readonly performances: number;
  /** Null while seats are missing, or the terms contradict themselves. */
  readonly sim: Simulation | null;
}

/** Keeps the last: an agreement may come again as it was, and then its curves stand. */
export class Models {
  #last: Model | null = null;
  #input = '';
  #sim: Simulation | null = null;

  of(given: Given): Model {
    const { terms, seats, draft, base, locale } = given;
    const last = this.#last;
    if (
      last?.terms === terms &&
      last.seats === seats &&
      last.draft === draft &&
      last.base === base &&
      last.locale === locale
    )
      return last;
    const read = readSeats(seats, base);
    const performances = read.seats?.performances ?? 1;
    const other = draft === null ? null : readDeal(draft, performances, locale);
    const second = other !== null && other.errors.length === 0 ? other.terms : null;
    const sim =
      read.seats === null
        ? null
        : this.#simulated({ terms, other: second, seats: read.seats, costs: read.costs, paid: base.paid });
    this.#last = { ...given, words: simWords(locale), read, other, performances, sim };
    return this.#last;
  }

  #simulated(input: SimInput): Simulation | null {
    const key = JSON.stringify(input);
    if (key === this.#input) return this.#sim;
    this.#input = key;
    try {
      this.#sim = simulation(input);
    } catch {
      this.#sim = null;
    }
    return this.#sim;
  }
}
