/** Pure: what is known of a performance's sales at this moment, as a house that a deal can be computed on and a paper can list. */
import type { FrozenHouse } from '#protocol';
import { houseOf } from '../agreements/houses.ts';
import { toReaderBody, type Listing, type SourceInfo } from '../sales/reader-body.ts';
import type { DayRow } from '../sales/registers.ts';
import { typesOf } from './price-types.ts';

/** Day rows of a performance under all its keys; `agreedVatRate` on the date for which it was agreed, in percent. */
export function frozenHouse(
  listing: Listing,
  rows: readonly (DayRow & { readonly source: number })[],
  sources: ReadonlyMap<number, SourceInfo>,
  agreedVatRate: number | null,
): FrozenHouse {
  const body = toReaderBody(listing, rows, sources);
  const house = houseOf(listing, rows.length ? body : undefined, agreedVatRate);
  return {
    ...house,
    // Where nothing was reported, also no free tickets are known.
    free: house.paid === null && !body.stand.free ? null : house.free,
    id: listing.id,
    title: listing.title,
    hall: listing.hallName,
    startsAt: new Date(listing.startsAt).toISOString(),
    ...typesOf(rows, sources, body),
  };
}
