/** The performances of an agreement as the catalogue has them at this moment: moved, cancelled and merged ones are shown as such. */
import { localDay } from '#protocol';
import { readListings, ROOT, type Listed } from '../catalogue/listing-store.ts';
import { idText } from '../catalogue/performance-store.ts';
import type { AgreedPerformance } from './agreement-store.ts';

export interface Agreed {
  /** The key it was agreed under; `listed` is what is shown for it by now. */
  readonly key: number;
  readonly vatRate: number | null;
  readonly agreedAt: number;
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
  const { hallName: hall, ...shown } = listed.listing;
  return { key, vatRate, agreedAt, listed, answer: shownAs({ ...shown, hall }, agreedAt) };
}

/** The same under another version, which may have been agreed for another date. */
export const agreedAs = ({ key, listed }: Agreed, vatRate: number | null, startsAt: number): Agreed =>
  toAgreed(key, listed, vatRate, startsAt);

/** VAT on admission on its date as the register has it, in percent. */
export const vatOf = ({ listed: { listing } }: Agreed): number | null =>
  listing.vat === null || listing.vat === undefined ? null : listing.vat / 100;

/** What papers that were made before name it by, and what it is called now. */
export const namedNow = ({ key, listed: { listing, merged } }: Agreed) => ({ key, id: listing.id, merged });

/** Two that were merged are one. */
export const onceEach = (agreed: readonly Agreed[]): readonly Agreed[] =>
  agreed.filter((one, i) => agreed.findIndex(({ listed }) => listed.root === one.listed.root) === i);

/** The same for lists: of many agreements at once, and no more than a list shows. */
export async function readShown(directory: D1Database, keys: readonly number[]): Promise<Map<number, Shown>> {
  const { results } = await directory
    .prepare(
      `SELECT k.value AS asked, p.starts_at AS startsAt, p.status, v.time_zone AS zone, coalesce(h.name, p.hall_text) AS hall, ${idText('p', 'r')} AS id
       FROM (SELECT DISTINCT value FROM json_each(?1)) k CROSS JOIN performance a ON a.key = k.value CROSS JOIN performance p ON p.key = ${ROOT('a')}
       JOIN production r ON r.key = p.production JOIN organisation v ON v.key = p.venue
       LEFT JOIN hall oh ON oh.key = p.hall LEFT JOIN hall h ON h.key = coalesce(oh.merged_into, oh.key)`,
    )
    .bind(JSON.stringify(keys))
    .all<Shown & { asked: number }>();
  return new Map(results.map((row) => [row.asked, row]));
}
export interface Shown {
  readonly id: string;
  readonly startsAt: number;
  readonly status: string;
  readonly zone: string;
  readonly hall: string | null;
}

/** As a list shows it, beside the day it was agreed for. */
export function shownAs({ id, startsAt, status, zone, hall }: Shown, agreedAt: number): Agreed['answer'] {
  const [date, agreedDate] = [localDay(startsAt, zone), localDay(agreedAt, zone)];
  const answer = { id, startsAt: new Date(startsAt).toISOString(), date, hall, status };
  return agreedDate === date ? answer : { ...answer, agreedDate };
}
