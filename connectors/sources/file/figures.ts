// What every kind of sales file ends in: cumulative figures of a performance, day by day.
import { PRICE_CLASSES, type Component, type CountAmount, type PriceLine } from '#protocol';
import type { ColumnMap } from './columns.ts';

export const FIGURES = [...PRICE_CLASSES, 'reserved', 'blocked'] as const;
export type Figure = (typeof FIGURES)[number];
/** `amount` null = at least one row had no price. */
export type Figures = Readonly<Record<Figure, { readonly count: number; readonly amount: number | null }>>;

export interface DayFigures {
  /** Business day at the venue, `YYYY-MM-DD`. */
  readonly day: string;
  /** UTC ms of the last thing that happened on that day. */
  readonly asOf: number;
  readonly figures: Figures;
  /** Sold tickets per price type; on the last day only, where statements are made from. */
  readonly lines: readonly PriceLine[];
}
export interface PerformanceAbout {
  readonly title?: string;
  readonly startsAt?: number;
  readonly hall?: string;
  readonly capacity?: number;
}
export interface PerformanceFigures {
  readonly performanceRef: string;
  readonly about: PerformanceAbout;
  readonly days: readonly DayFigures[];
}

export function noFigures(): Record<Figure, { count: number; amount: number | null }> {
  const zero = () => ({ count: 0, amount: 0 });
  return { normal: zero(), discount: zero(), free: zero(), other: zero(), reserved: zero(), blocked: zero() };
}

/**
 * The figures a file speaks for. Reservations and blocks only where it has a column that could show them: a file that
 * cannot know them must not push their zero over another file's figure.
 */
export function coveredFigures(map: Pick<ColumnMap, 'kind' | 'columns'>): readonly Figure[] {
  const has = (field: string) => map.columns.some((column) => column.field === field);
  if (map.kind === 'blocked') return ['blocked'];
  if (map.kind === 'performances') return [];
  if (has('status')) return FIGURES;
  return has('paid_at') ? [...PRICE_CLASSES, 'reserved'] : PRICE_CLASSES;
}

/** The part of `figures` that goes into a snapshot on the wire. */
export function coveredPart(figures: Figures, covered: readonly Figure[]): Partial<Record<Component, CountAmount>> {
  return Object.fromEntries(covered.map((name) => [name, figures[name]]));
}

export type ZeroAbsent =
  | { readonly ok: true; readonly refs: readonly string[] }
  | { readonly ok: false; readonly reason: 'too_many_absent'; readonly tickets: number; readonly limit: number };

/**
 * Mode `full`: performances that were known and are absent from the file fall to zero. `known` holds their present
 * tickets; when more than `maxShare` of all known tickets would vanish, nothing does and a person decides.
 */
export function zeroAbsent(
  present: ReadonlySet<string>,
  known: ReadonlyMap<string, number>,
  maxShare: number,
): ZeroAbsent {
  let total = 0;
  let tickets = 0;
  const refs: string[] = [];
  for (const [ref, count] of known) {
    total += count;
    if (present.has(ref) || count === 0) continue;
    tickets += count;
    refs.push(ref);
  }
  const limit = Math.floor(total * maxShare);
  return tickets > limit ? { ok: false, reason: 'too_many_absent', tickets, limit } : { ok: true, refs: refs.sort() };
}
