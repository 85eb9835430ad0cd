/** Published tables about who comes, and the closed catalogue they are taken from. Types and lists only: widgets import these. */

/** What tables are about: one evening, one production in one house and season, a genre of a house's season, its whole season. */
export const AUDIENCE_LEVELS = ['performance', 'production', 'genre', 'season'] as const;
export type AudienceLevel = (typeof AUDIENCE_LEVELS)[number];

export const DISTANCE_BANDS = ['0-5', '5-15', '15-30', '30-50', '50+'] as const;
/** Whole local days before the performance. */
export const LEAD_BANDS = ['0', '1-3', '4-7', '8-14', '15-28', '29-56', '57-90', '91-180', '181+'] as const;
export const PARTY_BANDS = ['1', '2', '3-4', '5-9', '10+'] as const;
export const VISIT_BANDS = ['1', '2', '3', '4-10', '11+'] as const;
/** By number of performances and the last of them; 18 months and 3 years. */
export const SEGMENTS = ['new', 'once', 'convertee', 'active', 'super', 'stale', 'lapsed'] as const;

/**
 * The closed catalogue: each table, what a cell counts, whether a buyer can be in more than one cell, and the levels it is
 * published at. There are no other tables and no filters.
 */
export const AUDIENCE_TABLES = {
  /** Two digits of the postcode, `abroad`. */
  origin: { many: false, levels: ['performance', 'production', 'genre', 'season'] },
  /** Four digits; for the house alone. */
  origin_pc4: { many: false, levels: ['production', 'season'], houseOnly: true },
  /** Between the middle of the PC4 and that of the house. */
  distance: { many: false, levels: ['performance', 'production', 'genre', 'season'] },
  age: { many: false, levels: ['performance', 'production', 'genre', 'season'] },
  /** `18-25|f`; only where the house has gender. */
  age_gender: { many: false, levels: ['production', 'season'] },
  /** `new`: no earlier order at this house; `returning`. */
  newness: { many: false, levels: ['performance', 'production', 'genre', 'season'] },
  segment: { many: false, levels: ['production', 'genre', 'season'] },
  /** The house's own segments by postcode. */
  house_segment: { many: false, levels: ['production', 'season'], houseOnly: true },
  lead: { many: true, levels: ['performance', 'production', 'genre', 'season'] },
  /** `1-20`: ISO weekday and hour of the house's clock. */
  moment: { many: true, levels: ['production', 'season'] },
  channel: { many: true, levels: ['performance', 'production', 'genre', 'season'] },
  price_class: { many: true, levels: ['performance', 'production', 'genre', 'season'] },
  party: { many: true, levels: ['performance', 'production', 'genre', 'season'] },
  /** Performances visited in the season at this house. */
  visits: { many: false, levels: ['season'] },
  /** Cells are other productions of the house's season that these buyers went to as well. */
  overlap: { many: true, levels: ['production'] },
  /** `A+B`: exactly this set of the season's largest productions (UpSet). */
  combinations: { many: false, levels: ['season'] },
} as const satisfies Record<
  string,
  { readonly many: boolean; readonly levels: readonly AudienceLevel[]; readonly houseOnly?: boolean }
>;
export type AudienceTableName = keyof typeof AUDIENCE_TABLES;

/** Fewer distinct buyers than this are never shown, and shown numbers are this wide. */
export const AUDIENCE_K = 10;

/**
 * Distinct buyers, as the lower end of a ten: 120 stands for 120 to 129. `null`: hidden, because fewer than ten buyers are in
 * it, or because it would give such a cell away. `0`: nobody can be in it (a structural zero).
 */
export type Tens = number | null;
/** The middle of a ten, for shares: never less or more exact than what was published. */
export const middleOf = (tens: number): number => (tens === 0 ? 0 : tens + 4.5);

/**
 * Why a whole table is not there. `too_few`: nobody could be shown without a small group being found, be it here or in what else is told; none and
 * a few are never told apart. `not_known`: of nobody in the whole season, so that the house's system does not tell it. `not_yet`: a curve of lead
 * times is made when the performance was played.
 */
export const WITHHELD = ['too_few', 'one_cell', 'not_known', 'not_yet', 'key_changed'] as const;
export type Withheld = (typeof WITHHELD)[number];

export interface AudienceTable {
  /** In the order of the catalogue; areas and productions by size. */
  readonly cells: Readonly<Record<string, Tens>>;
  /** Distinct buyers in a cell that is shown, of all: the rest is unknown or hidden, which is never said apart. */
  readonly shown: number | null;
  readonly withheld?: Withheld;
}

/** `[low, high]` in whole percents. */
export type PercentBand = readonly [number, number];
export interface AudienceCoverageAnswer {
  /** Share of issued tickets with a known buyer, postcode, age; null = too few to say. */
  readonly buyer: PercentBand | null;
  readonly postcode: PercentBand | null;
  readonly age: PercentBand | null;
}

export interface AudienceSubject {
  readonly level: AudienceLevel;
  /** Performance or production id, genre, or season (its first year) of `venue`. */
  readonly id: string;
  readonly title: string;
  readonly venue: string;
  readonly venueName: string;
  /** Starting year of the season. */
  readonly season: number;
  readonly performances: number;
  readonly from: string;
  readonly until: string;
  readonly genre: string | null;
  readonly capacity: number | null;
}

export interface AudienceRelease {
  /** 1, 2, 3 … of this subject. */
  readonly number: number;
  readonly at: string;
}

/** One subject as last published. */
export interface AudienceReport {
  readonly subject: AudienceSubject;
  readonly release: AudienceRelease;
  readonly buyers: Tens;
  readonly coverage: AudienceCoverageAnswer;
  readonly tables: Readonly<Partial<Record<AudienceTableName, AudienceTable>>>;
  /** Areas in order of what they spend: core 60%, primary to 80%, secondary to 90%. Only areas that `origin` shows. */
  readonly catchment: Readonly<Record<string, 'core' | 'primary' | 'secondary' | 'rest'>> | null;
}

/** What a report is laid beside; shares in whole percents, made of published tables alone. */
export interface AudienceReference {
  /** Another production or season of the house, its genre, its season, or the sector. */
  readonly kind: 'production' | 'genre' | 'season' | 'sector';
  readonly title: string;
  /** Number of venues; only of the sector. */
  readonly venues?: number;
  readonly shares: Readonly<Partial<Record<AudienceTableName, Readonly<Record<string, number | null>>>>>;
}

/** `GET /v1/audience?level=&id=&season=&venue=&with=`: `with` = `genre`, `season`, `sector`, or `production:ID`, `season:2025`. */
export interface AudienceAnswer {
  readonly livemode: boolean;
  readonly k: number;
  /** `null` with a reason: nothing is published of this subject. */
  readonly report: AudienceReport | null;
  readonly why?: 'no_facts' | 'too_few' | 'not_yet' | 'not_shared' | 'excluded';
  readonly reference: AudienceReference | null;
  readonly whyReference?: 'not_given' | 'too_few_venues' | 'one_dominates' | 'none';
  /** PC2 or PC4 of the house, for maps. */
  readonly home: string | null;
}

/** `GET /v1/audience/subjects?season=&venue=`: what there is to look at, newest first. */
export interface AudienceSubjects {
  readonly livemode: boolean;
  readonly seasons: readonly number[];
  readonly venues: readonly { readonly id: string; readonly name: string }[];
  readonly subjects: readonly (AudienceSubject & { readonly buyers: Tens })[];
}
