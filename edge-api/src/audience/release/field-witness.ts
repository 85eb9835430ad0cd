/** Somebody has another age, place, history or segment: by themselves, or in exchange with who is not in the subject. */
import { FieldChange } from './field-change.ts';
import type { Frames } from './frame.ts';
import type { Layout } from './layout.ts';
import type { Person } from './person.ts';
import { categoryOf, FieldValues, type Field } from './proposal.ts';
import type { House } from './subjects.ts';
import { poolsOf, type Target, type Trial } from './trial.ts';

/** Of each pool, before it is known whether they could help. */
const LOOKED_AT = 400;
/** And so many of those who could. */
const TRIED = 100;
const MOST_TOLD = 80;

export class FieldWitness {
  readonly #trial: Trial;
  readonly #house: House;
  readonly #layout: Layout;
  readonly #values: FieldValues;
  readonly #change: FieldChange;
  /** By buyer: the turn in which they were looked at. */
  readonly #seen: Int32Array;
  #turn = 0;
  constructor(trial: Trial, house: House, layout: Layout, frames: Frames, places: readonly number[]) {
    this.#trial = trial;
    this.#house = house;
    this.#layout = layout;
    this.#change = new FieldChange(house, layout, frames, trial.population, trial.ledger);
    this.#values = new FieldValues(layout, places);
    this.#seen = new Int32Array(trial.population.count);
  }

  moves(buyer: number, target: Target, field: Field): boolean {
    const now = this.#trial.valueOf(buyer, field);
    const { table, category } = target;
    const leaves = (value: number): boolean => categoryOf(this.#layout, table, value) !== category;
    if (leaves(now)) return true;
    const person = this.#trial.person(buyer);
    const change = this.#change;
    change.of(buyer);
    change.with(null);
    // Where the cell itself, in another frame, must not be left, nobody but who takes this value there can help.
    const alone = change.leaves(field, now, table) ? this.#values.others(field, person).filter(leaves) : [];
    for (const value of alone) {
      if (!change.fits(field, now, value)) continue;
      change.write(field, now, value);
      this.#trial.changed.set(buyer, { ...person, [field]: value });
      return true;
    }
    const tried: number[] = [];
    for (const other of this.#givers(target, buyer, field, now, leaves)) {
      const value = this.#trial.valueOf(other, field);
      if (field === 'history' && !this.#fits(person, this.#trial.person(other))) continue;
      change.with(other);
      if (change.fits(field, now, value)) {
        change.write(field, now, value);
        this.#trial.changed.set(other, { ...this.#trial.person(other), [field]: now });
        this.#trial.changed.set(buyer, { ...person, [field]: value });
        return true;
      }
      if (tried.length < MOST_TOLD) tried.push(other);
    }
    change.with(null);
    for (const value of this.#values.others(field, person).filter(leaves))
      change.fits(field, now, value, this.#trial.inTheWay);
    for (const other of tried) {
      change.with(other);
      change.fits(field, now, this.#trial.valueOf(other, field), this.#trial.inTheWay);
    }
    return false;
  }

  /** Buyers who are not in the subject, and whose value can be taken there: first those of whom it is not known. */
  *#givers(
    target: Target,
    buyer: number,
    field: Field,
    now: number,
    leaves: (value: number) => boolean,
  ): Generator<number> {
    const seen = this.#seen;
    const turn = (this.#turn += 1);
    for (const one of target.buyers) seen[one] = turn;
    const can = new Map<number, boolean>();
    const may = (value: number): boolean => {
      const known = can.get(value);
      if (known !== undefined) return known;
      const answer = value !== now && leaves(value) && this.#change.fitsIn(target.subject, field, now, value);
      can.set(value, answer);
      return answer;
    };
    const pools = poolsOf(target, this.#trial.person(buyer), this.#house);
    for (const unknown of may(0) ? [true, false] : [false]) {
      for (const pool of pools) {
        const step = Math.max(1, Math.floor(pool.length / LOOKED_AT));
        for (let taken = 0, at = buyer % step; taken < TRIED && at < pool.length; at += step) {
          const other = pool[at] ?? 0;
          if (seen[other] === turn) continue;
          const value = this.#trial.valueOf(other, field);
          if (unknown && value !== 0) continue;
          seen[other] = turn;
          if (!may(value) || this.#wouldCount(other, target)) continue;
          taken += 1;
          yield other;
        }
      }
    }
  }

  /** Whoever was at these evenings would be in the cell instead, and nothing be won. */
  #wouldCount(other: number, { performances, inner }: Target): boolean {
    const { start, performance } = this.#trial.population;
    let there = false;
    for (let i = start[other] ?? 0; i < (start[other + 1] ?? 0); i += 1) {
      if (inner.has(performance[i] ?? -1)) return false;
      if (performances.has(performance[i] ?? -1)) there = true;
    }
    return there;
  }

  /** Histories can be exchanged where each is possible with the other's visits. */
  #fits(one: Person, two: Person): boolean {
    return (
      this.#values.others('history', one).includes(two.history) &&
      this.#values.others('history', two).includes(one.history)
    );
  }
}
