/** Only SQL: what was answered to a request with an Idempotency-Key, kept 48 hours beside its effect. */
export interface Receipt {
  readonly status: number;
  readonly answer: string;
  readonly request_sha256: string;
}
const KEPT_MS = 48 * 3_600_000;

export const readReceipt = (db: D1Database, organisation: number, key: string, now: number): Promise<Receipt | null> =>
  db
    .prepare(
      'SELECT status, answer, request_sha256 FROM idempotency WHERE organisation = ?1 AND key = ?2 AND created_at > ?3',
    )
    .bind(organisation, key, now - KEPT_MS)
    .first<Receipt>();

/** In the same batch as the effect; a second request with the key fails on it, and then reads the first one's answer. */
export const receiptStatements = (
  db: D1Database,
  organisation: number,
  key: string,
  receipt: Receipt,
  now: number,
): D1PreparedStatement[] => [
  db
    .prepare('DELETE FROM idempotency WHERE organisation = ?1 AND key = ?2 AND created_at <= ?3')
    .bind(organisation, key, now - KEPT_MS),
  db
    .prepare(
      'INSERT INTO idempotency (organisation, key, request_sha256, status, answer, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)',
    )
    .bind(organisation, key, receipt.request_sha256, receipt.status, receipt.answer, now),
];

export const sweepReceipts = (db: D1Database, now: number) =>
  db
    .prepare('DELETE FROM idempotency WHERE created_at <= ?1')
    .bind(now - KEPT_MS)
    .run();
