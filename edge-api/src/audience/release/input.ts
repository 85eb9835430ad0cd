/** What a release is made of, and what it is. One house, one season. */
import type {
  AudienceCoverage,
  AudienceCoverageAnswer,
  AudienceLevel,
  AudienceReport,
  AudienceTable,
  AudienceTableName,
  PriceClass,
  Tens,
} from '#protocol';

export interface ReleasePerformance {
  readonly key: number;
  readonly id: string;
  /** Production id. */
  readonly production: string;
  readonly genre: string | null;
  /** First year of its season. */
  readonly season: number;
  /** Local day, `2026-11-03`. */
  readonly date: string;
  readonly capacity: number | null;
  /** Local day on which the sale begins, where it is known. */
  readonly onSaleAt?: string | null;
  /** Left out of everything published, as if it were not there. */
  readonly excluded: boolean;
}

/** By number of buyer, what they ordered for earlier seasons; who ordered for a later one is not known any better by it. */
export interface OtherSeasons {
  /** Evenings of those. */
  readonly visits: ArrayLike<number>;
  /** Days since 1970 of the last of those, -1: none. */
  readonly lastDay: ArrayLike<number>;
}

/** One row per order and performance of the season, column by column. Order of rows and numbering of buyers mean nothing. */
export interface FactColumns {
  readonly length: number;
  /** Any number per buyer, from 0. */
  readonly buyer: Int32Array;
  /** Index into `performances`. */
  readonly performance: Int32Array;
  /** Hour of the order on the house's clock as YYYYMMDDHH. */
  readonly hour: Int32Array;
  readonly tickets: Int32Array;
  /** Cents; `NaN` = unknown. */
  readonly amount: Float64Array;
  /** Index into `AUDIENCE_CHANNELS`. */
  readonly channel: Uint8Array;
  /** Bits 1 normal, 2 discount, 4 free, 8 other. */
  readonly classes: Uint8Array;
  /** 1000 to 9999; 1 = abroad, 0 = unknown. */
  readonly pc4: Uint16Array;
  /** 1 + index into `AGE_BANDS`; 0 = unknown. */
  readonly age: Uint8Array;
  /** 1 + index into `GENDERS`; 0 = unknown. */
  readonly gender: Uint8Array;
  /** 1 + index into `segments`; 0 = unknown. */
  readonly segment: Uint16Array;
  readonly segments: readonly string[];
  /** What the venue's system says: 1 first, 2 not the first, 0 it does not know. */
  readonly first: Uint8Array;
  /** Left out: nobody has. */
  readonly others?: OtherSeasons;
}

/** What the sales monitor says of one performance, exactly. */
export interface SalesTotals {
  readonly classes: Readonly<Record<PriceClass, number>>;
  /** Tickets by local day of booking. */
  readonly days: Readonly<Record<string, number>>;
}

/** Exact figures of a subject at a release. Private: what later releases must agree with. */
export interface SubjectCounts {
  /** Tickets by the monitor. */
  readonly tickets: number;
  readonly buyers: number;
  readonly coverage: AudienceCoverage;
  /** Cells with nobody are left out. */
  readonly tables: Readonly<Partial<Record<AudienceTableName, Readonly<Record<string, number>>>>>;
}

/** What is answered of a subject, less its name and number. */
export interface PublishedParts {
  readonly buyers: Tens;
  readonly coverage: AudienceCoverageAnswer;
  readonly tables: Readonly<Partial<Record<AudienceTableName, AudienceTable>>>;
  readonly catchment: AudienceReport['catchment'];
}

export interface EarlierRelease {
  readonly level: AudienceLevel;
  readonly id: string;
  readonly number: number;
  /** Orders up to this hour were in it, YYYYMMDDHH. */
  readonly at: number;
  readonly counts: SubjectCounts;
  readonly published: PublishedParts;
}

export interface ReleaseInput {
  readonly season: number;
  /** Hour up to which orders count, YYYYMMDDHH; performances of an earlier day have been played. */
  readonly at: number;
  readonly performances: readonly ReleasePerformance[];
  readonly facts: FactColumns;
  /** By key of performance. */
  readonly coverage: ReadonlyMap<number, AudienceCoverage>;
  /** All of this season, in any order. */
  readonly earlier: readonly EarlierRelease[];
  readonly house: { readonly pc4: string | null };
  /** By key of performance; one that is missing is not tied to the monitor. */
  readonly sales: ReadonlyMap<number, SalesTotals>;
}

export interface ReleasedSubject {
  readonly level: AudienceLevel;
  readonly id: string;
  readonly number: number;
  /** False: too little was sold since, and it stays as it was, to the byte. */
  readonly renewed: boolean;
  readonly counts: SubjectCounts;
  readonly published: PublishedParts;
}

export interface Release {
  readonly subjects: readonly ReleasedSubject[];
  readonly told: ReleaseTold;
}

/** Figures about the release itself: none of a cell. */
export interface ReleaseTold {
  readonly cells: number;
  readonly shown: number;
  /** Fewer than ten. */
  readonly small: number;
  /** Ten and more, hidden so that another can be denied. */
  readonly hiddenForAnother: number;
  /** Cells and differences of 1 to 9 for which another set of facts was looked for. */
  readonly asked: number;
  /** Where none was found, whatever was hidden: their table is withheld, unless it is one of `standing`. */
  readonly undenied: number;
  /** Of these what is told all the same: figures of earlier releases, which are out, and numbers of buyers. */
  readonly standing: number;
}
