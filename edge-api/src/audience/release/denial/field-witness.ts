/** Somebody has another age, place, history or segment: by themselves, or in exchange with who is not in the subject. */
import type { FieldChange } from './field-change.ts';
import type { Layout } from '../layout.ts';
import { MENDED, MOST_MENDED, type Mend } from './mend.ts';
import type { Person } from '../person.ts';
import { categoryOf, type FieldValues, type Field } from './proposal.ts';
import type { House } from '../subjects.ts';
import { poolsOf, type Target, type Trial } from './trial.ts';
import { Unknown } from './unknown.ts';
import { ValueNotes } from './value-notes.ts';

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
  readonly #mend: Mend;
  /** By buyer: the turn in which they were looked at, and in which they are somebody else. */
  readonly #seen: Int32Array;
  readonly #isChanged: Int32Array;
  readonly #unknown: Unknown;
  #turn = 0;
  /** By value: whether it can be taken in the subject, and the first frame in which it could not by the buyer alone. */
  readonly #may = new ValueNotes();
  readonly #blocked = new ValueNotes();
  constructor(trial: Trial, house: House, layout: Layout, values: FieldValues, change: FieldChange, mend: Mend) {
    this.#trial = trial;
    this.#house = house;
    this.#layout = layout;
    this.#change = change;
    this.#values = values;
    this.#mend = mend;
    this.#seen = new Int32Array(trial.population.count);
    this.#isChanged = new Int32Array(trial.population.count);
    this.#unknown = new Unknown(trial.population);
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
    this.#blocked.forget();
    const blocked = (value: number): number => change.blockedIn(field, now, value);
    const exchanged = this.#someGiver(target, buyer, field, now, leaves, (other, value) => {
      if (field === 'history' && !this.#values.exchangeable(person, this.#trial.person(other))) return false;
      // Where they do not come the cell would not stay, whoever they are.
      const frame = this.#blocked.of(value, blocked);
      if (frame < 0 || change.comesTo(other, frame)) {
        change.with(other);
        if (change.fits(field, now, value)) {
          change.write(field, now, value);
          this.#trial.changed.set(other, { ...this.#trial.person(other), [field]: now });
          this.#trial.changed.set(buyer, { ...person, [field]: value });
          return true;
        }
      }
      if (tried.length < MOST_TOLD) tried.push(other);
      return false;
    });
    if (exchanged) return true;
    return this.#mended(buyer, person, tried, target, field, leaves);
  }

  /** What puts the fewest cells out of place, made good by others. What stood in the way is told either way. */
  #mended(
    buyer: number,
    person: Person,
    others: readonly number[],
    target: Target,
    field: Field,
    leaves: (value: number) => boolean,
  ): boolean {
    const now = person[field];
    const { ledger } = this.#trial;
    const change = this.#change;
    const could: { readonly other: number | null; readonly value: number; readonly cells: readonly number[] }[] = [];
    const look = (other: number | null, value: number): void => {
      const inTheWay = new Map<number, number>();
      change.fits(field, now, value, inTheWay);
      for (const [cell, times] of inTheWay)
        this.#trial.inTheWay.set(cell, (this.#trial.inTheWay.get(cell) ?? 0) + times);
      if (inTheWay.size <= MOST_MENDED) could.push({ other, value, cells: [...inTheWay.keys()] });
    };
    change.with(null);
    for (const value of this.#values.others(field, person).filter(leaves)) look(null, value);
    for (const other of others) {
      change.with(other);
      look(other, this.#trial.valueOf(other, field));
    }
    // What could not be made good for one is not tried for another.
    const hopeless = new Set<number>();
    let tries = 0;
    for (const { other, value, cells } of could.toSorted((a, b) => a.cells.length - b.cells.length)) {
      if (cells.some((cell) => hopeless.has(cell))) continue;
      if ((tries += 1) > MENDED) break;
      const { mark } = ledger;
      const before = new Map(this.#trial.changed);
      change.of(buyer);
      change.with(other);
      change.write(field, now, value);
      if (other !== null) this.#trial.changed.set(other, { ...this.#trial.person(other), [field]: now });
      this.#trial.changed.set(buyer, { ...person, [field]: value });
      const worst = this.#mend.mends(mark, cells.length + 1, target);
      if (worst === null) return true;
      hopeless.add(worst);
      this.#trial.stays(worst);
      ledger.back(mark);
      this.#trial.changed = before;
    }
    return false;
  }

  /** True for one of the buyers who are not in the subject, and whose value can be taken there: first those of whom it is not known. */
  #someGiver(
    target: Target,
    buyer: number,
    field: Field,
    now: number,
    leaves: (value: number) => boolean,
    takes: (other: number, value: number) => boolean,
  ): boolean {
    const seen = this.#seen;
    const turn = (this.#turn += 1);
    for (const one of target.buyers) seen[one] = turn;
    this.#may.forget();
    const may = (value: number): number =>
      Number(value !== now && leaves(value) && this.#change.fitsIn(target.subject, field, now, value));
    const { changed, population } = this.#trial;
    const column = population[field];
    const isChanged = this.#isChanged;
    let forgotten = false;
    for (const [one, person] of changed) {
      isChanged[one] = turn;
      if (person[field] === 0 && column[one] !== 0 && seen[one] !== turn) forgotten = true;
    }
    const pools = poolsOf(target, this.#trial.person(buyer), this.#house);
    const isGiver = (other: number, value: number): boolean =>
      this.#may.of(value, may) === 1 && !this.#trial.wouldCount(other, target);
    if (this.#may.of(0, may) === 1) {
      for (const pool of pools) {
        const step = Math.max(1, Math.floor(pool.length / LOOKED_AT));
        const places: Int32Array | null = forgotten ? null : this.#unknown.every(pool, step, buyer % step, field);
        const length = places ? places.length : Math.ceil((pool.length - (buyer % step)) / step);
        for (let taken = 0, i = 0; taken < TRIED && i < length; i += 1) {
          const other = pool[places ? (places[i] ?? 0) : (buyer % step) + i * step] ?? 0;
          if (seen[other] === turn) continue;
          const value = isChanged[other] === turn ? this.#trial.valueOf(other, field) : (column[other] ?? 0);
          if (value !== 0) continue;
          seen[other] = turn;
          if (!isGiver(other, 0)) continue;
          taken += 1;
          if (takes(other, 0)) return true;
        }
      }
    }
    for (const pool of pools) {
      const step = Math.max(1, Math.floor(pool.length / LOOKED_AT));
      for (let taken = 0, at = buyer % step; taken < TRIED && at < pool.length; at += step) {
        const other = pool[at] ?? 0;
        if (seen[other] === turn) continue;
        const value = isChanged[other] === turn ? this.#trial.valueOf(other, field) : (column[other] ?? 0);
        seen[other] = turn;
        if (!isGiver(other, value)) continue;
        taken += 1;
        if (takes(other, value)) return true;
      }
    }
    return false;
  }
}
