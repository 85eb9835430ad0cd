// Asks for deals when their columns are chosen from or shown, and for nobody else; whoever may not see them is not offered them.
import type { LitElement } from 'lit';
import type { Names } from '#protocol';
import type { Session } from '../data/session-context.ts';
import { isDealColumn, putBook, type DealBook } from './deal-book.ts';
import { columnsOf, type Choice } from './monitor-choice.ts';

/** Sums over a season are not asked with each refresh of the figures. */
const FRESH_MS = 5 * 60_000;
const AGAIN_MS = 30_000;

interface Seen {
  readonly session: Session | null;
  readonly season: number;
  readonly names: Names | null;
  readonly dutch: boolean;
  readonly columns: string;
  /** The viewer chooses columns at this moment. */
  readonly chooses: boolean;
}

export class DealAsker {
  readonly #host: LitElement;
  readonly #choose: (change: Partial<Choice>) => void;
  #key = '';
  #session: Session | null = null;
  #book: DealBook | null = null;
  #names: Names | null = null;
  #askedAt = 0;
  #busy = false;
  may = false;

  constructor(host: LitElement, choose: (change: Partial<Choice>) => void) {
    this.#host = host;
    this.#choose = choose;
  }

  look(seen: Seen): void {
    const { session, season, names, dutch, columns, chooses } = seen;
    const shown = columnsOf(columns).some(isDealColumn);
    if (session === null || names === null || (!shown && !chooses)) return;
    const key = `${season} ${dutch}`;
    if (key !== this.#key || session !== this.#session) {
      this.#key = key;
      this.#session = session;
      this.#book = null;
      this.#askedAt = 0;
    }
    const other = names !== this.#names;
    this.#names = names;
    // Figures were refreshed: what is known of deals stands beside them, until newer sums are there.
    if (other && this.#book) putBook(names, this.#book);
    if (!this.#busy && Date.now() - this.#askedAt > FRESH_MS) void this.#ask(seen, session);
  }

  async #ask({ season, dutch, columns }: Seen, session: Session): Promise<void> {
    this.#busy = true;
    this.#askedAt = Date.now();
    const key = this.#key;
    const answer = await import('./deal-columns.ts').then(
      ({ readDeals }) => readDeals(session, season, dutch),
      () => null,
    );
    this.#busy = false;
    if (key !== this.#key || session !== this.#session) return this.#host.requestUpdate();
    if (answer === 'refused') return this.#withdraw(columns);
    // No answer came: what was known stays, and a refresh of the figures asks again.
    if (answer === null) {
      this.#askedAt = Date.now() - FRESH_MS + AGAIN_MS;
      return;
    }
    this.may = true;
    this.#book = answer;
    if (this.#names) putBook(this.#names, answer);
    this.#host.requestUpdate();
    // The order may follow from it.
    this.#choose({});
  }

  #withdraw(columns: string): void {
    this.may = false;
    this.#askedAt = Number.POSITIVE_INFINITY;
    this.#host.requestUpdate();
    const chosen = columnsOf(columns);
    const rest = chosen.filter((id) => !isDealColumn(id));
    if (rest.length < chosen.length) this.#choose({ columns: rest.join(','), sort: '' });
  }
}
