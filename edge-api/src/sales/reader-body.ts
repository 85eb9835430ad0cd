/** Pure: day rows of one performance → the compact body a reader row keeps. Everything a monitor row needs but the clock. */
import {
  addDays,
  COMPONENTS,
  daysBetween,
  REVIEW_REASONS,
  type AmountTerms,
  type Component,
  type Levy,
  type ReviewReason,
} from '#protocol';
import { inOneTerms, type DatedTerms } from './amount-terms.ts';
import { asOfOf, standAtEnd, standsOf, type DayRow, type Registers } from './registers.ts';
import { issuedOf, lastRiseOf, marksOf } from './review.ts';

/** Days of history in a reader row: the newest and the 28 before it. */
export const HISTORY_DAYS = 29;

export interface SourceInfo {
  readonly key: number;
  readonly name: string;
  readonly kind: 'house' | 'reseller';
  readonly reseller: string | null;
  /** Key of that organisation. */
  readonly resellerKey: number | null;
  readonly within: Within;
  /** Dated settings, oldest first; before the first one, and for a house, there is none. */
  readonly settings: readonly (readonly [fromDay: string, within: Exclude<Within, null>])[];
  /** What its amounts contain, by day. */
  readonly terms: DatedTerms;
}
/** Where a reseller's sales already are in the venue's own figures; null = not set, so shown apart and not added. */
export type Within = 'sold' | 'blocked' | 'none' | null;

/** The setting that holds on a day. */
export const withinAt = (settings: SourceInfo['settings'], day: string): Within =>
  settings.findLast(([from]) => from <= day)?.[1] ?? null;

/** `[count, amount]`; amount null = unknown. */
export type Pair = readonly [number, number | null];
export type Stand = Partial<Record<Component, Pair>>;

export interface Listing {
  readonly id: string;
  readonly linked: boolean;
  readonly production: string | null;
  readonly title: string;
  readonly genre: string | null;
  readonly venue: string;
  readonly venueName: string;
  readonly city: string | null;
  readonly province: string | null;
  /** ISO 3166 code of the venue's country. */
  readonly country: string;
  readonly zone: string;
  readonly hall: string | null;
  readonly hallName: string | null;
  readonly hallKind: string | null;
  readonly provider: string | null;
  readonly providerName: string | null;
  readonly startsAt: number;
  readonly date: string;
  readonly type: string;
  readonly status: string;
  readonly movedTo: string | null;
  readonly onSaleAt: number | null;
  readonly capacity: number | null;
  readonly festival: boolean;
  readonly tags: readonly string[];
  /** VAT on admission on its date, basis points; levies of its hall on its date. Null = not known. */
  readonly vat?: number | null;
  readonly levies?: readonly Levy[] | null;
}

export interface ReaderBody extends Listing {
  /** The reader is not shown how the production does elsewhere. */
  readonly apart?: true;
  /** What the amounts contain. */
  readonly terms?: AmountTerms;
  readonly stand: Stand;
  /** Last day with a report; the histories end here. */
  readonly day: string | null;
  /** Cumulative, oldest first, HISTORY_DAYS long: paid, free, amount, reserved, blocked; null before the first report. */
  readonly history: {
    readonly paid: Series;
    readonly free: Series;
    readonly amount: Series;
    readonly reserved: Series;
    readonly blocked: Series;
  };
  /** Last day on which the number of issued tickets rose. */
  readonly lastSale: string | null;
  readonly reservedUntil: number | null;
  readonly asOf: number | null;
  readonly source: string | null;
  readonly review: readonly ReviewReason[];
  readonly resellers: readonly {
    reseller: string;
    within: 'sold' | 'blocked' | 'none' | null;
    count: number;
    amount: number | null;
  }[];
}
export type Series = readonly (number | null)[];

type Row = DayRow & { readonly source: number };

const plus = (a: Pair | undefined, b: Pair): Pair =>
  a ? [a[0] + b[0], a[1] === null || b[1] === null ? null : a[1] + b[1]] : b;
const paidOf = (s: Stand): number | null =>
  s.normal || s.discount || s.other ? (s.normal?.[0] ?? 0) + (s.discount?.[0] ?? 0) + (s.other?.[0] ?? 0) : null;

/** Money of paid and free tickets together; unknown when any part is. */
export function amountOf(s: Stand): number | null {
  const parts = [s.normal, s.discount, s.free, s.other].filter((part) => part !== undefined);
  if (!parts.length || parts.some((part) => part[1] === null)) return null;
  return parts.reduce((sum, part) => sum + (part[1] ?? 0), 0);
}

const toStand = (registers: Registers): Stand =>
  Object.fromEntries(
    COMPONENTS.flatMap((name) => (registers[name] ? [[name, [registers[name].n, registers[name].a]]] : [])),
  );

/** The state at the end of `day`: house sources add up, resellers are added by the setting that held on it. */
export function combine(perSource: readonly { info: SourceInfo; registers: Registers }[], day: string): Stand {
  const total: Record<string, Pair> = {};
  for (const { info, registers } of perSource) {
    if (info.kind === 'reseller') continue;
    for (const [name, pair] of Object.entries(toStand(registers)))
      total[name] =
        name === 'capacity' && total[name] ? [Math.max(total[name][0], pair[0]), null] : plus(total[name], pair);
  }
  for (const { info, registers } of perSource) {
    const within = withinAt(info.settings, day);
    if (info.kind !== 'reseller' || (within !== 'blocked' && within !== 'none')) continue;
    for (const name of ['normal', 'discount', 'free', 'other'] as const) {
      const register = registers[name];
      if (register) total[name] = plus(total[name], [register.n, register.a]);
    }
    if (within === 'blocked' && total['blocked'])
      total['blocked'] = [Math.max(0, total['blocked'][0] - issuedOf(registers)), total['blocked'][1]];
  }
  return total as Stand;
}

export function toReaderBody(
  listing: Listing,
  reported: readonly Row[],
  sources: ReadonlyMap<number, SourceInfo>,
): ReaderBody {
  const { rows, terms } = inOneTerms(reported, sources, listing.vat ?? null);
  const groups = [...Map.groupBy(rows, (row) => `${row.performance} ${row.source}`).values()].map((group) => ({
    info: sources.get(group[0]?.source ?? 0) ?? {
      key: 0,
      name: 'unknown',
      kind: 'house' as const,
      reseller: null,
      resellerKey: null,
      within: null,
      settings: [],
      terms: [],
    },
    rows: group,
    stands: standsOf(group),
  }));
  const day = rows.reduce<string | null>((last, row) => (last === null || row.day > last ? row.day : last), null);
  const at = (until: string): Stand | null => {
    const perSource = groups
      .map(({ info, rows: own, stands: ends }) => {
        return { info, registers: ends[own.findLastIndex((row) => row.day <= until)] ?? {} };
      })
      .filter(({ registers }) => Object.keys(registers).length);
    return perSource.length ? combine(perSource, until) : null;
  };
  const days = day === null ? [] : Array.from({ length: HISTORY_DAYS }, (_, i) => addDays(day, i - HISTORY_DAYS + 1));
  const stands = days.map(at);
  const stand = stands.at(-1) ?? {};
  const pick = (get: (s: Stand) => number | null | undefined): Series =>
    stands.map((s) => (s ? (get(s) ?? null) : null));
  const house = groups.filter(({ info }) => info.kind === 'house');
  const review = new Set<ReviewReason>(house.flatMap(({ rows: own }) => marksOf(own)));
  const capacity = stand.capacity?.[0] ?? listing.capacity;
  if (
    capacity !== null &&
    (paidOf(stand) ?? 0) + (stand.free?.[0] ?? 0) + (stand.reserved?.[0] ?? 0) + (stand.blocked?.[0] ?? 0) > capacity
  )
    review.add('over_capacity');
  if (house.length > 1) review.add('two_sources');
  const versions = rows.flatMap((row) => COMPONENTS.flatMap((name) => row.registers[name]?.v ?? []));
  const resellers = groups
    .filter(({ info }) => info.kind === 'reseller')
    .map(({ info, rows: own }) => {
      const end = toStand(standAtEnd(own));
      return {
        reseller: info.reseller ?? info.name,
        within: info.within,
        count: (paidOf(end) ?? 0) + (end.free?.[0] ?? 0),
        amount: amountOf(end),
      };
    });
  return {
    ...listing,
    terms,
    stand,
    day,
    history: {
      paid: pick(paidOf),
      free: pick((s) => s.free?.[0]),
      amount: pick(amountOf),
      reserved: pick((s) => s.reserved?.[0]),
      blocked: pick((s) => s.blocked?.[0]),
    },
    lastSale:
      house
        .map(({ rows: own }) => lastRiseOf(own))
        .filter((at) => at !== null)
        .toSorted()
        .at(-1) ?? null,
    reservedUntil:
      house
        .map(({ rows: own }) => own.findLast((row) => row.registers.reserved)?.reservedUntil ?? null)
        .find((until) => until !== null) ?? null,
    asOf: versions.length ? asOfOf(Math.max(...versions)) : null,
    source: house[0]?.info.name ?? groups[0]?.info.name ?? null,
    review: REVIEW_REASONS.filter((reason) => review.has(reason)),
    resellers,
  };
}

/** A history moved to end at `today`: days without a report repeat what stood. */
export function shiftTo(series: Series, end: string | null, today: string): Series {
  if (end === null || !series.length) return Array.from({ length: HISTORY_DAYS }, () => null);
  if (end === today) return series;
  const gap = Math.max(0, daysBetween(end, today));
  if (!gap) return series;
  return [...series, ...Array.from({ length: Math.min(gap, HISTORY_DAYS) }, () => series.at(-1) ?? null)].slice(
    -HISTORY_DAYS,
  );
}
