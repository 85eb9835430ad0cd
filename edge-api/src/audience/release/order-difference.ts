/** Two lists of orders side by side: what is in both is passed over. */
import type { Order } from './person.ts';

/** `each` is told a pair of one evening where there are as many orders as before, else one of the first list alone, or of the second. */
export function differing(
  one: readonly Order[],
  two: readonly Order[],
  each: (a: Order | undefined, b: Order | undefined) => void,
): void {
  let [i, j] = [0, 0];
  while (i < one.length || j < two.length) {
    const [a, b] = [one[i], two[j]];
    if (a && b && isSame(a, b)) {
      i += 1;
      j += 1;
    } else if (a && b && a.performance === b.performance && one.length === two.length) {
      each(a, b);
      i += 1;
      j += 1;
    } else if (a && (!b || isBefore(a, b))) {
      each(a, undefined);
      i += 1;
    } else {
      each(undefined, b);
      j += 1;
    }
  }
}

const isBefore = (a: Order, b: Order): boolean =>
  a.performance < b.performance || (a.performance === b.performance && a.hour < b.hour);

const isSame = (a: Order, b: Order): boolean =>
  a === b ||
  (a.performance === b.performance &&
    a.hour === b.hour &&
    a.mask === b.mask &&
    a.moment === b.moment &&
    a.tickets === b.tickets);
