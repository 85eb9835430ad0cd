/** The attacker's unknowns: how many buyers are in each cell of each frame, and what is asked of them. */
import { SEGMENTS, VISIT_BANDS, type AudienceTableName, type Tens } from '#protocol';
import type { KnownFrame } from './frames.ts';
import type { Programme } from './programme.ts';

/**
 * Open: what is hidden may be anything. Narrow: as if somebody told which hidden cells are fewer than ten; more than anybody is told,
 * and it still must not be enough. In both, what did not move may have been left as it was.
 */
export type Reading = 'open' | 'narrow';
export interface Asked {
  readonly kind: 'cell' | 'level' | 'release' | 'tables' | 'everyone';
  readonly variable: number;
  readonly truth: number;
  readonly name: string;
}
export type TableName = AudienceTableName | 'own';

/** Everybody is in one of these. */
export const COMPLETE: ReadonlyMap<TableName, readonly string[]> = new Map<TableName, readonly string[]>([
  ['newness', ['new', 'returning']],
  ['segment', SEGMENTS],
  ['visits', VISIT_BANDS],
]);

export class Cells {
  readonly programme: Programme;
  readonly frames: readonly KnownFrame[];
  readonly tables: readonly AudienceTableName[];
  readonly reading: Reading;
  readonly without: ReadonlySet<string>;
  readonly asked: Asked[] = [];
  /** Areas that are shown nowhere are alike: they are part of the rest. */
  readonly categories: ReadonlyMap<TableName, readonly string[]>;

  constructor(
    programme: Programme,
    frames: readonly KnownFrame[],
    tables: readonly AudienceTableName[],
    reading: Reading,
    without: ReadonlySet<string>,
  ) {
    this.programme = programme;
    this.frames = frames;
    this.tables = tables;
    this.reading = reading;
    this.without = without;
    const shown = ({ published, exact }: KnownFrame, table: AudienceTableName): string[] => [
      ...Object.keys(published.tables[table]?.cells ?? {}),
      ...(without.has('hiding') && published.tables[table] ? Object.keys(exact.tables[table] ?? {}) : []),
    ];
    this.categories = new Map<TableName, readonly string[]>([
      ['own', ['buyers']],
      ...tables.map((table): [TableName, readonly string[]] => [
        table,
        [...new Set([...(COMPLETE.get(table) ?? []), ...frames.flatMap((frame) => shown(frame, table))])],
      ]),
    ]);
  }

  labels(table: TableName): readonly string[] {
    return this.categories.get(table) ?? [];
  }
  has(frame: KnownFrame, table: TableName): boolean {
    return table === 'own' || frame.published.tables[table] !== undefined;
  }
  /** The variable of a cell. */
  x(frame: KnownFrame, table: TableName, label: string): number {
    return this.programme.variable(`${frame.name} ${table} ${label}`);
  }
  buyers(frame: KnownFrame): number {
    return this.x(frame, 'own', 'buyers');
  }
  truth(frame: KnownFrame, table: TableName, label: string): number {
    return table === 'own' ? frame.exact.buyers : (frame.exact.tables[table]?.[label] ?? 0);
  }
  said(frame: KnownFrame, table: TableName, label: string): Tens {
    return table === 'own' ? frame.published.buyers : (frame.published.tables[table]?.cells[label] ?? null);
  }
  shows(frame: KnownFrame, table: TableName, label: string): boolean {
    return (this.said(frame, table, label) ?? 0) > 0;
  }

  /** `whole` less `part` as an unknown of its own, of which is asked as of a cell. */
  difference(kind: Asked['kind'], name: string, whole: number, part: number, truth: number, least = 0): void {
    const variable = this.programme.variable(name);
    if (least < 0) this.programme.low[variable] = least;
    this.programme.row([[whole, 1], [part, -1], [variable, -1]], 0, 0); // prettier-ignore
    this.asked.push({ kind, variable, truth, name });
  }

  /** `whole` is at least `part`, and `more` more at most. */
  atLeast(whole: number, parts: readonly number[], more = Infinity): void {
    this.programme.row([[whole, 1], ...parts.map((part) => [part, -1] as const)], 0, more);
  }
}
