// Pure: what one venue's ticketing system holds at a moment, as its exports and our ground truth both see it.
import type { LocalEvent, Performance, Season, Venue } from './shapes.ts';

export interface ExportOptions {
  /** UTC ms; leaves out performances that start earlier. */
  readonly startsFrom?: number;
}
export interface VenueSale {
  readonly event: LocalEvent;
  /** The performance or own evening sold under this event. */
  readonly performance: Performance;
}

/** Everything of the venue that is on sale or has been, in order of time. */
export function venueSales(season: Season, venueRef: string, at: number, options: ExportOptions = {}): VenueSale[] {
  const bySale = new Map([...season.performances, ...season.ownEvenings].map((one) => [one.ref, one]));
  return season.events.flatMap((event) => {
    const performance = bySale.get(event.salesRef);
    if (event.venueRef !== venueRef || !performance || performance.onSaleAt > at) return [];
    return performance.startsAt >= (options.startsFrom ?? -Infinity) ? [{ event, performance }] : [];
  });
}

export function venueOf(season: Season, venueRef: string): Venue {
  const venue = season.venues.find(({ ref }) => ref === venueRef);
  if (!venue) throw new Error(`no venue ${venueRef} in this season; use one of season.venues`);
  return venue;
}
