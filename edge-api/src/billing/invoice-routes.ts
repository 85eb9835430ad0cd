/** Invoices and credit notes for a final statement, numbered in the seller's series, for ever as they were given. */
import * as v from 'valibot';
import { InvoiceBody, PATHS, type BillingProfile, type Invoice, type Side } from '#protocol';
import { ApiError } from '../api-error.ts';
import { parseBody, readText } from '../body.ts';
import { writeOnce } from '../identity/once.ts';
import { sha256 } from '../identity/secret.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { wallClock } from '../sales/export/cells.ts';
import { recordOf } from '../settlement/statement-answer.ts';
import { idOf } from '../catalogue/change-items.ts';
import { openStatement } from '../settlement/statement-steps.ts';
import { noSuch } from '../settlement/statement-steps.ts';
import { readConsent, readProfiles } from './billing-store.ts';
import { isRefusal, planOf, type Given, type Plan } from './giving.ts';
import { dayAfter, invoiceFigures, periodOf, type InvoiceDraft } from './invoice-draft.ts';
import * as store from './invoice-store.ts';
import { profileFaults } from './profile-faults.ts';
import { toUbl } from './ubl.ts';

const ZONE = 'Europe/Amsterdam';
/** Digits of a number in a series, so that numbers sort as text. */
const DIGITS = 4;
const fault = (pointer: string, detail: string) =>
  new ApiError('invalid_request', detail, { errors: [{ pointer, detail }] });

export const toInvoice = (row: store.InvoiceRow, livemode: boolean): Invoice => ({
  statement: row.statement,
  number: row.number,
  kind: row.kind,
  seller: row.sellerId,
  buyer: row.buyerId,
  issueDate: row.draft.issueDate,
  credits: row.credits,
  currency: row.draft.currency,
  excl: row.draft.excl,
  vat: row.draft.vat,
  rounding: row.draft.rounding,
  payable: row.draft.payable,
  sha256: row.sha256,
  at: new Date(row.madeAt).toISOString(),
  livemode,
});

type Opened = Awaited<ReturnType<typeof openStatement>>;

async function give(c: Ctx): Promise<Response> {
  const text = await readText(c);
  const body = parseBody(text, InvoiceBody);
  const opened = await openStatement(c, idOf(c));
  if (opened.stored.row.state !== 'final')
    throw new ApiError('conflict', 'an invoice is for a statement that both sides have signed', {
      errors: [{ pointer: '/state', detail: `it is ${opened.stored.row.state}; it has to be final` }],
    });
  return writeOnce(c, text, async () => {
    const { db, invoice, sides } = await prepared(c, opened, body);
    const { draft } = invoice;
    const [seller, buyer] = [sides[invoice.sellerSide], sides[invoice.sellerSide === 'venue' ? 'provider' : 'venue']];
    const row = { ...invoice, seller: seller.key, buyer: buyer.key };
    const answer = toInvoice(
      {
        ...row,
        sellerId: seller.id,
        buyerId: buyer.id,
        number: draft.number,
        statement: draft.statement.id,
        kind: draft.kind,
        credits: draft.credits?.number ?? null,
        madeAt: c.var.now,
      },
      actorOf(c).livemode,
    );
    return {
      statements: [store.addInvoice(db, row, c.var.now)],
      audit: [
        {
          action: 'invoice.give',
          object: `${draft.statement.id} ${draft.number}`,
          organisation: opened.home.venue,
          also: [opened.home.provider],
          after: {
            kind: draft.kind,
            credits: draft.credits?.number ?? null,
            payable: draft.payable,
            sha256: invoice.sha256,
          },
        },
      ],
      status: 201,
      answer,
    };
  });
}

/** Read anew for each try: somebody else may have taken the number, or invoiced the statement. */
async function prepared(c: Ctx, { home, side, stored }: Opened, body: InvoiceBody) {
  const db = c.env.DIRECTORY;
  const record = recordOf(stored.row);
  const sides = {
    provider: { key: home.provider, id: home.providerId },
    venue: { key: home.venue, id: home.venueId },
  } as const;
  const today = new Date(wallClock(new Date(c.var.now).toISOString(), ZONE)).toISOString().slice(0, 10);
  const issueDate = body.issueDate ?? today;
  if (issueDate > today) throw fault('/issueDate', `not after today, ${today}`);
  const toGiven = (row: store.InvoiceRow): Given => ({
    ...row,
    sellerSide: row.seller === home.venue ? 'venue' : 'provider',
  });
  const rows = await store.readInvoicesOf(db, record.id);
  const credited = body.credits ? await store.readInvoiceBetween(db, [home.provider, home.venue], body.credits) : null;
  const plan = planOf({
    body,
    record,
    side,
    issueDate,
    given: rows.map(toGiven),
    credited: credited && toGiven(credited),
    consents: {
      provider: await readConsent(db, home.provider, home.venue),
      venue: await readConsent(db, home.venue, home.provider),
    },
  });
  if (isRefusal(plan)) throw new ApiError('conflict', plan.detail, { errors: plan.errors });
  const profiles = await readProfiles(db, [home.provider, home.venue]);
  const who = (one: Side): BillingProfile | null => profiles.get(sides[one].key) ?? null;
  const parties = { seller: who(plan.seller), buyer: who(plan.seller === 'venue' ? 'provider' : 'venue') };
  const seriesOf = await series(c, plan, sides, parties.seller);
  const { number, counted } = await numberOf(db, sides[plan.seller].key, body.number, seriesOf);
  const credits = credited && { number: credited.number, issueDate: credited.draft.issueDate };
  const dated = { number, issueDate, kind: body.kind, selfBilled: plan.selfBilled, credits };
  const draft = plan.mirror
    ? mirrored(plan.mirror.draft, dated)
    : fresh(record, plan, stored.row.sha256, body, dated, parties);
  const xml = toUbl(draft);
  return {
    db,
    sides,
    invoice: {
      sellerSide: plan.seller,
      series: counted,
      place: rows.length + 1,
      draft,
      xml,
      sha256: await sha256(xml),
    },
  };
}

type Dated = Pick<InvoiceDraft, 'number' | 'issueDate' | 'kind' | 'selfBilled' | 'credits'>;

/** What was claimed is given back as it was claimed, whatever the parties say of themselves by now. */
const mirrored = (of: InvoiceDraft, dated: Dated): InvoiceDraft => ({
  ...of,
  ...dated,
  dueDate: dayAfter(dated.issueDate, of.seller.paymentDays),
});

function fresh(
  record: ReturnType<typeof recordOf>,
  plan: Plan,
  statementSha256: string,
  { lang }: InvoiceBody,
  dated: Dated,
  { seller, buyer }: { readonly seller: BillingProfile | null; readonly buyer: BillingProfile | null },
): InvoiceDraft {
  const figures = invoiceFigures(record, plan.sign, seller ?? {}, lang);
  const lacking = profileFaults(
    { seller, buyer },
    figures.taxes.map(({ rate }) => rate),
  );
  if (lacking.length || !seller || !buyer)
    throw new ApiError('conflict', 'seller or buyer has not said all that an invoice needs; see errors', {
      errors: lacking,
    });
  return {
    ...figures,
    ...dated,
    lang,
    dueDate: dayAfter(dated.issueDate, seller.paymentDays),
    currency: record.waterfall.currency,
    seller,
    buyer,
    statement: { id: record.id, sha256: statementSha256 },
    agreement: record.agreement,
    period: periodOf(record),
    livemode: record.livemode,
  };
}

/** A buyer numbers in a series of its own, as the seller wants it. */
async function series(
  c: Ctx,
  { seller, selfBilled }: Plan,
  sides: Readonly<Record<Side, { readonly key: number }>>,
  profile: BillingProfile | null,
): Promise<string> {
  if (!selfBilled) return profile?.numberPrefix ?? '';
  const buyer = sides[seller === 'venue' ? 'provider' : 'venue'].key;
  return (await readConsent(c.env.DIRECTORY, sides[seller].key, buyer))?.numberPrefix ?? '';
}

/** The next of the series, or the one the caller gives; one that reads like the series goes on with it. */
async function numberOf(db: D1Database, seller: number, given: string | undefined, prefix: string) {
  if (given === undefined) {
    const counter = (await store.readLastCounter(db, seller, prefix)) + 1;
    return { number: `${prefix}${String(counter).padStart(DIGITS, '0')}`, counted: { prefix, counter } };
  }
  if (await store.isNumberTaken(db, seller, given))
    throw new ApiError('conflict', 'the seller has given this number to another invoice', {
      errors: [{ pointer: '/number', detail: 'a new one, or leave it out for the next of the series' }],
    });
  const rest = given.startsWith(prefix) ? given.slice(prefix.length) : '';
  const counter = /^\d{1,9}$/.test(rest) ? Number(rest) : 0;
  return { number: given, counted: counter > 0 ? { prefix, counter } : null };
}

async function list(c: Ctx): Promise<Response> {
  const { stored } = await openStatement(c, idOf(c));
  const { livemode } = actorOf(c);
  const rows = await store.readInvoicesOf(c.env.DIRECTORY, stored.row.id);
  return c.json({ items: rows.map((row) => toInvoice(row, livemode)), next: null, livemode });
}

async function xml(c: Ctx): Promise<Response> {
  const { stored } = await openStatement(c, idOf(c));
  const number = decodeURIComponent(c.req.param('number') ?? '');
  const found = await store.readInvoiceXml(c.env.DIRECTORY, stored.row.id, number);
  if (!found) throw noSuch();
  return c.body(found.xml, 200, {
    'content-type': 'application/xml; charset=utf-8',
    'content-disposition': `attachment; filename="${number.replaceAll(/[^A-Za-z0-9_.-]/g, '-')}.xml"`,
    etag: `"${found.sha256}"`,
    'cache-control': 'private, no-cache',
  });
}

const Text = v.string();
const Answer = v.object({
  statement: Text,
  number: Text,
  kind: v.picklist([380, 389, 381]),
  seller: Text,
  buyer: Text,
  issueDate: Text,
  credits: v.nullable(Text),
  currency: Text,
  excl: v.number(),
  vat: v.number(),
  rounding: v.number(),
  payable: v.number(),
  sha256: Text,
  at: Text,
  livemode: v.boolean(),
});

export function invoiceRoutes(): Routes {
  return new Routes()
    .on('post', PATHS.invoices, 'settle_agreements', give, {
      summary: 'Give an invoice for a final statement, or a credit note: UBL 2.1 by EN 16931',
      body: InvoiceBody,
      answer: Answer,
      status: 201,
    })
    .on('get', PATHS.invoices, 'read_agreements', list, {
      summary: 'Invoices and credit notes that were given for a statement',
      answer: v.object({ items: v.array(Answer), next: v.null(), livemode: v.boolean() }),
    })
    .on('get', PATHS.invoice, 'read_agreements', xml, { summary: 'An invoice as XML, the same bytes for ever' });
}
