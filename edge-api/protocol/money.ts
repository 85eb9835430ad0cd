import * as v from 'valibot';

/** What stands inside an amount. Unknown stays unknown: it is never taken for zero. */
export const INCLUSIONS = ['included', 'excluded', 'unknown'] as const;
export const Inclusion = v.picklist(INCLUSIONS);
export type Inclusion = v.InferOutput<typeof Inclusion>;

/** How the amounts of a batch or an answer are meant: integer cents of `currency`, with or without VAT and venue levy. */
export const AmountTerms = v.strictObject({
  currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, 'an ISO 4217 code such as EUR')),
  vat: Inclusion,
  levy: Inclusion,
});
export type AmountTerms = v.InferOutput<typeof AmountTerms>;

/** As Dutch ticketing systems report: VAT and theatertoeslag inside. */
export const DEFAULT_AMOUNT_TERMS: AmountTerms = { currency: 'EUR', vat: 'included', levy: 'included' };

export const MAX_CENTS = 100_000_000_000;
/** Integer cents; refunds may take a total below zero. */
export const Cents = v.pipe(v.number(), v.safeInteger(), v.minValue(-MAX_CENTS), v.maxValue(MAX_CENTS));
export const MAX_COUNT = 1_000_000;
/** Tickets or seats. */
export const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(MAX_COUNT));
