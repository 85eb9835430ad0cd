import type { Snapshot } from '#protocol';

/** One fault of a source, without any value of it. */
export interface SourceProblem {
  readonly reason: string;
  readonly column: string;
  readonly line: number;
}
/** What one version of a file says. `key` is the place of an item: a later one with the same key corrects it. */
export interface SourceContent {
  readonly sha256: string;
  readonly items: readonly { readonly key: string; readonly item: Snapshot }[];
  readonly problems: readonly SourceProblem[];
}
export interface SourceFile {
  readonly path: string;
  readonly mapping: string;
  /** Changes whenever the file was written; spares reading one that did not. */
  readonly stamp: string;
  /** Null when the file changed while it was read: come back later. */
  read(): Promise<SourceContent | null>;
}
export interface Source {
  ready(): Promise<readonly SourceFile[]>;
}
