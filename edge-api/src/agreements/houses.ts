/** Pure: what a venue's own row says of a performance, as the input of the sums. */
import type { House } from '#protocol';
import { amountOf, type Listing, type ReaderBody } from '../sales/reader-body.ts';

const percent = (basisPoints: number | null | undefined): number | null =>
  basisPoints === null || basisPoints === undefined ? null : basisPoints / 100;

function paidOf({ normal, discount, other }: ReaderBody['stand']): number | null {
  if (!normal && !discount && !other) return null;
  return (normal?.[0] ?? 0) + (discount?.[0] ?? 0) + (other?.[0] ?? 0);
}

/** Without a body, nothing was reported yet. */
export function houseOf(
  listing: Pick<Listing, 'id' | 'date' | 'status' | 'vat' | 'levies' | 'capacity'>,
  body: Pick<ReaderBody, 'stand' | 'terms' | 'asOf' | 'source'> | undefined,
  agreedVatRate: number | null,
): House {
  const stand = body?.stand ?? {};
  return {
    performance: listing.id,
    date: listing.date,
    status: listing.status as House['status'],
    paid: paidOf(stand),
    free: stand.free?.[0] ?? 0,
    gross: amountOf(stand),
    amounts: body?.terms ?? { currency: 'EUR', vat: 'included', levy: 'included' },
    vatRate: percent(listing.vat),
    agreedVatRate,
    levies: listing.levies ? [...listing.levies] : null,
    capacity: stand.capacity?.[0] ?? listing.capacity,
    asOf: body?.asOf === null || body?.asOf === undefined ? null : new Date(body.asOf).toISOString(),
    source: body?.source ?? null,
  };
}
