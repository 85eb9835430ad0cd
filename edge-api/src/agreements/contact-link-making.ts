/** A link for a contact of the other side: made by the side that proposed, mailed, and told in the logs of both. */
import { ContactLinkBody, holds, type ContactLink, type Preset } from '#protocol';
import { ApiError } from '../api-error.ts';
import { parseBody, readText } from '../body.ts';
import { idOf } from '../catalogue/change-items.ts';
import { readOrganisationByKey } from '../identity/identity-store.ts';
import { newId, newSecret, sha256 } from '../identity/secret.ts';
import { sendMailSoon } from '../mail/mail-job.ts';
import { mailStatement } from '../mail/mail-store.ts';
import { readPortalOrigin } from '../people/invitation-store.ts';
import { gridOf } from '../people/membership-store.ts';
import { actorOf, type Ctx } from '../route.ts';
import { writeOnceAtHome } from '../shards/once-at-home.ts';
import { readerOf } from './agreement-answer.ts';
import { homeFor, type AgreementHome } from './agreement-home.ts';
import { readAgreement, type Stored } from './agreement-store.ts';
import * as store from './contact-link-store.ts';
import { linkText, maskedEmail } from './contact-link-texts.ts';
import { otherSide } from './life.ts';
import { seenBy, type Seen } from './seen.ts';
import { readAgreementSettings } from './settings-store.ts';
import { fault, noSuch } from './steps.ts';

const HOUR_MS = 3_600_000;
export const LINK_DAYS = 7;
const DAY_MS = 24 * HOUR_MS;
/** Our mail is nobody's means to flood a mailbox. */
const MAX_AN_HOUR = { organisation: 100, agreement: 5 };
const AGAIN_AFTER_MS = 60_000;

const tooMany = (detail: string, waitMs: number) =>
  new ApiError('rate_limited', detail, { headers: { 'retry-after': String(Math.ceil(waitMs / 1_000)) } });

/** Whether somebody of that organisation can approve here, as a person. */
async function hasApprovers(directory: D1Database, organisation: number): Promise<boolean> {
  const members = await store.readMemberGrids(directory, organisation);
  return members.some(({ preset, grid, type }) =>
    holds(gridOf(preset as Preset | null, grid, type), 'agreements', 'approve'),
  );
}

/** The other side decides who approves for it: by its setting, or by having people here who do. */
export async function refusedBy(c: Ctx, organisation: number): Promise<'refused' | 'own_people' | null> {
  const { contactLinks } = await readAgreementSettings(c.env.DIRECTORY, organisation);
  if (contactLinks === true) return null;
  if (contactLinks === false) return 'refused';
  return (await hasApprovers(c.env.DIRECTORY, organisation)) ? 'own_people' : null;
}
const REFUSED = {
  refused: 'the other side approves with its own people alone, not through links',
  own_people:
    'the other side has people here who approve; links are possible once it sets contactLinks in its agreement settings',
};

async function mayBeAsked(c: Ctx, organisation: number): Promise<void> {
  const why = await refusedBy(c, organisation);
  if (why !== null) throw new ApiError('conflict', REFUSED[why]);
}

async function mayBeMailed(c: Ctx, agreement: string): Promise<void> {
  const db = c.env.DIRECTORY;
  const { now } = c.var;
  if ((await store.countLinks(db, actorOf(c).organisation, now - HOUR_MS)) >= MAX_AN_HOUR.organisation)
    throw tooMany(`an organisation sends at most ${MAX_AN_HOUR.organisation} links an hour`, HOUR_MS);
  const { n, last } = await store.readMailed(db, agreement, now - HOUR_MS);
  if (n >= MAX_AN_HOUR.agreement)
    throw tooMany(`at most ${MAX_AN_HOUR.agreement} links an hour for one agreement`, HOUR_MS);
  if (last !== null && last + AGAIN_AFTER_MS > now)
    throw tooMany('sent a moment ago; give the mail a minute', last + AGAIN_AFTER_MS - now);
}

interface Asked {
  readonly home: AgreementHome;
  readonly stored: Stored;
  readonly seen: Seen;
}

/** Only what waits for the other side, and only for who proposed it. */
function waiting(stored: Stored | null, home: AgreementHome, side: 'provider' | 'venue'): Asked {
  const seen = stored && seenBy(stored, side);
  if (!stored || !seen) throw noSuch();
  const { state, author } = seen.life;
  if (state !== 'proposed' && state !== 'half_approved')
    throw new ApiError('conflict', 'only a proposal that waits for the other side is shown through a link');
  if (author !== side) throw new ApiError('conflict', 'it waits for your own side; approve or reject it yourself');
  return { home, stored, seen };
}

async function linkMail(
  c: Ctx,
  { home, seen }: Asked,
  made: {
    readonly email: string;
    readonly name: string | null;
    readonly locale: string | null;
    readonly token: string;
    readonly expiresAt: number;
  },
): Promise<D1PreparedStatement> {
  const db = c.env.DIRECTORY;
  const origin = await readPortalOrigin(db);
  if (origin === null)
    throw new ApiError(
      'conflict',
      'there is no portal to look at it; the operator registers its origin with an organisation of type platform',
    );
  const venue = await readOrganisationByKey(db, home.venue);
  const text = linkText({
    locale: made.locale,
    name: made.name,
    production: home.title,
    venue: home.venueName,
    by: seen.life.author === 'venue' ? home.venueName : home.providerName,
    performances: seen.version.performances.length,
    link: `${origin}/deal#${made.token}`,
    expiresAt: made.expiresAt,
    timeZone: venue?.time_zone ?? 'Europe/Amsterdam',
  });
  return mailStatement(db, { recipient: made.email, ...text }, c.var.now);
}

export async function makeLink(c: Ctx): Promise<Response> {
  const text = (await readText(c)).trim() || '{}';
  const body = parseBody(text, ContactLinkBody);
  const { home, side } = await homeFor(c, idOf(c));
  const db = c.env.DIRECTORY;
  const { now } = c.var;
  const { organisation: maker } = actorOf(c);
  const to = otherSide(side);
  const deciding = readerOf(home, to);
  const [id, token, expiresAt] = [newId('CLK'), newSecret(), now + (body.days ?? LINK_DAYS) * DAY_MS];
  const name = body.name ?? null;
  let mailed = false;
  const answer = await writeOnceAtHome(c, home.venue, text, async (shard) => {
    const asked = waiting(await readAgreement(shard, home.venue, home.id), home, side);
    const { seen, stored } = asked;
    const email = body.email ?? stored.row.contacts[to];
    if (!email) throw fault('/email', 'the deal names no contact of the other side; name an address');
    if (await store.isMember(db, maker, email))
      throw fault('/email', 'an address of the other side, not of your own people');
    if (!mailed) {
      await mayBeAsked(c, deciding);
      await mayBeMailed(c, home.id);
      const mail = await linkMail(c, asked, { email, name, locale: body.locale ?? null, token, expiresAt });
      const tokenSha256 = await sha256(token);
      // Found before it is there: a link that was mailed and not written leads nowhere, and the caller sends it again.
      const found = { tokenSha256, agreement: home.id, link: id, maker, now, expiresAt };
      await db.batch([store.addLinkHomeStatement(db, found), mail]);
      mailed = true;
    }
    const { version, sha256: hash } = seen.version;
    const made = {
      tenant: home.venue,
      id,
      agreement: home.id,
      version,
      sha256: hash,
      side: to,
      email,
      name,
      expiresAt,
    };
    return {
      statements: [store.endOthersStatement(shard, made, now), store.addLinkStatement(shard, { ...made, maker, now })],
      audit: [
        {
          action: 'contact-link.create',
          object: home.id,
          organisation: maker,
          also: [deciding],
          // The other side sees in its log at which host somebody was asked to approve for it.
          after: { link: id, version, side: to, host: email.slice(email.lastIndexOf('@') + 1), sha256: hash },
        },
      ],
      status: 201,
      answer: {
        id,
        version,
        side: to,
        to: maskedEmail(email),
        expiresAt: new Date(expiresAt).toISOString(),
        livemode: actorOf(c).livemode,
      } satisfies ContactLink,
    };
  });
  sendMailSoon(c);
  return answer;
}
