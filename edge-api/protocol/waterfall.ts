/** From what was sold to what each side gets: the input and the result of the sums. */
import * as v from 'valibot';
import { Percent, Terms, type Form, type Side } from './agreement-terms.ts';
import { Levy } from './levy.ts';
import { PERFORMANCE_STATUSES } from './monitor.ts';
import { AmountTerms, Cents, Count } from './money.ts';
import { Day } from './time.ts';

/** One performance's figures, as one source reported them at one moment. */
export const House = v.strictObject({
  performance: v.optional(v.nullable(v.string()), null),
  /** Venue-local date, decides VAT. */
  date: Day,
  status: v.optional(v.picklist(PERFORMANCE_STATUSES), 'planned'),
  /** Null = nothing was reported. */
  paid: v.nullable(Count),
  free: v.optional(v.nullable(Count), 0),
  /** As reported, in `amounts`; null = not reported. May fall below zero after refunds. */
  gross: v.nullable(Cents),
  amounts: v.optional(AmountTerms, { currency: 'EUR', vat: 'included', levy: 'included' }),
  /** On admission at that date and place; null = not known. */
  vatRate: v.nullable(Percent),
  /** The same on the date for which it was agreed, where that is another one. */
  agreedVatRate: v.optional(v.nullable(Percent), null),
  /** Of the hall on that date; null = not known. */
  levies: v.optional(v.nullable(v.array(Levy)), []),
  capacity: v.optional(v.nullable(Count), null),
  /** Instant (ISO 8601) and name of the system that reported. */
  asOf: v.optional(v.nullable(v.string()), null),
  source: v.optional(v.nullable(v.string()), null),
});
export type House = v.InferOutput<typeof House>;

/** Subtotals and steps, in the order of the sums. */
export const LINE_KEYS = [
  'gross',
  'levy',
  'base',
  'vat',
  'recette_ex',
  'royalties',
  'buma',
  'deduction',
  'net',
  'fee',
  'share',
  'guarantee',
  'supplement',
  'band',
  'call',
  'split_point',
  'rent',
  'service',
  'remainder',
  'free_tickets',
  'provider_share',
  'venue_share',
  'levy_venue',
  'outside',
  'rights_from_share',
  'deduction_paid',
  'provider_due',
  'venue_keeps',
] as const;
export type LineKey = (typeof LINE_KEYS)[number];

export interface WaterfallLine {
  readonly key: LineKey;
  /** Of a levy, deduction or levy outside the recette: its name; else what tells it from others of its key, not for reading. */
  readonly name?: string;
  /** Signed cents: what is taken off is negative. */
  readonly amount: number;
  /** Who gets it; null for subtotals. */
  readonly to: Side | 'tax' | 'author' | 'third' | null;
  /** `part`: explains the share after it and is not added. */
  readonly kind: 'subtotal' | 'step' | 'part';
  /** What it was made of, by name: cents, tickets, percentages or words; the sentence of the line says it with these. */
  readonly inputs: Readonly<Record<string, number | string | null>>;
}

/** Why a performance is not, or not wholly, in the sum. All are shown. */
export const HOUSE_REMARKS = [
  'no_sales',
  'cancelled',
  'moved_year',
  'currency_mismatch',
  'vat_unknown',
  'levy_unknown',
  'amount_unknown',
  'negative_recette',
  'free_tickets_over',
] as const;
export type HouseRemark = (typeof HOUSE_REMARKS)[number];

/** One performance's part; a pooled deal is spread over its performances. Provider + venue = net, for each as for the sum. */
export interface WaterfallPart {
  readonly performance: string | null;
  readonly date: string;
  readonly counts: boolean;
  readonly remarks: readonly HouseRemark[];
  readonly paid: number;
  readonly free: number;
  readonly gross: number;
  readonly vat: number;
  readonly vatRate: number | null;
  readonly recetteEx: number;
  readonly net: number;
  readonly provider: number;
  readonly venue: number;
  readonly asOf: string | null;
  readonly source: string | null;
}

export interface Waterfall {
  readonly form: Form;
  readonly currency: string;
  readonly lines: readonly WaterfallLine[];
  readonly parts: readonly WaterfallPart[];
  readonly paid: number;
  readonly issued: number;
  readonly gross: number;
  readonly net: number;
  /** Without VAT; they add up to net. */
  readonly provider: number;
  readonly venue: number;
  /** What the provider invoices: its share, rights it remits and deductions that are its own. Negative = it owes. */
  readonly due: {
    readonly ex: number;
    readonly vat: number;
    readonly incl: number;
    /** By rate, ascending; as an invoice needs it. */
    readonly rates: readonly { readonly rate: number; readonly ex: number; readonly vat: number }[];
  };
  /** What stays with the venue: its share, levies without VAT, its own deductions, levies outside the recette. */
  readonly venueKeeps: number;
  /** What the provider gets however few tickets are sold; null = nothing is promised. */
  readonly floor: number | null;
  readonly remarks: readonly HouseRemark[];
}

/** Seats to think with, before any performance exists. */
export const Seats = v.strictObject({
  capacity: v.pipe(Count, v.minValue(1), v.maxValue(100_000)),
  /** Cents with VAT and levy of an average paid ticket. */
  averagePrice: v.pipe(Cents, v.minValue(0)),
  free: v.optional(Count, 0),
  /** Paid tickets to show the waterfall at; default 60% of the free-less capacity. */
  paid: v.optional(Count),
  performances: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)), 1),
  date: v.optional(Day),
  vatRate: v.optional(Percent, 9),
  levies: v.optional(v.array(Levy), []),
});
export type Seats = v.InferOutput<typeof Seats>;

export const SimulateBody = v.strictObject({
  terms: Terms,
  /** A second deal, for side by side and the point where both pay the same. */
  other: v.optional(Terms),
  sales: v.optional(v.pipe(v.array(House), v.minLength(1), v.maxLength(100))),
  seats: v.optional(Seats),
  /** Of each side, cents for each performance: break-even is where these are earned. */
  costs: v.optional(v.strictObject({ provider: v.optional(Cents, 0), venue: v.optional(Cents, 0) })),
});
export type SimulateBody = v.InferOutput<typeof SimulateBody>;

/**
 * Tickets of one performance → what each side has of all performances, at up to 401 steps; cents without VAT. The venue's is
 * what it keeps (share, levies, beside); the provider's its share with own deductions, less rights it pays from it.
 */
export interface Curve {
  readonly paid: readonly number[];
  readonly provider: readonly number[];
  readonly venue: readonly number[];
}
export interface Points {
  /** Fewest paid tickets from which a side earns its costs up to a full house; null = never. */
  readonly breakEven: Readonly<Record<Side, number | null>>;
  /** Most paid tickets at which the guarantee (or supplement) still adds something; null = there is none. */
  readonly guaranteeUntil: number | null;
  /** What the guarantee adds to the provider: with no ticket sold, and at the sales shown. */
  readonly guaranteePrice: { readonly atZero: number; readonly atShown: number } | null;
}
export interface Simulated {
  readonly waterfall: Waterfall;
  /** The deal in one paragraph, in both languages. */
  readonly sentence: { readonly nl: string; readonly en: string };
  readonly curve: Curve | null;
  readonly points: Points | null;
}
export interface SimulateAnswer extends Simulated {
  readonly other: Simulated | null;
  /** Paid tickets at which both deals pay the provider the same to within a ticket, ascending. */
  readonly indifference: readonly number[];
  readonly livemode?: boolean;
}
