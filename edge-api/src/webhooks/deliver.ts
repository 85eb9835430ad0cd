/**
 * Calls the addresses with what is new in their organisation's feed: each event one `POST`, in order, the next only when the
 * one before was taken (2xx). At least once: a call that was cut off is made again with the same `webhook-id`. What is not
 * taken is tried again after 30 seconds, a minute, two … up to 6 hours apart; after five days the address is left alone until
 * somebody replays it. `410` ends it at once. The feed stays the truth: nothing is lost by a house that was not there.
 */
import type { FeedEvent } from '#protocol';
import { shardOf, type Env } from '../env.ts';
import { unwrapText } from '../identity/key-wrap.ts';
import * as store from './webhook-store.ts';
import { signature } from './webhook-signature.ts';
import { urlFault } from './webhook-url.ts';

const AT_ONCE = 20;
const EVENTS = 50;
const LIMIT_MS = 10_000;
const HELD_MS = 60_000;
const FIRST_RETRY_MS = 30_000;
const LONGEST_RETRY_MS = 6 * 3_600_000;
const GIVEN_UP_MS = 5 * 24 * 3_600_000;

/** Everything due in one shard; one address that does not answer keeps nobody else waiting. */
export async function deliverWebhooks(env: Env, name: string, now: number): Promise<number> {
  const shard = shardOf(env, name);
  const due = await store.takeWebhooks(shard, now, now + HELD_MS, AT_ONCE);
  const sent = await Promise.all(due.map((hook) => deliverTo(env, shard, hook, now)));
  return sent.reduce((sum, one) => sum + one, 0);
}

async function deliverTo(env: Env, shard: D1Database, hook: store.WebhookRow, now: number): Promise<number> {
  const wanted = hook.types === null ? null : (JSON.parse(hook.types) as string[]);
  const events = await store.readFeed(shard, hook.tenant, hook.delivered, EVENTS);
  const secrets = await Promise.all(
    [hook.secret, ...(hook.old_secret !== null && (hook.old_until ?? 0) > now ? [hook.old_secret] : [])].map((one) =>
      unwrapText(one, env.KEY_WRAPPING_SECRET),
    ),
  );
  const until = Date.now() + HELD_MS / 2;
  let upTo = hook.delivered;
  let sent = 0;
  for (const event of events) {
    // Held by this run for a minute; the rest is the next run's.
    if (Date.now() > until) break;
    if (wanted && !wanted.includes(event.type.split('.')[0] ?? '')) {
      upTo = event.seq;
      continue;
    }
    const fault = await call(env, hook.url, event, secrets, now);
    if (fault !== null) {
      const attempts = upTo > hook.delivered ? 0 : hook.attempts;
      const since = upTo > hook.delivered ? now : (hook.failing_since ?? now);
      const over = fault === 'http 410' || now - since >= GIVEN_UP_MS;
      const nextAt = now + Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts, 20));
      await store.markFailed(shard, hook, { upTo, fault, nextAt, disabledAt: over ? now : null, now });
      return sent;
    }
    upTo = event.seq;
    sent += 1;
  }
  await store.markDelivered(shard, hook, upTo, now);
  return sent;
}

/** The fault in a word, or null: it was taken. */
async function call(
  env: Env,
  url: string,
  event: FeedEvent,
  secrets: readonly string[],
  now: number,
): Promise<string | null> {
  // Asked again at each call: what was allowed once may have been written before a rule was.
  if (urlFault(url, env.TEST_CLOCK !== undefined) !== null) return 'address';
  const body = JSON.stringify({ type: event.type, timestamp: event.at, data: event });
  const seconds = Math.floor(now / 1_000);
  const signed = await Promise.all(secrets.map((secret) => signature(secret, event.id, seconds, body)));
  try {
    const answer = await fetch(url, {
      method: 'POST',
      // Elsewhere is not where its admin said.
      redirect: 'manual',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'dip-webhooks/1',
        'webhook-id': event.id,
        'webhook-timestamp': String(seconds),
        'webhook-signature': signed.join(' '),
      },
      body,
      signal: AbortSignal.timeout(LIMIT_MS),
    });
    await answer.body?.cancel();
    return answer.ok ? null : `http ${answer.status}`;
  } catch (error) {
    return (error as Error).name === 'TimeoutError' ? 'timed out' : 'unreachable';
  }
}
