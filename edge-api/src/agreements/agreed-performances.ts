/** The performances of an agreement as the catalogue has them at this moment: moved, cancelled and merged ones are shown as such. */
import { localDay } from '#protocol';
import { readListings, type Listed } from '../catalogue/listing-store.ts';
import type { AgreedPerformance } from './agreement-store.ts';

export interface Agreed {
  /** The key it was agreed under; `listed` is what is shown for it by now. */
  readonly key: number;
  readonly vatRate: number | null;
  readonly listed: Listed;
  readonly answer: {
    readonly id: string;
    readonly startsAt: string;
    readonly date: string;
    readonly hall: string | null;
    readonly status: string;
    /** The day it was agreed for, where it is another one by now. */
    readonly agreedDate?: string;
  };
}

export async function readAgreed(
  directory: D1Database,
  performances: readonly AgreedPerformance[],
): Promise<readonly Agreed[]> {
  if (!performances.length) return [];
  const { listed } = await readListings(
    directory,
    performances.map(([key]) => key),
  );
  const rootOf = new Map(listed.flatMap((one) => [one.root, ...one.members].map((key) => [key, one] as const)));
  return performances
    .flatMap(([key, vatRate, startsAt]): Agreed[] => {
      const one = rootOf.get(key);
      return one ? [toAgreed(key, one, vatRate, startsAt)] : [];
    })
    .toSorted(byDate);
}

export const byDate = (a: Agreed, b: Agreed): number =>
  a.listed.listing.startsAt - b.listed.listing.startsAt || a.key - b.key;

function toAgreed(key: number, listed: Listed, vatRate: number | null, agreedAt: number): Agreed {
  const { id, startsAt, date, hallName, status, zone } = listed.listing;
  const agreedDate = localDay(agreedAt, zone);
  const answer = { id, startsAt: new Date(startsAt).toISOString(), date, hall: hallName, status };
  return { key, vatRate, listed, answer: agreedDate === date ? answer : { ...answer, agreedDate } };
}

/** The same under another version, which may have been agreed for another date. */
export const agreedAs = ({ key, listed }: Agreed, vatRate: number | null, startsAt: number): Agreed =>
  toAgreed(key, listed, vatRate, startsAt);

/** VAT on admission on its date as the register has it, in percent. */
export const vatOf = ({ listed: { listing } }: Agreed): number | null =>
  listing.vat === null || listing.vat === undefined ? null : listing.vat / 100;

/** Two that were merged are one. */
export const onceEach = (agreed: readonly Agreed[]): readonly Agreed[] =>
  agreed.filter((one, i) => agreed.findIndex(({ listed }) => listed.root === one.listed.root) === i);
