// Everything outside the program goes through one of these, so that a test can plant any fault by a seed.

export interface Clock {
  /** UTC milliseconds. */
  now(): number;
  /** Returns early when `signal` aborts; never rejects. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}
export interface FileStat {
  readonly size: number;
  readonly mtimeMs: number;
  readonly isFile: boolean;
}
export interface Files {
  /** Names in a folder; undefined when there is no such folder. */
  list(folder: string): Promise<readonly string[] | undefined>;
  /** Undefined when there is no such file. */
  stat(path: string): Promise<FileStat | undefined>;
  /** A chunk is valid until the next is asked for. */
  read(path: string, from?: number): AsyncIterable<Uint8Array>;
  /** Free bytes where `path` lies; undefined where the system does not say. */
  free(path: string): Promise<number | undefined>;
}
export interface Answer {
  readonly status: number;
  header(name: string): string | null;
  text(): Promise<string>;
}
export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
}
export interface Net {
  /** Rejects when no answer came. */
  fetch(url: string, call: Call): Promise<Answer>;
  close(): Promise<void>;
}
export type Value = string | number | bigint | Uint8Array | null;
export interface Statement {
  get(...values: Value[]): Record<string, unknown> | undefined;
  all(...values: Value[]): Record<string, unknown>[];
  iterate(...values: Value[]): IterableIterator<Record<string, unknown>>;
  run(...values: Value[]): { readonly changes: number | bigint };
}
export interface Connection {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}
export interface Databases {
  open(path: string): Connection;
  exists(path: string): boolean;
  /** Moves a damaged file out of the way. */
  setAside(path: string, to: string): void;
  makeFolder(path: string): void;
}
export interface Ports {
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly fs: Files;
  readonly net: Net;
  readonly db: Databases;
}
