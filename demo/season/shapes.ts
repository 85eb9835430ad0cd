// What a season is made of. Instants are UTC milliseconds, money integer cents, refs the season's own and stable for a seed.
import type { PerformanceStatus, PerformanceType, PriceClass } from '#protocol';

// prettier-ignore
export const SEASON_GENRES = [
  'toneel', 'jeugdtheater', 'cabaret', 'musical', 'muziektheater', 'opera', 'dans', 'klassiek', 'pop', 'jazz', 'circus',
  'literatuur', 'familie',
] as const;
export type Genre = (typeof SEASON_GENRES)[number];

export interface Venue {
  readonly ref: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly city: string;
  readonly postcode: string;
  readonly province: string;
  /** Wall-clock minutes after midnight of its evenings. */
  readonly evening: number;
}
export interface Hall {
  readonly ref: string;
  readonly venueRef: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly kind: 'hall' | 'other_location' | 'external_location';
  readonly capacity: number;
  /** How the venue's ticketing system calls it; not always among the aliases. */
  readonly localName: string;
  /** Genres it takes; empty = all. */
  readonly genres: readonly Genre[];
}
/** Who enters productions: a producer of its own, or an agency for the producers it represents. */
export interface Provider {
  readonly ref: string;
  readonly type: 'producer' | 'agency';
  readonly name: string;
  readonly aliases: readonly string[];
  readonly agencyRef: string | null;
}
export interface Reseller {
  readonly ref: string;
  readonly name: string;
}
export interface Production {
  readonly ref: string;
  readonly title: string;
  readonly genre: Genre;
  /** The agency where there is one, otherwise the producer. */
  readonly providerRef: string;
  readonly producerRef: string;
  readonly agencyRef: string | null;
  readonly revival: boolean;
  readonly priceCents: number;
}

export type SalesShape = 'usual' | 'day_one' | 'slow_burner' | 'flop' | 'school';
/** What the bookings of one performance are drawn from. */
export interface Demand {
  readonly seed: number;
  /** Share of the capacity that people want; above 1 it sells out. */
  readonly share: number;
  readonly shape: SalesShape;
  readonly priceCents: number;
  readonly genre: Genre;
  /** 0 to 2: which words this box office uses for its price types. */
  readonly priceWords: number;
  readonly resellerRef: string | null;
  /** Seats sold beyond the capacity; 0 but for the odd mistake. */
  readonly overbooked: number;
  /** Tickets brought along from the performance that was moved here. */
  readonly transferred: number;
}
/** A performance in a tour, or (`productionRef: null`) an evening of the venue's own. */
export interface Performance {
  readonly ref: string;
  readonly productionRef: string | null;
  readonly title: string;
  readonly venueRef: string;
  readonly hallRef: string;
  readonly startsAt: number;
  readonly type: PerformanceType;
  readonly status: PerformanceStatus;
  /** When it was cancelled or moved; never after the season's `now`. */
  readonly statusChangedAt: number | null;
  readonly movedTo: string | null;
  readonly onSaleAt: number;
  /** As announced; changes below, in order of time. */
  readonly capacity: number;
  readonly capacityChanges: readonly { readonly at: number; readonly capacity: number }[];
  readonly tags: readonly string[];
  readonly festival: boolean;
  readonly demand: Demand;
}
/** What the venue's ticketing system calls a performance. `performanceRef` is the truth that linking should find. */
export interface LocalEvent {
  readonly localRef: string;
  readonly venueRef: string;
  readonly localTitle: string;
  readonly localHall: string;
  readonly localStartsAt: number;
  /** Null for an evening in nobody's tour. */
  readonly performanceRef: string | null;
  /** Whose sales these are: a performance or an own evening. */
  readonly salesRef: string;
}
export interface Season {
  readonly seed: number;
  readonly now: number;
  readonly venues: readonly Venue[];
  readonly halls: readonly Hall[];
  readonly providers: readonly Provider[];
  readonly resellers: readonly Reseller[];
  readonly productions: readonly Production[];
  readonly performances: readonly Performance[];
  readonly ownEvenings: readonly Performance[];
  readonly events: readonly LocalEvent[];
}

/**
 * One price line of one order. Reserved from `bookedAt` until `paidAt`, sold from `paidAt` until `cancelledAt`.
 * A reservation that is never paid lapses at `expiresAt`, which is then its `cancelledAt`.
 */
export interface Booking {
  readonly orderRef: string;
  /** Number of its first ticket within the order, from 1. */
  readonly firstTicket: number;
  readonly partySize: number;
  readonly bookedAt: number;
  readonly paidAt: number | null;
  readonly expiresAt: number | null;
  readonly cancelledAt: number | null;
  readonly priceType: string;
  /** Price band, empty in halls with one price. */
  readonly band: string;
  readonly class: PriceClass;
  readonly priceCents: number;
  readonly channel: 'web' | 'desk' | 'phone' | 'reseller';
  readonly resellerRef: string | null;
}
export interface Block {
  readonly ref: string;
  readonly reason: string;
  readonly count: number;
  readonly priceCents: number;
  readonly from: number;
  /** Null: never given free. */
  readonly releasedAt: number | null;
}
