/** Makes good what a change has put out of its ten: others are otherwise as well, until all that is published is as it was. */
import { KNOWN } from './field-change.ts';
import type { FieldMend } from './field-mend.ts';
import { placeOf, type Frames, type Place } from '../frame.ts';
import type { Layout } from '../layout.ts';
import type { OrderMend } from './order-mend.ts';
import { FIELD_OF, ordersTable, type Field } from './proposal.ts';
import type { Change, Target, Trial } from './trial.ts';
import type { VisitMend } from './visit-mend.ts';

/** So many of those that put the fewest cells out of place, and no more than these, are made good. */
export const MENDED = 8;
export const MOST_MENDED = 16;

/** What was tried, and what it put out of place. */
export interface Tried {
  readonly change: Change;
  /** As above, with what it takes besides. */
  readonly whole?: () => Change;
  readonly tables: number;
  readonly stood: readonly number[];
}

const KNOWN_FIELDS = Object.entries(KNOWN) as [Field, readonly [number, number]][];

export class Mend {
  readonly #trial: Trial;
  readonly #frames: Frames;
  readonly #layout: Layout;
  readonly #fields: FieldMend;
  readonly #orders: OrderMend;
  readonly #visits: VisitMend;
  constructor(
    trial: Trial,
    frames: Frames,
    layout: Layout,
    by: { readonly fields: FieldMend; readonly orders: OrderMend; readonly visits: VisitMend },
  ) {
    this.#trial = trial;
    this.#frames = frames;
    this.#layout = layout;
    this.#fields = by.fields;
    this.#orders = by.orders;
    this.#visits = by.visits;
  }

  /** What puts the fewest cells out of place first; what could not be made good for one is not tried for another. */
  some(tried: readonly Tried[], target: Target): boolean {
    const hopeless = new Set<number>();
    let tries = 0;
    for (const { change, whole, tables, stood } of tried.toSorted((a, b) => a.stood.length - b.stood.length)) {
      if (stood.some((cell) => hopeless.has(cell))) continue;
      if ((tries += 1) > MENDED) break;
      const before = this.#trial.put(whole ? whole() : change, tables);
      const worst = this.mends(before.mark, stood.length + 1, target);
      if (worst === null) return true;
      hopeless.add(worst);
      this.#trial.stays(worst);
      this.#trial.back(before);
    }
    return false;
  }

  /** Null where others made good all that is out of place since `mark`; else the cell that stays so, and all that was tried is for the caller to take back. */
  mends(mark: number, most: number, target: Target): number | null {
    const { ledger } = this.#trial;
    for (let turn = 0; ; turn += 1) {
      const out = ledger.broken(mark);
      const [cell] = out;
      if (cell === undefined) return null;
      const place = turn < most ? placeOf(cell, this.#frames, this.#layout) : null;
      if (!place) return cell;
      const more = (ledger.count[cell] ?? 0) < (ledger.low[cell] ?? 0);
      if (!this.#one(place, more, target, mark, out)) return cell;
    }
  }

  /** One more, or one fewer, in a cell: and nothing else worse than it is. */
  #one(place: Place, more: boolean, target: Target, mark: number, out: readonly number[]): boolean {
    const field =
      place.table === 'own'
        ? KNOWN_FIELDS.find(([, [category]]) => category === place.category)?.[0]
        : FIELD_OF[place.table];
    if (field) return this.#fields.one(place, more, target, field);
    if (ordersTable(place.table)) return this.#orders.one(place, more, target, mark, out);
    return place.table === 'own' && place.category === 0 && this.#visits.one(place, more, target, mark, out);
  }
}
