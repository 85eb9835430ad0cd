/** Invoices for a final statement, and what they need to be known of both sides. */
import * as v from 'valibot';
import { isIban } from './iban.ts';

const Text = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));
const ADay = v.pipe(v.string(), v.isoDate('a day as YYYY-MM-DD'));
const NUMBER = /^[A-Za-z0-9][A-Za-z0-9/_.-]{0,39}$/;

/** Body of `PUT /v1/billing-profile`: what an invoice needs of its seller or buyer. */
export const BillingProfile = v.strictObject({
  legalName: Text(200),
  vatId: v.optional(
    v.nullable(v.pipe(v.string(), v.regex(/^[A-Z]{2}[A-Z0-9]{2,12}$/, 'a VAT id such as NL123456789B01'))),
  ),
  /** Chamber of Commerce (KvK): eight digits. */
  kvk: v.optional(v.nullable(v.pipe(v.string(), v.regex(/^\d{8}$/, 'eight digits')))),
  street: Text(200),
  postcode: Text(12),
  city: Text(120),
  country: v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, 'an ISO 3166 code such as NL')),
  iban: v.optional(
    v.nullable(
      v.pipe(
        v.string(),
        v.regex(/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/, 'an IBAN without spaces'),
        v.check(isIban, 'an IBAN whose check digits fit'),
      ),
    ),
  ),
  /** Days to pay in. */
  paymentDays: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(120)), 14),
  email: v.optional(v.nullable(v.pipe(v.string(), v.email()))),
  /** Prefix of the seller's own series, such as `2026-`. */
  numberPrefix: v.optional(
    v.pipe(v.string(), v.regex(/^([A-Za-z0-9][A-Za-z0-9/-]{0,19})?$/, 'up to 20 letters, digits, - and /')),
    '',
  ),
  /** Why a line bears no VAT: zero rated, exempt, or not subject to it. Without, a line at 0% is not invoiced. */
  zeroRate: v.optional(v.nullable(v.strictObject({ category: v.picklist(['Z', 'E', 'O']), reason: Text(200) }))),
});
export type BillingProfile = v.InferOutput<typeof BillingProfile>;
export interface BillingProfileAnswer {
  readonly organisation: string;
  /** Null = nothing was said yet. */
  readonly profile: BillingProfile | null;
  /** Of what was set: for `If-Match`. */
  readonly revision: number;
  readonly livemode: boolean;
}

/** Body of `PUT /v1/self-billing`: this seller lets that buyer make its invoices, from a day on. */
export const SelfBillingBody = v.strictObject({
  with: Text(40),
  from: ADay,
  /** The last day; null or left out: until it is set. */
  to: v.optional(v.nullable(ADay)),
  numberPrefix: v.optional(
    v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9/-]{0,19}$/, 'up to 20 letters, digits, - and /')),
    'SB-',
  ),
});
export type SelfBillingBody = v.InferOutput<typeof SelfBillingBody>;
/** One consent, in a list of those the caller gave and those it was given. */
export interface SelfBilling {
  readonly seller: string;
  readonly sellerName: string;
  readonly buyer: string;
  readonly buyerName: string;
  readonly from: string;
  readonly to: string | null;
  readonly numberPrefix: string;
}

export const InvoiceBody = v.strictObject({
  /** 380 invoice, 389 self-billed by consent, 381 credit note for an invoice given before. */
  kind: v.optional(v.picklist([380, 389, 381]), 380),
  /** The seller's own number; left out, the next of its series. */
  number: v.optional(v.pipe(v.string(), v.trim(), v.regex(NUMBER, 'letters, digits, - / _ and ., at most 40'))),
  issueDate: v.optional(ADay),
  /**
   * Of a credit note: the number of the invoice it is for. One of this statement is taken back whole; one of an earlier
   * statement is lessened by what this one comes to.
   */
  credits: v.optional(Text(40)),
  /** Of the words on it. */
  lang: v.optional(v.picklist(['nl', 'en']), 'nl'),
});
export type InvoiceBody = v.InferOutput<typeof InvoiceBody>;

/** An invoice as it was given, for ever. The XML is at its own address. */
export interface Invoice {
  readonly statement: string;
  readonly number: string;
  readonly kind: 380 | 389 | 381;
  readonly seller: string;
  readonly buyer: string;
  readonly issueDate: string;
  readonly credits: string | null;
  readonly currency: string;
  /** Cents; of a credit note, what is given back. */
  readonly excl: number;
  readonly vat: number;
  readonly rounding: number;
  readonly payable: number;
  /** Of the XML. */
  readonly sha256: string;
  readonly at: string;
  readonly livemode: boolean;
}
