/** Buyers of a pool of whom a value is not known, by where in it they stand: so that nobody has to look at all others for them. */
import type { Population } from '../population.ts';
import type { Field } from './proposal.ts';

interface Places {
  /** Of each remainder by `step` where its places begin, in `places`. */
  readonly start: Int32Array;
  readonly places: Int32Array;
}

export class Unknown {
  readonly #population: Population;
  readonly #known: Readonly<Record<Field, WeakMap<Int32Array, Places>>> = {
    place: new WeakMap(),
    person: new WeakMap(),
    history: new WeakMap(),
    segment: new WeakMap(),
  };
  constructor(population: Population) {
    this.#population = population;
  }

  /** Places `from`, `from + step` … of a pool where the value is 0; always asked with the same step of a pool. */
  every(pool: Int32Array, step: number, from: number, field: Field): Int32Array {
    const of = this.#known[field];
    let known = of.get(pool);
    if (!known) {
      known = placesOf(pool, step, this.#population[field]);
      of.set(pool, known);
    }
    return known.places.subarray(known.start[from], known.start[from + 1]);
  }
}

function placesOf(pool: Int32Array, step: number, column: ArrayLike<number>): Places {
  const start = new Int32Array(step + 1);
  for (let at = 0; at < pool.length; at += 1) if (column[pool[at] ?? 0] === 0) start[(at % step) + 1]! += 1;
  for (let from = 0; from < step; from += 1) start[from + 1]! += start[from] ?? 0;
  const next = start.slice();
  const places = new Int32Array(start[step] ?? 0);
  for (let at = 0; at < pool.length; at += 1) if (column[pool[at] ?? 0] === 0) places[next[at % step]!++] = at;
  return { start, places };
}
