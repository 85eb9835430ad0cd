/**
 * Keys of performances as pushes name them, kept in the isolate. Good for one version of the venue's performances, which
 * every push reads anew: a renaming, link or merge raises it, and whatever was kept under another version is dropped.
 */
export interface KnownPerformances {
  readonly version: number;
  readonly at: number;
  /** By the id as sent; `name` is the id as first seen. */
  readonly ids: Map<string, { readonly key: number; readonly name: string }>;
  /** By source key and own reference. */
  readonly refs: Map<string, number>;
}

/** Entries of all venues together: some tens of megabytes of an isolate's 128. */
const MAX_ENTRIES = 60_000;
/** A restored directory could come back to an older version by chance: nothing is trusted longer than this. */
const MAX_AGE_MS = 10 * 60_000;

const copies = new WeakMap<D1Database, Map<number, KnownPerformances>>();

/** What is known of a venue at this version; empty when nothing is. `now` is the machine's clock, in ms. */
export function knownPerformances(db: D1Database, venue: number, version: number, now: number): KnownPerformances {
  let venues = copies.get(db);
  if (!venues) copies.set(db, (venues = new Map()));
  const known = venues.get(venue);
  if (known && known.version === version && Math.abs(now - known.at) < MAX_AGE_MS) return known;
  let entries = 0;
  for (const { ids, refs } of venues.values()) entries += ids.size + refs.size;
  if (entries >= MAX_ENTRIES) venues.clear();
  const fresh = { version, at: now, ids: new Map(), refs: new Map() };
  venues.set(venue, fresh);
  return fresh;
}
