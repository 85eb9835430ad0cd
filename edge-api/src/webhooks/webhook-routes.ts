/** Addresses that are called when agreements or statements move; whom an organisation tells is its admins' affair. */
import * as v from 'valibot';
import { PATHS, WebhookBody, WebhookReplayBody } from '#protocol';
import { ApiError } from '../api-error.ts';
import { parseBody, readText } from '../body.ts';
import { idOf } from '../catalogue/change-items.ts';
import { shardOf } from '../env.ts';
import { wrapText } from '../identity/key-wrap.ts';
import { newId } from '../identity/secret.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { writeOnceAtHome } from '../shards/once-at-home.ts';
import { openHome } from '../shards/router.ts';
import { deliverWebhooks } from './deliver.ts';
import { newWebhookSecret } from './webhook-signature.ts';
import * as store from './webhook-store.ts';
import { urlFault } from './webhook-url.ts';

const MOST = 10;
const OVERLAP_MS = 24 * 3_600_000;
const none = () => new ApiError('not_found', 'no such webhook');

async function create(c: Ctx): Promise<Response> {
  const { organisation } = actorOf(c);
  const text = await readText(c);
  const { url, types = null } = parseBody(text, WebhookBody);
  const fault = urlFault(url, c.env.TEST_CLOCK !== undefined);
  if (fault !== null) throw new ApiError('invalid_request', fault, { errors: [{ pointer: '/url', detail: fault }] });
  return writeOnceAtHome(c, organisation, text, async (shard) => {
    if ((await store.listWebhooks(shard, organisation)).length >= MOST)
      throw new ApiError('conflict', `at most ${MOST} webhooks; remove one first`);
    const id = newId('WHK');
    const secret = newWebhookSecret();
    const wrapped = await wrapText(secret, c.env.KEY_WRAPPING_SECRET);
    const hook = { tenant: organisation, id, url, types: types && JSON.stringify(types), secret: wrapped };
    return {
      statements: [store.addWebhook(shard, hook, c.var.now)],
      audit: [{ action: 'webhook.make', object: id, after: { url, types } }],
      status: 201,
      answer: { id, url, types, secret },
      // Shown once, and kept nowhere in the clear.
      kept: { id, url, types },
    };
  });
}

async function list(c: Ctx): Promise<Response> {
  const { organisation, livemode } = actorOf(c);
  const home = await openHome(c.env, organisation);
  const rows = await store.listWebhooks(shardOf(c.env, home.shard), organisation);
  return c.json({ items: rows.map(store.toWebhook), next: null, livemode });
}

async function remove(c: Ctx): Promise<Response> {
  const { organisation } = actorOf(c);
  const id = idOf(c);
  return writeOnceAtHome(c, organisation, '', async (shard) => {
    const found = await store.readWebhook(shard, organisation, id);
    if (!found) throw none();
    return {
      statements: [store.removeWebhook(shard, organisation, id)],
      audit: [{ action: 'webhook.remove', object: id, before: { url: found.url } }],
      status: 200,
      answer: { id, removed: true },
    };
  });
}

async function replay(c: Ctx): Promise<Response> {
  const { organisation } = actorOf(c);
  const id = idOf(c);
  const text = await readText(c);
  const { after } = parseBody(text, WebhookReplayBody);
  const answer = await writeOnceAtHome(c, organisation, text, async (shard) => {
    const found = await store.readWebhook(shard, organisation, id);
    if (!found) throw none();
    if (after > found.delivered)
      throw new ApiError('invalid_request', `this one was told up to ${found.delivered}`, {
        errors: [{ pointer: '/after', detail: `at most ${found.delivered}` }],
      });
    return {
      statements: [store.replayWebhook(shard, organisation, id, after, c.var.now)],
      audit: [{ action: 'webhook.replay', object: id, before: { delivered: found.delivered }, after: { after } }],
      status: 202,
      answer: { id, after },
    };
  });
  const home = await openHome(c.env, organisation);
  c.executionCtx.waitUntil(deliverWebhooks(c.env, home.shard, c.var.now));
  return answer;
}

async function rotate(c: Ctx): Promise<Response> {
  const { organisation } = actorOf(c);
  const id = idOf(c);
  const text = await readText(c);
  return writeOnceAtHome(c, organisation, text, async (shard) => {
    if (!(await store.readWebhook(shard, organisation, id))) throw none();
    const secret = newWebhookSecret();
    const until = c.var.now + OVERLAP_MS;
    const wrapped = await wrapText(secret, c.env.KEY_WRAPPING_SECRET);
    const oldUntil = new Date(until).toISOString();
    return {
      statements: [store.turnSecret(shard, organisation, id, wrapped, until)],
      audit: [{ action: 'webhook.rotate', object: id, after: { oldUntil } }],
      status: 200,
      answer: { id, secret, oldUntil },
      kept: { id, oldUntil },
    };
  });
}

const Secret = v.object({ id: v.string(), secret: v.string() });

export function webhookRoutes(): Routes {
  const one = `${PATHS.webhooks}/:id`;
  return new Routes()
    .on('post', PATHS.webhooks, 'administer_agreements', create, {
      summary: 'Have an address called when agreements or statements move; the secret is shown once',
      body: WebhookBody,
      answer: Secret,
      status: 201,
    })
    .on('get', PATHS.webhooks, 'administer_agreements', list, {
      summary: 'Addresses that are called, how far each was told, and why one was not',
    })
    .on('delete', one, 'administer_agreements', remove, { summary: 'Call an address no longer' })
    .on('post', `${one}/replay`, 'administer_agreements', replay, {
      summary: 'Tell an address again what came after an event of the feed',
      body: WebhookReplayBody,
      status: 202,
    })
    .on('post', `${one}/secret`, 'administer_agreements', rotate, {
      summary: 'Make a new secret; for 24 hours the one before signs along',
      answer: Secret,
    });
}
