/**
 * Rows of a right that ended are taken away behind the answer, and may be late. Until they are known to be gone, each
 * read of the organisation that lost the right asks the catalogue again what of its rows it may see: neither a kept page
 * nor an answer in memory nor a sum made before is given out. For everybody else this costs nothing.
 */
import { RIGHTS_CACHE_MS } from '../identity/organisation-copy.ts';
import type { ReaderBody } from '../sales/reader-body.ts';
import { readPlaces } from '../sales/reader-store.ts';
import { readDoubts, stillSeen } from './doubt-store.ts';
import { bodyFor, type ReaderKind } from './field-sight.ts';

/** The isolate's copy: as old as that of rights in general, and dropped where a right is ended. */
const copies = new WeakMap<D1Database, { readonly at: number; readonly organisations: ReadonlySet<number> }>();

export const forgetDoubts = (directory: D1Database): void => {
  copies.delete(directory);
};

async function doubtful(directory: D1Database, organisation: number): Promise<boolean> {
  const now = Date.now();
  let known = copies.get(directory);
  if (!known || now - known.at >= RIGHTS_CACHE_MS || now < known.at) {
    known = { at: now, organisations: await readDoubts(directory) };
    copies.set(directory, known);
  }
  return known.organisations.has(organisation);
}

/** What of its rows a reader in doubt may see, and as what: a row may still be of a time when it was shown more. */
export interface Sight {
  readonly seen: ReadonlyMap<number, ReaderKind>;
  /** Seasons of which it may see anything, oldest first. */
  readonly seasons: readonly number[];
}

/** Null = no doubt: every row it has is its to see. */
export async function sightOf(directory: D1Database, shard: D1Database, reader: number): Promise<Sight | null> {
  if (!(await doubtful(directory, reader))) return null;
  const places = await readPlaces(shard, reader);
  const found = await stillSeen(
    directory,
    reader,
    places.map(({ performance }) => performance),
  );
  const seen = new Map([...found].flatMap(([key, as]) => (as === 'unclear' ? [] : [[key, as] as const])));
  const seasons = places.filter(({ performance }) => seen.has(performance)).map(({ season }) => season);
  return { seen, seasons: [...new Set(seasons)].toSorted((a, b) => a - b) };
}

/** Of the rows that were read, what the reader may see now. */
export const seenOf = <R extends { readonly performance: number; readonly body: ReaderBody }>(
  rows: readonly R[],
  sight: Sight | null,
): readonly R[] =>
  sight
    ? rows.flatMap((row) => {
        const kind = sight.seen.get(row.performance);
        return kind ? [{ ...row, body: bodyFor(kind, row.body) }] : [];
      })
    : rows;
