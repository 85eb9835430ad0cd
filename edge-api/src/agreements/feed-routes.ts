/** The feed of an organisation's agreements: every step it may know of, in order, without gaps. What is asked on from is the cursor. */
import * as v from 'valibot';
import { MAX_PAGE, PATHS, type AgreementFeed } from '#protocol';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { readerOf } from '../sales/reader-view.ts';
import { readFeed } from './party-store.ts';
import { fault } from './steps.ts';

async function feed(c: Ctx): Promise<Response> {
  const text = c.req.query('after') || '0';
  const after = Number(text);
  if (!/^\d{1,15}$/.test(text)) throw fault('/after', 'cursor of the last answer, or 0');
  const { shard, organisation } = await readerOf(c);
  const { productions, livemode } = actorOf(c);
  const events = await readFeed(shard, organisation.key, after, MAX_PAGE);
  const items = productions
    ? events.filter(({ production }) => production && productions.includes(production))
    : events;
  const answer: AgreementFeed = { items, cursor: events.at(-1)?.seq ?? after, livemode };
  return c.json(answer, 200, { 'cache-control': 'private, no-cache' });
}

export function feedRoutes(): Routes {
  return new Routes().on('get', PATHS.agreementEvents, 'read_agreements', feed, {
    summary: 'Every step of your agreements and statements after a number, in order; the truth behind webhooks',
    query: { after: v.optional(v.string()) },
    answer: v.object({
      items: v.array(
        v.looseObject({
          seq: v.number(),
          id: v.string(),
          type: v.string(),
          at: v.string(),
          agreement: v.string(),
          statement: v.nullable(v.string()),
          state: v.string(),
          version: v.number(),
          side: v.nullable(v.picklist(['provider', 'venue'])),
        }),
      ),
      cursor: v.number(),
      livemode: v.boolean(),
    }),
  });
}
