/** Links as the side that had them mailed follows them: what became of each, whether another can be mailed, and taking one back. */
import { FollowedLink, FollowedLinks, PATHS } from '#protocol';
import { ApiError } from '../api-error.ts';
import { idOf } from '../catalogue/change-items.ts';
import { shardOf } from '../env.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { writeOnceAtHome } from '../shards/once-at-home.ts';
import { openHome } from '../shards/router.ts';
import { readerOf } from './agreement-answer.ts';
import { homeFor } from './agreement-home.ts';
import { readAgreement } from './agreement-store.ts';
import { refusedBy } from './contact-link-making.ts';
import * as store from './contact-link-store.ts';
import { maskedEmail } from './contact-link-texts.ts';
import { otherSide } from './life.ts';
import { seenBy } from './seen.ts';
import { noSuch } from './steps.ts';

const iso = (at: number): string => new Date(at).toISOString();

export function stateOf(link: store.ContactLinkRow, now: number): FollowedLink['state'] {
  if (link.usedAt !== null) return 'approved';
  if (link.endedAt !== null) return link.endedHow ?? 'blocked';
  if (link.tries >= store.MOST_TRIES) return 'blocked';
  if (link.expiresAt <= now) return 'expired';
  return link.openedAt === null ? 'sent' : 'opened';
}

const followed = (link: store.ContactLinkRow, now: number, livemode: boolean): FollowedLink => {
  const ended = link.usedAt ?? link.endedAt;
  return {
    id: link.id,
    version: link.version,
    side: link.side,
    name: link.name,
    to: link.email === '' ? null : maskedEmail(link.email),
    state: stateOf(link, now),
    sentAt: iso(link.madeAt),
    openedAt: link.openedAt === null ? null : iso(link.openedAt),
    expiresAt: iso(link.expiresAt),
    endedAt: ended === null ? null : iso(ended),
    livemode,
  };
};

async function list(c: Ctx): Promise<Response> {
  const { home, side } = await homeFor(c, idOf(c));
  const { shard: name } = await openHome(c.env, home.venue);
  const shard = shardOf(c.env, name);
  const stored = await readAgreement(shard, home.venue, home.id);
  const seen = stored && seenBy(stored, side);
  if (!seen) throw noSuch();
  const to = otherSide(side);
  const links = await store.readLinksTo(shard, { tenant: home.venue, agreement: home.id, side: to });
  const { state, author } = seen.life;
  const waits = state === 'proposed' || state === 'half_approved';
  const answer: FollowedLinks = {
    items: links.map((link) => followed(link, c.var.now, actorOf(c).livemode)),
    hindrance: !waits ? 'not_waiting' : author !== side ? 'own_side' : await refusedBy(c, readerOf(home, to)),
    livemode: actorOf(c).livemode,
  };
  return c.json(answer, 200, { 'cache-control': 'private, no-cache' });
}

/** Taken back it leads nowhere; done again, or over already, nothing changes. */
async function withdraw(c: Ctx): Promise<Response> {
  const { home, side } = await homeFor(c, idOf(c));
  const id = c.req.param('link') ?? '';
  const { now } = c.var;
  const { organisation, livemode } = actorOf(c);
  const to = otherSide(side);
  return writeOnceAtHome(c, home.venue, '', async (shard) => {
    const link = await store.readLink(shard, home.venue, id);
    if (!link || link.agreement !== home.id || link.side !== to) throw noSuch();
    if (link.usedAt !== null)
      throw new ApiError('conflict', 'it has approved already; propose a change of the deal instead');
    const lives = ['sent', 'opened'].includes(stateOf(link, now));
    const after = lives ? { ...link, endedAt: now, endedHow: 'withdrawn' as const } : link;
    return {
      statements: lives ? [store.withdrawStatement(shard, link, now)] : [],
      audit: [
        {
          action: 'contact-link.withdraw',
          object: home.id,
          organisation,
          also: [readerOf(home, to)],
          after: { link: id, version: link.version, side: to },
        },
      ],
      status: 200,
      answer: followed(after, now, livemode),
    };
  });
}

export function contactLinkListRoutes(): Routes {
  return new Routes()
    .on('get', PATHS.agreementLinks, 'read_agreements', list, {
      summary: 'Links that your side had mailed for this deal, newest first, and whether another can be mailed now',
      answer: FollowedLinks,
    })
    .on('delete', PATHS.agreementOneLink, 'write_agreements', withdraw, {
      summary: 'Take back a link that your side had mailed: it leads nowhere from then on',
      answer: FollowedLink,
      status: 200,
    });
}
