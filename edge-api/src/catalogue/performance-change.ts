/** What a change of a performance means in columns; shared by its owner's edits and by proposals that are accepted. */
import { parsePerformanceId, type PerformanceChange } from '#protocol';
import type { Columns } from './patch-store.ts';

export interface Known {
  readonly halls: ReadonlyMap<string, { readonly key: number; readonly venue: number }>;
  /** Ids of performances that `movedTo` may name. */
  readonly performances: ReadonlySet<string>;
}

/** Pure. A hall must be of the performance's venue; `movedTo` another performance of the catalogue. */
export function toColumns(
  body: PerformanceChange,
  performance: { readonly venueKey: number; readonly id: string },
  known: Known,
): Columns | { readonly pointer: string; readonly detail: string } {
  const set: Record<string, string | number | null> = {};
  if (body.hall !== undefined) {
    const hall = body.hall === null ? null : known.halls.get(body.hall);
    if (hall === undefined || (hall && hall.venue !== performance.venueKey))
      return { pointer: '/hall', detail: 'no such hall at this venue' };
    set['hall'] = hall?.key ?? null;
  }
  if (body.movedTo !== undefined) {
    if (body.movedTo !== null && (!parsePerformanceId(body.movedTo) || !known.performances.has(body.movedTo)))
      return { pointer: '/movedTo', detail: 'the id of another performance' };
    if (body.movedTo === performance.id) return { pointer: '/movedTo', detail: 'another performance than this one' };
    set['moved_to'] = body.movedTo;
  }
  if (body.startsAt !== undefined) set['starts_at'] = Date.parse(body.startsAt);
  if (body.onSaleAt !== undefined) set['on_sale_at'] = body.onSaleAt === null ? null : Date.parse(body.onSaleAt);
  if (body.type !== undefined) set['type'] = body.type;
  if (body.status !== undefined) set['status'] = body.status;
  if (body.capacity !== undefined) set['capacity'] = body.capacity;
  if (body.tags !== undefined) set['tags'] = JSON.stringify(body.tags);
  if (body.festival !== undefined) set['festival'] = body.festival ? 1 : 0;
  return set;
}
