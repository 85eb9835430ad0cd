/** Only SQL: invoices, for ever as they were given. */
import type { Invoice } from '#protocol';
import type { InvoiceDraft } from './invoice-draft.ts';

export interface InvoiceRow {
  readonly seller: number;
  readonly sellerId: string;
  readonly buyer: number;
  readonly buyerId: string;
  readonly number: string;
  readonly statement: string;
  readonly place: number;
  readonly kind: Invoice['kind'];
  readonly credits: string | null;
  readonly draft: InvoiceDraft;
  readonly sha256: string;
  readonly madeAt: number;
}
type Raw = Omit<InvoiceRow, 'draft'> & { readonly draft: string };

const SELECT = `SELECT i.seller, s.id AS sellerId, i.buyer, b.id AS buyerId, i.number, i.statement, i.place, i.kind, i.credits, i.draft, i.sha256,
    i.made_at AS madeAt FROM invoice i JOIN organisation s ON s.key = i.seller JOIN organisation b ON b.key = i.buyer`;
const toRow = (raw: Raw): InvoiceRow => ({ ...raw, draft: JSON.parse(raw.draft) as InvoiceDraft });

/** In the order they were given. */
export const readInvoicesOf = async (db: D1Database, statement: string): Promise<InvoiceRow[]> =>
  (await db.prepare(`${SELECT} WHERE i.statement = ?1 ORDER BY i.place`).bind(statement).all<Raw>()).results.map(toRow);

/** An invoice of one of two parties to the other. */
export async function readInvoiceBetween(
  db: D1Database,
  parties: readonly [number, number],
  number: string,
): Promise<InvoiceRow | null> {
  const raw = await db
    .prepare(`${SELECT} WHERE i.number = ?3 AND ((i.seller = ?1 AND i.buyer = ?2) OR (i.seller = ?2 AND i.buyer = ?1))`)
    .bind(...parties, number)
    .first<Raw>();
  return raw && toRow(raw);
}

export const readInvoiceXml = (db: D1Database, statement: string, number: string) =>
  db
    .prepare('SELECT xml, sha256 FROM invoice WHERE statement = ?1 AND number = ?2')
    .bind(statement, number)
    .first<{ xml: string; sha256: string }>();

export const isNumberTaken = async (db: D1Database, seller: number, number: string): Promise<boolean> =>
  (await db.prepare('SELECT 1 FROM invoice WHERE seller = ?1 AND number = ?2').bind(seller, number).first()) !== null;

export const readLastCounter = async (db: D1Database, seller: number, prefix: string): Promise<number> =>
  (
    await db
      .prepare('SELECT max(counter) AS last FROM invoice WHERE seller = ?1 AND prefix = ?2')
      .bind(seller, prefix)
      .first<{ last: number | null }>()
  )?.last ?? 0;

export interface NewInvoice {
  readonly seller: number;
  readonly buyer: number;
  readonly series: { readonly prefix: string; readonly counter: number } | null;
  readonly place: number;
  readonly draft: InvoiceDraft;
  readonly xml: string;
  readonly sha256: string;
}
export const addInvoice = (
  db: D1Database,
  { seller, buyer, series, place, draft, xml, sha256 }: NewInvoice,
  now: number,
) =>
  db
    .prepare(
      `INSERT INTO invoice (seller, number, buyer, prefix, counter, statement, place, kind, credits, issue_date, draft, xml, sha256, made_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)`,
    )
    .bind(
      seller,
      draft.number,
      buyer,
      series?.prefix ?? null,
      series?.counter ?? null,
      draft.statement.id,
      place,
      draft.kind,
      draft.credits?.number ?? null,
      draft.issueDate,
      JSON.stringify(draft),
      xml,
      sha256,
      now,
    );
