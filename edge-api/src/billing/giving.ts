/** Pure: may this invoice be given for this statement, by whom, in which series, and what does it say? */
import type { FieldError, InvoiceBody, Side, StatementRecord } from '#protocol';
import type { Consent } from './billing-store.ts';
import { sellerOf, type InvoiceDraft } from './invoice-draft.ts';

/** An invoice that was given before, as far as it matters here. */
export interface Given {
  readonly number: string;
  readonly statement: string;
  readonly kind: InvoiceBody['kind'];
  readonly credits: string | null;
  readonly sellerSide: Side;
  readonly draft: InvoiceDraft;
}
export interface Asked {
  readonly body: InvoiceBody;
  readonly record: StatementRecord;
  readonly side: Side;
  readonly issueDate: string;
  /** Of this statement. */
  readonly given: readonly Given[];
  /** The invoice that `credits` names, between the same parties. */
  readonly credited: Given | null;
  /** By seller: what it let the other side do. */
  readonly consents: Readonly<Record<Side, Consent | null>>;
}
export interface Plan {
  readonly seller: Side;
  /** 1 = as the provider claims it. */
  readonly sign: 1 | -1;
  readonly selfBilled: boolean;
  /** The invoice to take back whole, as it was. */
  readonly mirror: Given | null;
}
export interface Refusal {
  readonly detail: string;
  readonly errors: readonly FieldError[];
}

const refusal = (pointer: string, detail: string): Refusal => ({ detail, errors: [{ pointer, detail }] });
export const isRefusal = (outcome: Plan | Refusal): outcome is Refusal => 'detail' in outcome;
const inForce = (consent: Consent | null, day: string): boolean =>
  consent !== null && consent.since <= day && (consent.until === null || day <= consent.until);

/** What of a statement was invoiced, or credited to an earlier one, and not taken back since. */
export const standing = (given: readonly Given[], statement: string): Given | undefined =>
  given.find(
    ({ number, kind, credits }) =>
      !given.some((later) => later.credits === number) &&
      (kind !== 381 || !given.some((own) => own.number === credits && own.statement === statement)),
  );

export function planOf(asked: Asked): Plan | Refusal {
  const { body, record, given, credited } = asked;
  if (record.due.incl === 0)
    return refusal('/kind', 'nothing is due by this statement, so there is nothing to invoice');
  const open = standing(given, record.id);
  if (body.kind === 381) {
    if (!body.credits) return refusal('/credits', 'a credit note names the invoice it is for');
    if (!credited || credited.kind === 381)
      return refusal('/credits', 'the parties of this statement have no such invoice between them');
    if (credited.statement !== record.id) return correction(asked, credited, open);
    if (open?.number !== credited.number) return refusal('/credits', `${credited.number} was taken back before`);
    return byWhom(asked, {
      seller: credited.sellerSide,
      sign: signOf(credited.sellerSide),
      selfBilled: credited.kind === 389,
      mirror: credited,
    });
  }
  if (body.credits) return refusal('/credits', 'only a credit note (381) names another invoice');
  if (open) return refusal('/kind', `${open.number} was given for this statement; take it back first (381)`);
  const seller = sellerOf(record);
  return byWhom(asked, { seller, sign: signOf(seller), selfBilled: body.kind === 389, mirror: null });
}

const signOf = (seller: Side): 1 | -1 => (seller === 'provider' ? 1 : -1);

/** An earlier invoice is lessened by what this statement takes from its seller. */
function correction(asked: Asked, credited: Given, open: Given | undefined): Plan | Refusal {
  if (open) return refusal('/credits', `${open.number} was given for this statement; take it back first`);
  const seller = credited.sellerSide;
  if (sellerOf(asked.record) === seller)
    return refusal('/credits', `this statement adds to what ${credited.number} claims: give an invoice for it (380)`);
  return byWhom(asked, {
    seller,
    sign: signOf(seller) === 1 ? -1 : 1,
    selfBilled: credited.kind === 389 && asked.side !== seller,
    mirror: null,
  });
}

function byWhom({ side, issueDate, consents }: Asked, plan: Plan): Plan | Refusal {
  const { seller } = plan;
  if (side === seller)
    return plan.selfBilled && !plan.mirror
      ? refusal('/kind', 'self-billing (389) is by the buyer; you are the seller, so give an ordinary invoice (380)')
      : { ...plan, selfBilled: false };
  if (!plan.selfBilled)
    return refusal('/kind', `the ${seller} is the seller: it gives the invoice, or lets you do so (389)`);
  return inForce(consents[seller], issueDate)
    ? plan
    : refusal(
        '/kind',
        `the ${seller} has not consented to self-billing on ${issueDate}: it does so by PUT /v1/self-billing`,
      );
}
