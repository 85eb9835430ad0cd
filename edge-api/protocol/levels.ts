/** Answers about groups of performances. Types only, but for the words a query may use. */
import type { Definition } from './definition.ts';
import type { AmountUnknown, Changes } from './monitor.ts';

export const LEVELS = ['nation', 'region', 'venue', 'production', 'performance', 'genre', 'week'] as const;
export type Level = (typeof LEVELS)[number];

/** Sums over planned performances. `null` = unknown, never 0: nothing was reported, or a part of it is not known. */
export interface GroupFigures {
  readonly performances: number;
  /** Of these, how many ever reported tickets; the other figures speak of them. */
  readonly reporting: number;
  /** By the definition of the answer. */
  readonly count: number | null;
  readonly amount: number | null;
  /** Why `amount` is not known; null when it is, or when nothing was reported. */
  readonly amountUnknown: AmountUnknown | null;
  readonly capacity: number | null;
  /** Share of capacity, 0 to 1 (may pass 1 when over capacity). */
  readonly occupancy: number | null;
  /** Cents per paid ticket. */
  readonly averagePrice: number | null;
  readonly paid: number | null;
  readonly free: number | null;
  readonly reserved: number | null;
  readonly blocked: number | null;
  /** Over 1, 7 and 28 days. */
  readonly change: {
    readonly count: Changes;
    readonly amount: Changes;
    readonly occupancy: Changes;
    readonly averagePrice: Changes;
    readonly reserved: Changes;
    readonly blocked: Changes;
  };
  /** Newest report behind the figures, and the systems they come from. */
  readonly asOf: string | null;
  readonly sources: readonly string[];
}

interface GroupAnswer {
  readonly organisation: { readonly id: string; readonly name: string; readonly type: string };
  readonly livemode: boolean;
  readonly seasons: readonly number[];
  readonly definition: Definition;
  /** The past day asked for and its axis, or null: as it stands. */
  readonly asOf: string | null;
  readonly axis: 'true' | 'reported' | null;
  readonly timeZone: string;
  /** Changes count back from this day. */
  readonly today: string;
}

/** Answer of `GET /v1/totals`. */
export interface TotalsAnswer extends GroupAnswer {
  readonly figures: GroupFigures;
}

export interface LevelGroup {
  /** Country code, region, organisation id, production id, performance id, genre or ISO week; null = not known. */
  readonly id: string | null;
  readonly name: string | null;
  /** First and last performance, local dates. */
  readonly first: string;
  readonly last: string;
  readonly figures: GroupFigures;
}

/** Answer of `GET /v1/levels?by=…`; groups that together are `figures`. */
export interface LevelsAnswer extends TotalsAnswer {
  readonly by: Level;
  readonly groups: readonly LevelGroup[];
  /** How many groups there are in all. */
  readonly matching: number;
  readonly next: string | null;
}

export const LEVEL_SORTS = ['name', 'date', 'count', 'amount', 'occupancy', 'change'] as const;
export type LevelSort = (typeof LEVEL_SORTS)[number];

/** A nightly push is on time within this many hours. */
export const FRESH_HOURS = 26;
export type FreshnessState = 'fresh' | 'late' | 'never';

export interface SourceFreshness {
  readonly source: string;
  readonly kind: 'house' | 'reseller';
  readonly state: FreshnessState;
  /** Newest report, when we received the last change, and whole hours since the report. */
  readonly asOf: string | null;
  readonly receivedAt: string | null;
  readonly hours: number | null;
  /** Upcoming performances of this system that are linked to none of the platform; null for who may not know. */
  readonly unlinked: number | null;
  /** Reports from the future that wait for a person; null for who may not know. */
  readonly quarantined: number | null;
}

export interface VenueFreshness {
  readonly venue: string;
  readonly name: string;
  /** The worst of its own systems; resellers are told apart. */
  readonly state: FreshnessState;
  readonly sources: readonly SourceFreshness[];
}

/** Answer of `GET /v1/freshness`: every venue whose performances the caller may see. */
export interface FreshnessAnswer {
  readonly livemode: boolean;
  readonly at: string;
  readonly freshHours: number;
  readonly venues: readonly VenueFreshness[];
}
