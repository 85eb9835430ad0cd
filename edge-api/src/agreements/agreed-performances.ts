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
      if (!one) return [];
      const { id, startsAt: at, date, hallName, status, zone } = one.listing;
      const agreedDate = localDay(startsAt, zone);
      const answer = { id, startsAt: new Date(at).toISOString(), date, hall: hallName, status };
      return [{ key, vatRate, listed: one, answer: agreedDate === date ? answer : { ...answer, agreedDate } }];
    })
    .toSorted((a, b) => a.listed.listing.startsAt - b.listed.listing.startsAt || a.key - b.key);
}

/** Two that were merged are one. */
export const onceEach = (agreed: readonly Agreed[]): readonly Agreed[] =>
  agreed.filter((one, i) => agreed.findIndex(({ listed }) => listed.root === one.listed.root) === i);
