/** Pure: the body of a performance for each of its readers, with the fields that kind of reader gets. */
import type { Listed, Reader } from '../catalogue/listing-store.ts';
import { bodyFor, sourcesFor, type ReaderKind } from '../sharing/field-sight.ts';
import { toReaderBody, type Listing, type ReaderBody, type SourceInfo } from './reader-body.ts';
import type { DayRow } from './registers.ts';

type Row = DayRow & { readonly source: number };
type Sources = ReadonlyMap<number, SourceInfo>;

/** As what an organisation reads a performance; who has no part in it can only have sold some of it. */
export const kindOf = ({ readers }: Pick<Listed, 'readers'>, reader: number): ReaderKind =>
  readers.find(({ key }) => key === reader)?.kind ?? 'reseller';

/** Rows a reader's figures are made of. */
export function rowsFor(
  rows: readonly Row[],
  sources: Sources,
  { key, kind }: { readonly key: number; readonly kind: ReaderKind },
): { readonly rows: readonly Row[]; readonly sources: Sources } {
  const seen = sourcesFor(kind, key, sources);
  return { rows: kind === 'reseller' ? rows.filter(({ source }) => seen.has(source)) : rows, sources: seen };
}

/** Null for a reseller that reported nothing of it. */
export function bodyOf(
  listing: Listing,
  rows: readonly Row[],
  sources: Sources,
  reader: { readonly key: number; readonly kind: ReaderKind },
): ReaderBody | null {
  const seen = rowsFor(rows, sources, reader);
  if (reader.kind === 'reseller' && !seen.rows.length) return null;
  return bodyFor(reader.kind, toReaderBody(listing, seen.rows, seen.sources));
}

/** By key of the reader, as JSON. */
export function bodiesFor(
  listing: Listing,
  rows: readonly Row[],
  sources: Sources,
  readers: readonly Reader[],
): Map<number, string> {
  const whole = toReaderBody(listing, rows, sources);
  const made = new Map<ReaderKind, string>();
  const bodies = new Map<number, string>();
  for (const { key, kind } of readers) {
    const body = made.get(kind) ?? JSON.stringify(bodyFor(kind, whole));
    made.set(kind, body);
    bodies.set(key, body);
  }
  for (const key of new Set(rows.flatMap(({ source }) => sources.get(source)?.resellerKey ?? []))) {
    const body = bodies.has(key) ? null : bodyOf(listing, rows, sources, { key, kind: 'reseller' });
    if (body) bodies.set(key, JSON.stringify(body));
  }
  return bodies;
}
