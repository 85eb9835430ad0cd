/** Makes good what a change has put out of its ten: others have another value as well, until all that is published is as it was. */
import { KNOWN, type FieldChange } from './field-change.ts';
import type { Place } from '../frame.ts';
import type { Layout } from '../layout.ts';
import { categoryOf, FIELD_OF, type Field, type FieldValues } from './proposal.ts';
import type { House } from '../subjects.ts';
import type { Target, Trial } from './trial.ts';

/** Of those in the cell that is out of place. */
const LOOKED_AT = 400;
/** Of whom so many, that might help, are put beside so many others to exchange with. */
const EXCHANGERS = 6;
const PARTNERS = 60;
/** Another value by itself. */
const VALUES = 24;

export class FieldMend {
  readonly #trial: Trial;
  readonly #house: House;
  readonly #layout: Layout;
  readonly #values: FieldValues;
  readonly #change: FieldChange;
  constructor(trial: Trial, house: House, layout: Layout, values: FieldValues, change: FieldChange) {
    this.#trial = trial;
    this.#house = house;
    this.#layout = layout;
    this.#values = values;
    this.#change = change;
  }

  /** One more, or one fewer, in a cell: and nothing else worse than it is. */
  one(place: Place, more: boolean, target: Target, field: Field): boolean {
    const { frame, table, category } = place;
    const leaves = (value: number): boolean =>
      FIELD_OF[target.table] !== field || categoryOf(this.#layout, target.table, value) !== target.category;
    const change = this.#change;
    const isIn = (value: number): boolean =>
      table === 'own' ? value >= (KNOWN[field]?.[1] ?? 0) : categoryOf(this.#layout, table, value) === category;
    const helps = (value: number): boolean => isIn(value) === more;
    const pool = target.members[frame.subject] ?? target.others;
    const step = Math.max(1, Math.floor(pool.length / LOOKED_AT));
    const could: number[] = [];
    for (let at = category % step; at < pool.length; at += step) {
      const buyer = pool[at] ?? 0;
      const now = this.#trial.valueOf(buyer, field);
      if (helps(now) || target.buyers.includes(buyer) || this.#trial.changed.has(buyer)) continue;
      change.of(buyer);
      if (!change.isIn(frame.number)) continue;
      change.with(null);
      const stuck = table !== 'own' && !change.leaves(field, now, table);
      if (stuck) continue;
      const person = this.#trial.person(buyer);
      let tried = 0;
      for (const value of more
        ? this.#values.towards(field, person, table, category)
        : this.#values.others(field, person)) {
        if (!helps(value) || (!leaves(value) && this.#trial.wouldCount(buyer, target))) continue;
        if ((tried += 1) > VALUES) break;
        if (!change.fits(field, now, value)) continue;
        change.write(field, now, value);
        this.#trial.changed.set(buyer, { ...person, [field]: value });
        return true;
      }
      if (could.length < EXCHANGERS) could.push(buyer);
    }
    return could.some((buyer) => this.#exchanges(buyer, place, helps, target, field, leaves));
  }

  /** With somebody who is not in that frame. */
  #exchanges(
    buyer: number,
    { frame }: Place,
    helps: (value: number) => boolean,
    target: Target,
    field: Field,
    leaves: (value: number) => boolean,
  ): boolean {
    const change = this.#change;
    const person = this.#trial.person(buyer);
    const now = person[field];
    change.of(buyer);
    const can = new Map<number, boolean>();
    const may = (value: number): boolean => {
      const known = can.get(value);
      if (known !== undefined) return known;
      const answer = helps(value) && change.fitsIn(frame.subject, field, now, value);
      can.set(value, answer);
      return answer;
    };
    for (const wider of this.#house.subjects[frame.subject]?.above ?? []) {
      const pool = target.members[wider] ?? target.others;
      const step = Math.max(1, Math.floor(pool.length / LOOKED_AT));
      for (let tried = 0, at = buyer % step; tried < PARTNERS && at < pool.length; at += step) {
        const other = pool[at] ?? 0;
        const value = this.#trial.valueOf(other, field);
        if (value === now || !may(value) || target.buyers.includes(other) || this.#trial.changed.has(other)) continue;
        const them = this.#trial.person(other);
        if (field === 'history' && !this.#values.exchangeable(person, them)) continue;
        if (!leaves(value) && this.#trial.wouldCount(buyer, target)) continue;
        if (!leaves(now) && this.#trial.wouldCount(other, target)) continue;
        tried += 1;
        change.with(other);
        if (!change.fits(field, now, value)) continue;
        change.write(field, now, value);
        this.#trial.changed.set(other, { ...them, [field]: now });
        this.#trial.changed.set(buyer, { ...person, [field]: value });
        return true;
      }
    }
    return false;
  }
}
