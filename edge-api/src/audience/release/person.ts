/** A buyer as they are, or as they might be instead: what a witness changes. */
import type { Population } from './population.ts';

export interface Order {
  readonly performance: number;
  readonly hour: number;
  readonly mask: number;
  readonly moment: number;
  readonly tickets: number;
}

export interface Person {
  readonly place: number;
  readonly person: number;
  readonly segment: number;
  readonly history: number;
  readonly orders: readonly Order[];
}

export function personOf(population: Population, buyer: number): Person {
  const orders: Order[] = [];
  for (let i = population.start[buyer] ?? 0; i < (population.start[buyer + 1] ?? 0); i += 1) {
    orders.push({
      performance: population.performance[i] ?? 0,
      hour: population.hour[i] ?? 0,
      mask: population.mask[i] ?? 0,
      moment: population.moment[i] ?? 0,
      tickets: population.tickets[i] ?? 0,
    });
  }
  return {
    place: population.place[buyer] ?? 0,
    person: population.person[buyer] ?? 0,
    segment: population.segment[buyer] ?? 0,
    history: population.history[buyer] ?? 0,
    orders,
  };
}
