/** Approval by a contact outside the platform: a link shows one deal, a code goes to the same mailbox, and a name is asked. */
import {
  ContactApproveBody,
  ContactApproved,
  ContactCodeSent,
  ContactLink,
  ContactLinkBody,
  ContactLook,
  ContactLookBody,
  PATHS,
} from '#protocol';
import { ApiError } from '../api-error.ts';
import { shardAuditStatements } from '../audit/shard-lines.ts';
import { parseBody, readBody, readText } from '../body.ts';
import { sameText, sha256 } from '../identity/secret.ts';
import { sendMailSoon } from '../mail/mail-job.ts';
import { mailStatement } from '../mail/mail-store.ts';
import { Routes, type Ctx } from '../route.ts';
import { shardOf } from '../env.ts';
import { checkHomes, isNotHome } from '../shards/home-store.ts';
import { writeOnceAtHome } from '../shards/once-at-home.ts';
import { openHome } from '../shards/router.ts';
import type { Stored } from './agreement-store.ts';
import { makeLink } from './contact-link-making.ts';
import { CONTACT, gone, isAlive, openLink, showLink, type Opened } from './contact-link-opening.ts';
import * as store from './contact-link-store.ts';
import { codeText, maskedEmail } from './contact-link-texts.ts';
import { readerOf } from './agreement-answer.ts';
import { approving, signing } from './step-routes.ts';
import { takeStepAs } from './steps.ts';

const HOUR_MS = 3_600_000;
const CODE_MINUTES = 10;
const CODE_LIVES_MS = CODE_MINUTES * 60_000;

const no = { 'cache-control': 'no-store' };

const HINDRANCES: Readonly<Record<NonNullable<ContactLook['hindrance']>, string>> = {
  changed: 'the deal was changed since this link was mailed, so nothing was approved; ask for a new link',
  decided: 'the deal was decided or withdrawn meanwhile, so nothing was approved',
  colleague: 'a contact has approved already; the second person is a colleague with an account of the organisation',
};

/** Six digits, each as likely as any other. */
function newCode(): string {
  const most = 4_294_000_000;
  for (;;) {
    const [number = most] = crypto.getRandomValues(new Uint32Array(1));
    if (number < most) return String(number % 1_000_000).padStart(6, '0');
  }
}
/** Of the code with the token, which is kept nowhere: a database alone does not give the code. */
const codeHash = (token: string, code: string): Promise<string> => sha256(`${token} ${code}`);

/** One change of the link where it lives now; the row that it answered, if any. */
async function change<T>(
  c: Ctx,
  { home }: Opened,
  statements: (shard: D1Database) => readonly D1PreparedStatement[],
): Promise<T | null> {
  const at = await openHome(c.env, home.venue);
  const shard = shardOf(c.env, at.shard);
  try {
    const [, first] = await shard.batch<T>([checkHomes(shard, [at]), ...statements(shard)]);
    return first?.results[0] ?? null;
  } catch (error) {
    if (!isNotHome(error)) throw error;
    throw new ApiError('unavailable', 'this is being moved to another place; send again in a few seconds', {
      headers: { 'retry-after': '2' },
    });
  }
}

async function look(c: Ctx): Promise<Response> {
  const { token } = await readBody(c, ContactLookBody);
  const opened = await openLink(c, token);
  const { link } = opened;
  if (!isAlive(link, c.var.now)) throw gone();
  const { look: shown } = await showLink(c, opened);
  // While a house is being moved, looking goes on and the next look is kept.
  if (link.openedAt === null)
    await change(c, opened, (shard) => [store.openStatement(shard, link, c.var.now)]).catch(onlyMoving);
  return c.json(shown, 200, no);
}
function onlyMoving(error: unknown): void {
  if (!(error instanceof ApiError)) throw error;
}

async function sendCode(c: Ctx): Promise<Response> {
  const { token } = await readBody(c, ContactLookBody);
  const { now } = c.var;
  const opened = await openLink(c, token);
  const { link, home } = opened;
  if (!isAlive(link, now)) throw gone();
  const { look: shown } = await showLink(c, opened);
  if (shown.hindrance) throw new ApiError('conflict', HINDRANCES[shown.hindrance]);
  const code = newCode();
  const hash = await codeHash(token, code);
  const sent = await change(c, opened, (shard) => [
    store.codeStatement(shard, link, { sha256: hash, now, since: now - HOUR_MS }),
  ]);
  if (!sent) {
    const wait = link.thirdSentAt === null ? HOUR_MS : Math.max(1_000, link.thirdSentAt + HOUR_MS - now);
    throw new ApiError('rate_limited', 'three codes were mailed within the hour; look for the newest mail, or wait', {
      headers: { 'retry-after': String(Math.ceil(wait / 1_000)) },
    });
  }
  const about = { locale: null, production: home.title, venue: home.venueName, code, minutes: CODE_MINUTES };
  await mailStatement(c.env.DIRECTORY, { recipient: link.email, ...codeText(about) }, now).run();
  sendMailSoon(c);
  const answer: ContactCodeSent = {
    to: maskedEmail(link.email),
    validUntil: new Date(now + CODE_LIVES_MS).toISOString(),
    livemode: home.livemode === 1,
  };
  return c.json(answer, 200, no);
}

const wrongCode = (detail: string) =>
  new ApiError('invalid_request', detail, { errors: [{ pointer: '/code', detail }] });

/** Counts the try first, then compares; the fifth wrong one ends the link, and both sides have that in their log. */
async function mustBeTheCode(c: Ctx, opened: Opened, token: string, code: string): Promise<void> {
  const { link, home } = opened;
  const { now } = c.var;
  const given = await codeHash(token, code);
  const taken = await change<{ tries: number; codeSha256: string }>(c, opened, (shard) => [
    store.tryStatement(shard, link, now - CODE_LIVES_MS),
  ]);
  if (!taken) {
    const stands = await store.readLink(opened.shard, link.tenant, link.id);
    if (!stands || !isAlive(stands, now)) throw gone();
    throw wrongCode('no code holds at this moment; ask for a new one');
  }
  if (sameText(taken.codeSha256, given)) return;
  const left = store.MOST_TRIES - taken.tries;
  if (left > 0) throw wrongCode(`not the code that was mailed; ${left} ${left === 1 ? 'try is' : 'tries are'} left`);
  await change(c, opened, (shard) => [
    store.endStatement(shard, link, now),
    ...shardAuditStatements(c, shard, {
      action: 'contact-link.end',
      object: home.id,
      organisation: readerOf(home, 'venue'),
      also: [readerOf(home, 'provider')],
      after: { link: link.id, tries: taken.tries },
    }),
  ]);
  throw gone();
}

const toApproved = (c: Ctx, { link, home }: Opened, { row }: Stored): ContactApproved => ({
  state: row.state,
  version: link.version,
  sha256: link.sha256,
  at: new Date(c.var.now).toISOString(),
  colleague: row.state === 'half_approved',
  livemode: home.livemode === 1,
});

async function approve(c: Ctx): Promise<Response> {
  const text = await readText(c);
  const { token, code, name } = parseBody(text, ContactApproveBody);
  const opened = await openLink(c, token);
  const { link, home } = opened;
  if (!isAlive(link, c.var.now)) {
    // Pressed twice: the answer of the first is given again to who has its key.
    if (link.usedAt === null) throw gone();
    return writeOnceAtHome(c, home.venue, text, async () => {
      throw gone();
    });
  }
  const { look: shown } = await showLink(c, opened);
  if (shown.hindrance) throw new ApiError('conflict', HINDRANCES[shown.hindrance]);
  await mustBeTheCode(c, opened, token, code);
  const organisation = readerOf(home, link.side);
  const taker = {
    home,
    side: link.side,
    who: { organisation, client: CONTACT, person: null, name },
    asked: null,
    answer: async (stored: Stored) => toApproved(c, opened, stored),
    beside: (shard: D1Database) => [store.useStatement(shard, link, c.var.now)],
    told: { contact: name, link: link.id },
  };
  const plan = approving(c, undefined);
  // Replaced or taken back at this very moment: the batch fails whole.
  const onlyOver = (error: unknown): never => {
    throw /contact_link_over/.test(String((error as Error).message)) ? gone() : error;
  };
  return takeStepAs(
    c,
    taker,
    text,
    { step: 'approve', version: link.version },
    async (standing) => {
      const stands = await store.readLink(standing.shard, link.tenant, link.id);
      if (!stands || stands.usedAt !== null || stands.endedAt !== null) throw gone();
      if (standing.seen.version.sha256 !== link.sha256) throw new ApiError('conflict', HINDRANCES.changed);
      const change = await plan(standing);
      return change && { ...change, body: { ...change.body, contact: { link: link.id, sha256: link.sha256 } } };
    },
    signing(c, CONTACT),
  ).catch(onlyOver);
}

export function contactLinkRoutes(): Routes {
  return new Routes()
    .on('post', PATHS.agreementLinks, 'write_agreements', makeLink, {
      summary:
        'Mail a contact of the other side a link to your proposal: it shows this deal alone, approves once with a code, and ends after 7 days or those you name',
      body: ContactLinkBody,
      answer: ContactLink,
      status: 201,
    })
    .on('post', PATHS.agreementLinkLook, 'public', look, {
      summary: 'The deal behind a link, by the token in its fragment; looking uses nothing up',
      body: ContactLookBody,
      answer: ContactLook,
      status: 200,
    })
    .on('post', PATHS.agreementLinkCode, 'public', sendCode, {
      summary: 'Mail six digits to the contact of a link: they hold 10 minutes, three an hour',
      body: ContactLookBody,
      answer: ContactCodeSent,
      status: 200,
    })
    .on('post', PATHS.agreementLinkApprove, 'public', approve, {
      summary: 'Approve the deal of a link as one person of that side, with the code that was mailed; five tries, once',
      body: ContactApproveBody,
      answer: ContactApproved,
      status: 200,
    });
}
