/** Categories that nobody can be in, by what the monitor and the calendar say: there alone a zero is published. */
import { LEAD_BANDS, PRICE_CLASSES } from '#protocol';
import { dayNumber, leadBand, leadDays } from './day.ts';
import type { ReleaseInput } from './input.ts';
import type { House } from './subjects.ts';

/** Tickets by the monitor that fall in each category of a performance; `null` = it does not say. */
export interface TicketRoom {
  readonly lead: readonly number[] | null;
  readonly price_class: readonly number[] | null;
}

export function roomOf(input: Pick<ReleaseInput, 'sales'>, house: House): TicketRoom[] {
  return house.performances.map(({ key, onSaleAt }, p) => {
    const sales = input.sales.get(key);
    const day = house.day[p] ?? 0;
    if (!sales) {
      const first = onSaleAt ? day - dayNumber(onSaleAt) : null;
      return {
        price_class: null,
        lead:
          first === null ? null : LEAD_BANDS.map((_, band) => (leadDays(band)[0] > Math.max(0, first) ? 0 : Infinity)),
      };
    }
    const lead = LEAD_BANDS.map(() => 0);
    for (const [date, tickets] of Object.entries(sales.days)) {
      const band = leadBand(Math.max(0, day - dayNumber(date)));
      lead[band] = (lead[band] ?? 0) + tickets;
    }
    return { lead, price_class: PRICE_CLASSES.map((of) => sales.classes[of]) };
  });
}

/** True where no performance of these has a ticket in that category. */
export function isImpossible(
  rooms: readonly TicketRoom[],
  performances: readonly number[],
  table: string,
  category: number,
): boolean {
  if (table !== 'lead' && table !== 'price_class') return false;
  return performances.every((p) => rooms[p]?.[table]?.[category] === 0);
}

/** Buyers that there can be at most: each has a ticket of that category, and the monitor says how many were sold. */
export function mostIn(
  rooms: readonly TicketRoom[],
  performances: readonly number[],
  table: string,
  category: number,
): number {
  if (table !== 'lead' && table !== 'price_class') return Infinity;
  return performances.reduce((sum, p) => sum + (rooms[p]?.[table]?.[category] ?? Infinity), 0);
}
