/**
 * What two organisations agree about the takings of a performance. Each field is one term: it is approved, or rejected, by
 * itself. Amounts are integer cents of `currency` without VAT unless said otherwise; percentages have at most two decimals.
 */
import * as v from 'valibot';
import { Levy } from './levy.ts';
import { MAX_CENTS, MAX_COUNT } from './money.ts';

const Text = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));
const Positive = v.pipe(v.number(), v.safeInteger(), v.minValue(0, 'cents, not below 0'), v.maxValue(MAX_CENTS));
const Tickets = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(MAX_COUNT));
export const Percent = v.pipe(
  v.number(),
  v.minValue(0, 'a percentage from 0 to 100'),
  v.maxValue(100, 'a percentage from 0 to 100'),
  v.check((rate) => Math.abs(rate * 100 - Math.round(rate * 100)) < 1e-9, 'at most two decimals'),
);

/**
 * Dutch: buyout = uitkoop, split = partage, receipts = recette voor de speler, supplement = suppletie, scale = staffel,
 * hire = verhuur. Split point and calls as in English contracts; versus = a split with a minimum guarantee.
 */
export const FORMS = ['buyout', 'split', 'receipts', 'supplement', 'scale', 'hire', 'split_point', 'calls'] as const;
export type Form = (typeof FORMS)[number];
/** The two sides of every agreement. */
export const SIDES = ['provider', 'venue'] as const;
export type Side = (typeof SIDES)[number];
const ASide = v.picklist(SIDES);

/** Where a claim of authors is taken from: before the parties divide, or from the share of one of them. */
const TAKEN = ['before_split', 'from_provider', 'from_venue'] as const;

/** Author's rights, a percentage of one base. On the provider's share they can only be taken from it. */
export const Royalties = v.strictObject({
  rate: Percent,
  base: v.picklist(['recette_ex', 'gross_ex', 'provider_share']),
  taken: v.picklist(TAKEN),
  remits: ASide,
});
export type Royalties = v.InferOutput<typeof Royalties>;

/** Music rights: one rate, or rates by tranche of the base (each from where the one before ends). */
export const Buma = v.strictObject({
  rate: v.optional(Percent),
  tranches: v.optional(
    v.pipe(v.array(v.strictObject({ upTo: v.nullable(Positive), rate: Percent })), v.minLength(1), v.maxLength(10)),
  ),
  /** `highest`: of the recette without VAT and the fee. */
  base: v.picklist(['recette_ex', 'fee', 'highest']),
  taken: v.picklist(TAKEN),
  remits: ASide,
});
export type Buma = v.InferOutput<typeof Buma>;

/** Something taken off before the split: costs, contra. `to` says who gets it. */
export const Deduction = v.strictObject({
  name: Text(80),
  kind: v.picklist(['fixed', 'per_paid', 'per_issued', 'percent']),
  /** Cents for each performance, cents a ticket, or a percentage of the recette without VAT. */
  value: v.pipe(v.number(), v.minValue(0), v.maxValue(MAX_CENTS)),
  to: v.picklist(['provider', 'venue', 'third']),
});
export type Deduction = v.InferOutput<typeof Deduction>;

/** A band of a scale: `from` is in it, `to` is not; cents of the net recette or tickets. */
export const Band = v.strictObject({ from: Positive, to: v.nullable(Positive), share: Percent });
export type Band = v.InferOutput<typeof Band>;

export const Terms = v.strictObject({
  form: v.picklist(FORMS),
  currency: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, 'an ISO 4217 code such as EUR')), 'EUR'),
  /** Of a buy-out. */
  fee: v.optional(Positive),
  /** The provider's part of what is divided: "80" of 80/20. */
  share: v.optional(Percent),
  /** What is divided. Default net: recette without VAT, levy, rights and deductions. */
  shareOf: v.optional(v.picklist(['net', 'recette_ex', 'gross_ex', 'gross'])),
  guaranteeProvider: v.optional(Positive),
  guaranteeVenue: v.optional(Positive),
  /** Of the guarantee to the provider: at least that (versus), or that first and a share of the rest. */
  guaranteeKind: v.optional(v.picklist(['minimum', 'off_the_top'])),
  /** With a guarantee to the venue: the provider's share never goes below 0. */
  providerNeverOwes: v.optional(v.boolean()),
  /** Of fee, guarantee, supplement, scale, calls, split point and rent: for each performance, or once over all of them. */
  basis: v.optional(v.picklist(['per_performance', 'total'])),
  supplement: v.optional(Positive),
  supplementKind: v.optional(v.picklist(['additive', 'top_up'])),
  scale: v.optional(
    v.strictObject({
      measure: v.picklist(['net', 'tickets']),
      method: v.picklist(['marginal', 'whole_band']),
      bands: v.pipe(v.array(Band), v.minLength(1), v.maxLength(20)),
    }),
  ),
  hire: v.optional(v.strictObject({ rent: Positive, perTicket: Positive, counts: v.picklist(['paid', 'issued']) })),
  /** Above (expenses + guarantee) and the promoter's profit on them the provider gets its share. */
  splitPoint: v.optional(v.strictObject({ expenses: Positive, profit: Percent })),
  /** Claims on the takings in this order, not guaranteed; what is left is divided by `share`. */
  calls: v.optional(v.pipe(v.array(v.strictObject({ to: ASide, amount: Positive })), v.minLength(1), v.maxLength(20))),
  /** Levies inside the price: as the hall's register says of each, all for the venue, or all divided. */
  levy: v.optional(v.picklist(['as_registered', 'fenced', 'shared'])),
  /** Agreed here instead of the hall's register. */
  levies: v.optional(v.pipe(v.array(Levy), v.maxLength(10))),
  /** Of admission, instead of the rate of the performance's date. */
  vatRate: v.optional(Percent),
  /** On the provider's invoice; default the rate on admission. */
  invoiceVatRate: v.optional(Percent),
  royalties: v.optional(Royalties),
  buma: v.optional(Buma),
  deductions: v.optional(v.pipe(v.array(Deduction), v.maxLength(20))),
  /** Cloakroom, interval drink: beside the recette, the venue's alone. Cents with VAT a ticket. */
  outside: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          name: Text(80),
          amount: Positive,
          vatRate: Percent,
          counts: v.picklist(['paid', 'issued']),
        }),
      ),
      v.maxLength(10),
    ),
  ),
  /** Free tickets for each performance; with a price (cents without VAT), each one above is paid for by the venue. */
  freeTickets: v.optional(v.strictObject({ max: Tickets, price: v.optional(Positive) })),
  /** Anything the sums do not know. */
  note: v.optional(Text(2_000)),
});
export type Terms = v.InferOutput<typeof Terms>;
export type TermName = keyof Terms;
/** In the order above; written out, so that who only wants the names does not load the schema. */
export const TERM_NAMES = [
  'form',
  'currency',
  'fee',
  'share',
  'shareOf',
  'guaranteeProvider',
  'guaranteeVenue',
  'guaranteeKind',
  'providerNeverOwes',
  'basis',
  'supplement',
  'supplementKind',
  'scale',
  'hire',
  'splitPoint',
  'calls',
  'levy',
  'levies',
  'vatRate',
  'invoiceVatRate',
  'royalties',
  'buma',
  'deductions',
  'outside',
  'freeTickets',
  'note',
] as const satisfies readonly TermName[];
