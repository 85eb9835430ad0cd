/** Only SQL: the addresses of an organisation, in its own shard beside its feed. */
import type { FeedEvent, Webhook } from '#protocol';

export interface WebhookRow {
  readonly tenant: number;
  readonly id: string;
  readonly url: string;
  readonly types: string | null;
  readonly secret: string;
  readonly old_secret: string | null;
  readonly old_until: number | null;
  readonly delivered: number;
  readonly attempts: number;
  readonly failing_since: number | null;
  readonly next_at: number;
  readonly fault: string | null;
  readonly disabled_at: number | null;
}

export const toWebhook = (row: WebhookRow): Webhook => ({
  id: row.id,
  url: row.url,
  types: row.types === null ? null : (JSON.parse(row.types) as string[]),
  delivered: row.delivered,
  attempts: row.attempts,
  nextAt: row.attempts > 0 && row.disabled_at === null ? new Date(row.next_at).toISOString() : null,
  fault: row.fault,
  disabled: row.disabled_at !== null,
});

/** Begins at the end of the feed: what was before can be replayed. */
export const addWebhook = (
  shard: D1Database,
  hook: Pick<WebhookRow, 'tenant' | 'id' | 'url' | 'types' | 'secret'>,
  now: number,
) =>
  shard
    .prepare(
      `INSERT INTO webhook (tenant, id, url, types, secret, delivered, next_at, created_at)
       VALUES (?1, ?2, ?3, ?4, ?5, coalesce((SELECT max(seq) FROM agreement_feed WHERE reader = ?1), 0), ?6, ?6)`,
    )
    .bind(hook.tenant, hook.id, hook.url, hook.types, hook.secret, now);

export const listWebhooks = async (shard: D1Database, tenant: number): Promise<WebhookRow[]> =>
  (
    await shard
      .prepare('SELECT * FROM webhook WHERE tenant = ?1 ORDER BY created_at, id')
      .bind(tenant)
      .all<WebhookRow>()
  ).results;

export const readWebhook = (shard: D1Database, tenant: number, id: string) =>
  shard.prepare('SELECT * FROM webhook WHERE tenant = ?1 AND id = ?2').bind(tenant, id).first<WebhookRow>();

export const removeWebhook = (shard: D1Database, tenant: number, id: string) =>
  shard.prepare('DELETE FROM webhook WHERE tenant = ?1 AND id = ?2').bind(tenant, id);

/** From this event on again, at once; also wakes one that was given up. */
export const replayWebhook = (shard: D1Database, tenant: number, id: string, after: number, now: number) =>
  shard
    .prepare(
      `UPDATE webhook SET delivered = ?3, attempts = 0, failing_since = NULL, fault = NULL, disabled_at = NULL, next_at = ?4
       WHERE tenant = ?1 AND id = ?2`,
    )
    .bind(tenant, id, after, now);

export const turnSecret = (shard: D1Database, tenant: number, id: string, secret: string, until: number) =>
  shard
    .prepare('UPDATE webhook SET old_secret = secret, old_until = ?4, secret = ?3 WHERE tenant = ?1 AND id = ?2')
    .bind(tenant, id, secret, until);

/** Addresses with something to hear, held until `until`: a run that is cut off keeps nobody longer. */
export async function takeWebhooks(
  shard: D1Database,
  now: number,
  until: number,
  limit: number,
): Promise<WebhookRow[]> {
  const { results } = await shard
    .prepare(
      `UPDATE webhook SET next_at = ?2 WHERE (tenant, id) IN (
         SELECT w.tenant, w.id FROM webhook w WHERE w.disabled_at IS NULL AND w.next_at <= ?1
           AND EXISTS (SELECT 1 FROM agreement_feed f WHERE f.reader = w.tenant AND f.seq > w.delivered)
         ORDER BY w.next_at LIMIT ?3) RETURNING *`,
    )
    .bind(now, until, limit)
    .all<WebhookRow>();
  return results;
}

export async function readFeed(shard: D1Database, reader: number, after: number, limit: number): Promise<FeedEvent[]> {
  const { results } = await shard
    .prepare('SELECT body, seq FROM agreement_feed WHERE reader = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3')
    .bind(reader, after, limit)
    .all<{ body: string; seq: number }>();
  return results.map(({ body, seq }) => ({ ...(JSON.parse(body) as FeedEvent), seq }));
}

/** Unless it was replayed in the meantime, which has moved `delivered`. */
export const markDelivered = (shard: D1Database, hook: WebhookRow, upTo: number, nextAt: number) =>
  shard
    .prepare(
      `UPDATE webhook SET delivered = ?4, attempts = 0, failing_since = NULL, fault = NULL, next_at = ?5
       WHERE tenant = ?1 AND id = ?2 AND delivered = ?3`,
    )
    .bind(hook.tenant, hook.id, hook.delivered, upTo, nextAt)
    .run();

export const markFailed = (
  shard: D1Database,
  hook: WebhookRow,
  {
    upTo,
    fault,
    nextAt,
    disabledAt,
    now,
  }: { upTo: number; fault: string; nextAt: number; disabledAt: number | null; now: number },
) =>
  shard
    .prepare(
      `UPDATE webhook SET delivered = ?4, attempts = iif(?4 > ?3, 1, attempts + 1), failing_since = iif(?4 > ?3, ?8, coalesce(failing_since, ?8)),
         fault = ?5, next_at = ?6, disabled_at = ?7
       WHERE tenant = ?1 AND id = ?2 AND delivered = ?3`,
    )
    .bind(hook.tenant, hook.id, hook.delivered, upTo, fault, nextAt, disabledAt, now)
    .run();
