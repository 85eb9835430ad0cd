/** Answers of the sales monitor. Types only: the widgets import these and no schema library. */
import type { Definition } from './definition.ts';
import type { AmountTerms } from './money.ts';
import type { PriceClass } from './snapshot.ts';
import type { ReviewReason } from './outcome.ts';

/** Change over 1, 7 and 28 days; null = nothing to compare with. */
export type Changes = readonly [number | null, number | null, number | null];
export const CHANGE_DAYS = [1, 7, 28] as const;

export type PerformanceStatus = 'planned' | 'cancelled' | 'moved';
export type PerformanceType = 'try_out' | 'premiere' | 'normal' | 'derniere';
export const PERFORMANCE_TYPES = ['try_out', 'premiere', 'normal', 'derniere'] as const;
export const PERFORMANCE_STATUSES = ['planned', 'cancelled', 'moved'] as const;

/** Tickets or seats with their value in cents; `amount: null` = unknown. */
export interface Figure {
  readonly count: number;
  readonly amount: number | null;
}

/** All states of the house. `null` = never reported. They add up to capacity: available = capacity − issued − reserved − blocked. */
export interface Figures {
  readonly normal: Figure | null;
  readonly discount: Figure | null;
  readonly free: Figure | null;
  readonly other: Figure | null;
  readonly reserved: Figure | null;
  readonly blocked: Figure | null;
  readonly capacity: number | null;
}

/** Why a performance needs someone today. The widget says it in words. Numbers: seats, points, hours or days by code. */
export type Attention =
  | { readonly code: 'no_report'; readonly hours: number; readonly since: string | null }
  | { readonly code: 'not_linked' }
  | { readonly code: 'over_capacity'; readonly seats: number }
  | { readonly code: 'big_fall'; readonly seats: number }
  | { readonly code: 'free_with_amount' }
  | { readonly code: 'two_sources' }
  | { readonly code: 'reservations_lapse'; readonly seats: number; readonly amount: number | null; readonly at: string }
  | { readonly code: 'sold_out' }
  | { readonly code: 'no_sales'; readonly days: number }
  | { readonly code: 'under_peers'; readonly points: number; readonly seats: number };
export type AttentionCode = Attention['code'];

/** Where the same production stands elsewhere at the same distance; shares 0 to 1, rounded to 5 points. */
export type Benchmark =
  | { readonly median: number; readonly low: number | null; readonly high: number | null; readonly venues: number }
  | { readonly reason: 'too_few_venues' | 'one_dominates' | 'set_changed' | 'not_yet' };

/** Figures of a reseller; `within` says by the venue's dated setting where they already are (null: not set, so shown apart and not added). */
export interface ResellerFigure {
  readonly reseller: string;
  readonly within: 'sold' | 'blocked' | 'none' | null;
  readonly count: number;
  readonly amount: number | null;
}

export interface MonitorRow {
  /** DIP-form id, or `ref:…` for a venue's own performance that is not linked. */
  readonly id: string;
  readonly linked: boolean;
  readonly production: string | null;
  readonly title: string;
  readonly genre: string | null;
  readonly venue: string;
  readonly hall: string | null;
  readonly provider: string | null;
  /** Instant; show it in `timeZone`. */
  readonly startsAt: string;
  /** Local date of the performance, and whole local days until it (negative = past). */
  readonly date: string;
  readonly daysToGo: number;
  readonly type: PerformanceType;
  readonly status: PerformanceStatus;
  readonly movedTo: string | null;
  readonly onSaleAt: string | null;
  readonly festival: boolean;
  readonly tags: readonly string[];
  readonly figures: Figures;
  /** By the definition of the answer; null = unknown. */
  readonly count: number | null;
  readonly amount: number | null;
  /** Share of capacity, 0 to 1 (may pass 1 when over capacity). */
  readonly occupancy: number | null;
  readonly available: number | null;
  readonly change: {
    readonly count: Changes;
    readonly amount: Changes;
    readonly reserved: Changes;
    readonly blocked: Changes;
  };
  /** Tickets per day over the last 28 days, oldest first; null = before the first report. */
  readonly spark: readonly (number | null)[];
  readonly benchmark: Benchmark;
  readonly attention: readonly Attention[];
  readonly review: readonly ReviewReason[];
  readonly resellers: readonly ResellerFigure[];
  /** What the amounts as reported contain, where it is not EUR with VAT and levy inside. Amounts in `figures` are always as reported. */
  readonly terms?: AmountTerms;
  readonly asOf: string | null;
  readonly source: string | null;
}

/**
 * Why a sum of money is unknown: a source did not say the amount; amounts in two currencies, or with and without VAT or
 * levy, are never added; a VAT rate or a hall's levy is not known.
 */
export type AmountUnknown =
  'not_reported' | 'two_currencies' | 'mixed_vat' | 'mixed_levy' | 'vat_unknown' | 'levy_unknown';

export interface Totals {
  readonly performances: number;
  readonly capacity: number | null;
  readonly count: number;
  readonly amount: number | null;
  /** Why `amount` is not known. */
  readonly amountUnknown?: AmountUnknown | null;
  readonly paid: number;
  readonly free: number;
  readonly reserved: number;
  readonly reservedAmount: number | null;
  readonly blocked: number;
  readonly occupancy: number | null;
  readonly averagePrice: number | null;
  readonly change: {
    readonly count: Changes;
    readonly amount: Changes;
    readonly occupancy: Changes;
    readonly averagePrice: Changes;
    readonly reserved: Changes;
    readonly blocked: Changes;
  };
}

/** Names of the ids in rows. */
export interface Names {
  readonly venues: Readonly<
    Record<
      string,
      {
        readonly name: string;
        readonly city: string | null;
        readonly province: string | null;
        readonly timeZone: string;
      }
    >
  >;
  readonly halls: Readonly<Record<string, { readonly name: string; readonly kind: string; readonly venue: string }>>;
  readonly providers: Readonly<Record<string, { readonly name: string }>>;
}

/** Answer of `GET /v1/monitor`. */
export interface MonitorAnswer {
  readonly organisation: { readonly id: string; readonly name: string; readonly type: string };
  readonly livemode: boolean;
  readonly season: number;
  readonly seasons: readonly number[];
  readonly definition: Definition;
  /** Newest `asOf` in the answer and the sources behind it. */
  readonly asOf: string | null;
  readonly source: string | null;
  readonly timeZone: string;
  /** The business day "today" is. */
  readonly today: string;
  /** Tickets of the last whole day, and the mean of the same weekday over the 3 weeks before it. */
  readonly yesterday: { readonly day: string; readonly count: number | null; readonly weekdayMean: number | null };
  /** Season totals of everything the caller may see, independent of page and filter of the list; `filtered` follows the filter. */
  readonly totals: Totals;
  readonly filtered: Totals | null;
  readonly rows: readonly MonitorRow[];
  /** How many rows the filter has in all. */
  readonly matching: number;
  readonly names: Names;
  readonly next: string | null;
  /** Opaque; give it as `If-None-Match`. */
  readonly version: string;
  readonly pollSeconds: number;
}

export const MONITOR_SORTS = ['date', 'title', 'count', 'amount', 'occupancy', 'change', 'attention', 'venue'] as const;
export type MonitorSort = (typeof MONITOR_SORTS)[number];

/** Columns of a list of performances, in their usual order: a page may show them, a query sorts by them, an export holds them. */
export const MONITOR_COLUMNS = [
  'date',
  'title',
  'production',
  'venue',
  'hall',
  'provider',
  'genre',
  'occupancy',
  'count',
  'capacity',
  'change1',
  'change7',
  'change28',
  'amount',
  'reserved',
  'blocked',
  'available',
  'benchmark',
  'attention',
  'status',
  'asOf',
] as const;
export type MonitorColumn = (typeof MONITOR_COLUMNS)[number];

export const EXPORT_FORMATS = ['csv', 'xlsx'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
/** Most rows of one export; a query that keeps more is refused with the advice to filter. */
export const MAX_EXPORT_ROWS = 2_500;

/** One day of a performance. `null` = unknown; values are cumulative at the end of the day. */
export interface SeriesPoint {
  readonly day: string;
  /** Local days before the performance. */
  readonly daysToGo: number;
  readonly count: number | null;
  readonly amount: number | null;
  readonly reserved: number | null;
  readonly blocked: number | null;
  readonly capacity: number | null;
  readonly classes: Readonly<Record<PriceClass, number | null>>;
}

/** Same production elsewhere, by days to go; shares of capacity rounded to 5 points. */
export interface BenchmarkPoint {
  readonly daysToGo: number;
  readonly median: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** Answer of `GET /v1/performances/{id}/series`. */
export interface SeriesAnswer {
  readonly performance: MonitorRow;
  readonly names: Names;
  readonly definition: Definition;
  readonly timeZone: string;
  readonly today: string;
  readonly livemode: boolean;
  readonly points: readonly SeriesPoint[];
  readonly benchmark:
    { readonly points: readonly BenchmarkPoint[]; readonly venues: number } | { readonly reason: string };
  /** Price types of the newest report of each system that tells them; amounts as reported. */
  readonly lines: readonly {
    readonly name: string;
    readonly class: PriceClass;
    readonly price: number | null;
    readonly count: number;
    readonly amount: number | null;
    readonly band?: string;
    /** Percent, as the source says. */
    readonly vatRate?: number;
    /** Of which system and report the line is. */
    readonly source?: string;
    readonly asOf?: string;
  }[];
  /** Where each figure comes from, newest first. */
  readonly provenance: readonly {
    readonly source: string;
    readonly kind: 'house' | 'reseller';
    readonly component: string;
    readonly count: number;
    readonly amount: number | null;
    readonly asOf: string;
  }[];
  readonly corrections: readonly {
    readonly receivedAt: string;
    readonly day: string;
    readonly component: string;
    readonly from: number | null;
    readonly to: number;
  }[];
  readonly version: string;
  readonly pollSeconds: number;
}
