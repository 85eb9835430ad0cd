import type { AudienceCoverage, AudienceFact, Snapshot } from '#protocol';

/** One fault of a source, without any value of it. */
export interface SourceProblem {
  readonly reason: string;
  readonly column: string;
  readonly line: number;
}
/** Cumulative figures with their moment. `stand`: the newest figures of a performance, which also carry its title, capacity and price lines. */
export interface SourceItem {
  readonly item: Snapshot & { readonly asOf: string };
  readonly stand: boolean;
}
/** What happened on one day, not cumulative; only in a delta file. */
export interface Movement {
  readonly day: string;
  /** UTC ms of the last thing that happened. */
  readonly at: number;
  readonly figures: Readonly<Record<string, { readonly count: number; readonly amount: number | null }>>;
}
export interface PerformanceMovements {
  /** Performance as it goes on the wire: a DIP id or the venue's own reference. */
  readonly who: string;
  /** JSON of what is known of it. */
  readonly about: string;
  readonly days: readonly Movement[];
}
/** Who comes to one performance, after the privacy filter. */
export interface SourceAudience {
  readonly who: Pick<Snapshot, 'ref' | 'performance'>;
  readonly coverage: AudienceCoverage;
  readonly facts: readonly AudienceFact[];
}
export interface SourceAudiences {
  /** Which secret made the keys in them. */
  readonly keyId: string;
  /** Can be walked once. One without tickets takes back what was said before. */
  readonly performances: Iterable<SourceAudience>;
}
/** What one version of a file says, one performance at a time; can be walked once. */
export interface SourceContent {
  readonly sha256: string;
  /** UTC ms of the file, never later than the clock. */
  readonly fileTime: number;
  readonly performances: Iterable<readonly SourceItem[]>;
  /** The file holds the whole history of its performances: a day that is no longer in it is taken back. */
  readonly complete: boolean;
  /** Mode `full`: performances that are absent fall to zero, as long as no more than this share of tickets vanishes. */
  readonly zeroAbsent?: number;
  /** Mode `delta`: instead of `performances`. */
  readonly movements?: Iterable<PerformanceMovements>;
  /** Only where the venue switched it on and the file tells buyers. */
  readonly audience?: SourceAudiences;
  readonly problems: readonly SourceProblem[];
  /** Problems counted beyond those that are listed. */
  readonly moreProblems: number;
  readonly rows: number;
}
export interface ReadOptions {
  /** False for a movement of a delta file that was counted before. */
  readonly isNew: (id: string) => boolean;
  readonly progress?: (bytes: number) => void;
  /** Reading ends early, and says nothing, when it aborts. */
  readonly signal?: AbortSignal;
}
export interface SourceFile {
  readonly path: string;
  readonly stream: string;
  readonly mapping: string;
  readonly size: number;
  /** Changes whenever the file was written; spares reading one that did not. */
  readonly stamp: string;
  /** Null when the file changed or vanished while it was read: come back later. */
  read(options: ReadOptions): Promise<SourceContent | null>;
}
/** A file or folder that cannot be read now, in words; gone from the list when it can. */
export interface SourceNotice {
  readonly stream: string;
  readonly reason: string;
}
export interface Source {
  /** Names of all streams, those without files included. */
  readonly streams: readonly string[];
  /** Finished files, oldest first. */
  ready(): Promise<{ readonly files: readonly SourceFile[]; readonly notices: readonly SourceNotice[] }>;
  /** Cumulative items from all movements of a performance up to `at`. */
  itemsOf(stream: string, movements: PerformanceMovements, at: number): readonly SourceItem[];
}
