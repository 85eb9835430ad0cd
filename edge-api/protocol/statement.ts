/** The settlement of performances: a statement from frozen figures, disputed line by line, signed by both, then immutable. */
import * as v from 'valibot';
import { Percent, type Side, type Terms } from './agreement-terms.ts';
import type { FieldError } from './errors.ts';
import { Cents } from './money.ts';
import type { House, Waterfall } from './waterfall.ts';

const Text = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));

export const STATEMENT_STATES = ['draft', 'proposed', 'disputed', 'final', 'withdrawn'] as const;
export type StatementState = (typeof STATEMENT_STATES)[number];

/** Body of `POST /v1/statements`: freezes what is known now. */
export const StatementBody = v.strictObject({
  agreement: Text(40),
  /** Default: all of the deal that have been and stand in no statement. A pooled deal is settled whole. */
  performances: v.optional(v.pipe(v.array(Text(60)), v.minLength(1), v.maxLength(100))),
  /** A final statement whose sales were corrected later: the new one holds that difference as a line, and nothing else. */
  adjusts: v.optional(Text(40)),
});
export type StatementBody = v.InferOutput<typeof StatementBody>;

/** A cost or correction beside the deal. Positive = the provider gets it, negative = the venue does. */
export const StatementLineBody = v.strictObject({
  label: Text(120),
  amount: Cents,
  /** Of it, on the invoice. */
  vatRate: v.optional(Percent, 0),
  /** What proves it: an invoice number, a file's name. */
  evidence: Text(200),
  /** A settled statement whose later correction this makes good. */
  adjusts: v.optional(v.nullable(Text(40))),
});
export type StatementLineBody = v.InferOutput<typeof StatementLineBody>;
/** `line`: an id of `statementLines`: a line of the waterfall, `performance:…` or `extra:…`. */
export const DisputeBody = v.strictObject({ line: Text(60), note: Text(2_000) });
export type DisputeBody = v.InferOutput<typeof DisputeBody>;
export const AnswerBody = v.strictObject({
  line: Text(60),
  note: Text(2_000),
  /** The side that disputed says that this settles it. Its signature says so too. */
  resolved: v.optional(v.boolean(), false),
});
export type AnswerBody = v.InferOutput<typeof AnswerBody>;
/** The hash says what was signed: another one is refused. */
export const SignBody = v.strictObject({
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits')),
});

/** What a source told of one kind of ticket; `band` and `name` only where it lists price types. */
export interface PriceType {
  readonly name: string;
  readonly class: string;
  readonly band: string | null;
  /** Cents with VAT a ticket; null where only classes are known. */
  readonly price: number | null;
  readonly count: number;
  readonly amount: number | null;
  readonly vatRate: number | null;
}
export interface FrozenHouse extends House {
  readonly id: string;
  readonly title: string;
  readonly hall: string | null;
  readonly startsAt: string;
  /** `lines` = as the source's price types; `classes` = the source has only classes. */
  readonly listed: 'lines' | 'classes';
  readonly types: readonly PriceType[];
}
export interface ExtraLine {
  readonly id: string;
  readonly label: string;
  readonly amount: number;
  readonly vatRate: number;
  readonly evidence: string;
  readonly by: Side;
  readonly adjusts: string | null;
}
export interface StatementParty {
  readonly id: string;
  readonly name: string;
  readonly city: string | null;
}

/**
 * What is signed, and nothing else: its canonical JSON (RFC 8785) is the record, `sha256` stands for it; PDF, XLSX, CSV and
 * UBL are renderings of it. Holds no moment of making, so the same settlement made twice is the same to the byte.
 */
export interface StatementRecord {
  readonly format: 'dip-statement/1';
  readonly id: string;
  readonly agreement: string;
  readonly agreementVersion: number;
  readonly termsSha256: string;
  readonly reference: string | null;
  readonly provider: StatementParty;
  readonly venue: StatementParty;
  readonly production: { readonly id: string; readonly title: string };
  readonly terms: Terms;
  readonly sentence: { readonly nl: string; readonly en: string };
  readonly houses: readonly FrozenHouse[];
  readonly waterfall: Waterfall;
  readonly extra: readonly ExtraLine[];
  /** The provider's due by the deal with the extra lines, by VAT rate; negative = the provider owes. */
  readonly due: Waterfall['due'];
  /** Of a statement that only makes good a correction: which one, and by which figures; its own waterfall is then empty. */
  readonly adjustment?: {
    readonly statement: string;
    readonly sha256: string;
    readonly houses: readonly FrozenHouse[];
    /** The provider's due, without VAT: as settled, by these figures, and what earlier lines made good of the difference. */
    readonly settled: number;
    readonly now: number;
    readonly adjusted: number;
  };
  readonly livemode: boolean;
}

export interface LineTalk {
  readonly line: string;
  readonly at: string;
  readonly side: Side;
  readonly by: string;
  readonly kind: 'dispute' | 'answer';
  readonly note: string;
  readonly resolved: boolean;
}
/** Sold differently by now than in the frozen figures. */
export interface StatementDifference {
  readonly performance: string;
  readonly paid: readonly [frozen: number | null, now: number | null];
  readonly free: readonly [frozen: number | null, now: number | null];
  readonly gross: readonly [frozen: number | null, now: number | null];
  /** What the provider would get more by the figures of now. */
  readonly provider: number;
}
/** What a correction of settled sales comes to: the provider's due without VAT. `left` is still to be made good. */
export interface StatementCorrection {
  readonly ex: number;
  readonly adjusted: number;
  readonly left: number;
  /** What is left by VAT rate, in percent: after a change of rate alone these add up to nothing. */
  readonly rates: readonly { readonly rate: number; readonly ex: number }[];
}
export const STATEMENT_STEPS = [
  'freeze',
  'add_line',
  'remove_line',
  'propose',
  'dispute',
  'answer',
  'refreeze',
  'sign',
  'withdraw',
] as const;
export type StatementStep = (typeof STATEMENT_STEPS)[number];
export interface StatementEvent {
  readonly seq: number;
  readonly at: string;
  readonly step: StatementStep;
  readonly side: Side;
  readonly by: string;
  readonly person: string | null;
  /** The line it was about. */
  readonly line?: string | null;
  readonly note: string | null;
}
export interface StatementSummary {
  readonly id: string;
  readonly agreement: string;
  readonly state: StatementState;
  readonly side: Side;
  readonly provider: StatementParty;
  readonly venue: StatementParty;
  readonly production: { readonly id: string; readonly title: string };
  readonly performances: readonly { readonly id: string; readonly date: string }[];
  /** The provider's, without VAT; negative = it owes. */
  readonly due: number;
  readonly currency: string;
  readonly updatedAt: string;
  readonly livemode: boolean;
}
export interface Statement extends StatementSummary {
  readonly revision: number;
  readonly record: StatementRecord;
  readonly sha256: string;
  readonly signatures: readonly {
    readonly side: Side;
    readonly at: string;
    readonly by: string;
    readonly person: string | null;
  }[];
  readonly talk: readonly LineTalk[];
  readonly differences: readonly StatementDifference[];
  /** Of a final one: null = nothing was corrected, or it cannot be computed by the figures of now. */
  readonly correction: StatementCorrection | null;
  /** Whose dispute of which line is open. */
  readonly open: readonly { readonly line: string; readonly side: Side }[];
  /** What has to be known before it can be proposed or signed; `pointer` into the record. */
  readonly blocked: readonly FieldError[];
  readonly history: readonly StatementEvent[];
  readonly invoices: readonly { readonly number: string; readonly kind: 380 | 389 | 381; readonly at: string }[];
  readonly may: readonly StatementStep[];
}
