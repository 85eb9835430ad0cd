/**
 * Looks for another set of facts in which nobody of a handful of buyers is in a cell, and every published digit is the same.
 * Changes one buyer after another, each so that all tens stay; what stands in the way is told.
 */
import type { Contributions } from '../contribution.ts';
import { FieldChange } from './field-change.ts';
import { FieldMend } from './field-mend.ts';
import { FieldWitness } from './field-witness.ts';
import type { Frames } from '../frame.ts';
import type { Layout } from '../layout.ts';
import type { Ledger } from '../ledger.ts';
import { Mend } from './mend.ts';
import { OrderMend } from './order-mend.ts';
import { OrderWitness } from './order-witness.ts';
import type { Population } from '../population.ts';
import type { TicketRoom } from '../possible.ts';
import { FIELD_OF, FieldValues } from './proposal.ts';
import type { House } from '../subjects.ts';
import { Trial, type Changes, type Target } from './trial.ts';
import { VisitMend } from './visit-mend.ts';
import { VisitWitness } from './visit-witness.ts';

export class WitnessSearch {
  readonly #trial: Trial;
  readonly #fields: FieldWitness;
  readonly #orders: OrderWitness;
  readonly #visits: VisitWitness;
  constructor(
    population: Population,
    house: House,
    layout: Layout,
    rooms: readonly TicketRoom[],
    contributions: Contributions,
    ledger: Ledger,
    frames: Frames,
    places: readonly number[],
  ) {
    this.#trial = new Trial(population, house, contributions, ledger, frames);
    const change = new FieldChange(house, layout, frames, population, ledger);
    const values = new FieldValues(layout, places);
    const mend = new Mend(this.#trial, frames, layout, {
      fields: new FieldMend(this.#trial, house, layout, values, change),
      orders: new OrderMend(this.#trial, house, layout, rooms),
      visits: new VisitMend(this.#trial, house),
    });
    this.#fields = new FieldWitness(this.#trial, house, layout, values, change, mend);
    this.#orders = new OrderWitness(this.#trial, house, layout, rooms, mend);
    this.#visits = new VisitWitness(this.#trial, house, mend);
  }

  /** The changed buyers, or the cells in the way by how often they were. The ledger is left as it was. */
  find(target: Target): { changes: Changes } | { inTheWay: ReadonlyMap<number, number> } {
    const mark = this.#trial.begin();
    const { count } = this.#trial.ledger;
    const rest = (): number =>
      (count[target.cell] ?? 0) - (target.narrower === null ? 0 : (count[target.narrower] ?? 0));
    // Erased since: who they were is not known any more, and stays as it was.
    const gone = rest() - target.buyers.length;
    const found = target.buyers.every((buyer) => this.#moves(buyer, target)) && rest() === gone;
    this.#trial.ledger.back(mark);
    return found ? { changes: this.#trial.changed } : { inTheWay: this.#trial.inTheWay };
  }

  #moves(buyer: number, target: Target): boolean {
    const field = FIELD_OF[target.table];
    if (field) return this.#fields.moves(buyer, target, field);
    if (['own', 'overlap', 'visits', 'combinations'].includes(target.table)) return this.#visits.moves(buyer, target);
    return this.#orders.moves(buyer, target);
  }
}
