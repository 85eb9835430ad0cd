/** From a token in a body to the deal it shows. Unknown, expired, used and dead look alike, and guessing is slowed. */
import { sentence } from '#deal';
import type { ContactLook } from '#protocol';
import { ApiError } from '../api-error.ts';
import { shardOf } from '../env.ts';
import { mustBeWithinTokens } from '../identity/limits.ts';
import { sha256 } from '../identity/secret.ts';
import { addFailure, readFailures } from '../people/invitation-store.ts';
import type { Ctx } from '../route.ts';
import { openHome } from '../shards/router.ts';
import { readAgreed, type Agreed } from './agreed-performances.ts';
import { readAgreementHome, type AgreementHome } from './agreement-home.ts';
import { readAgreement, type Stored, type VersionRow } from './agreement-store.ts';
import { MOST_TRIES, readLink, readLinkHome, type ContactLinkRow } from './contact-link-store.ts';
import { maskedEmail } from './contact-link-texts.ts';
import { seenBy } from './seen.ts';

/** A contact is one person, whoever it is: no two of them stand for the two people that a large deal takes. */
export const CONTACT = 'contact';

const WINDOW_MS = 10 * 60_000;
/** Wrong tokens share one count; a right link is never held up by it. */
const MAX_FAILURES = 300;
const COUNTED = 'agreement-links';

export const gone = () =>
  new ApiError('not_found', 'this link leads nowhere, or no longer; a newer mail may hold a newer link');

export interface Opened {
  /** What of the token may be kept: its hash. */
  readonly tokenSha256: string;
  readonly link: ContactLinkRow;
  readonly home: AgreementHome;
  readonly shard: D1Database;
}

async function refuse(c: Ctx): Promise<never> {
  const db = c.env.DIRECTORY;
  const { now } = c.var;
  const seen = await readFailures(db, COUNTED, '');
  const wait = seen && seen.began_at > now - WINDOW_MS ? seen.began_at + WINDOW_MS - now : 0;
  if (seen && wait > 0 && seen.failures >= MAX_FAILURES)
    throw new ApiError('rate_limited', 'too many wrong links; wait and open the newest mail', {
      headers: { 'retry-after': String(Math.ceil(wait / 1_000)) },
    });
  await addFailure(db, COUNTED, '', now, WINDOW_MS);
  throw gone();
}

export const isAlive = (link: ContactLinkRow, now: number): boolean =>
  link.usedAt === null && link.endedAt === null && link.tries < MOST_TRIES && link.expiresAt > now && link.email !== '';

/** The link behind a token, also one that was used or is dead: whoever asks looks at that. */
export async function openLink(c: Ctx, token: string): Promise<Opened> {
  const tokenSha256 = await sha256(token);
  await mustBeWithinTokens(c.env, 'agreement link', tokenSha256, c.var.clock);
  const found = await readLinkHome(c.env.DIRECTORY, tokenSha256, c.var.now);
  if (!found) return refuse(c);
  const home = await readAgreementHome(c.env.DIRECTORY, found.agreement);
  if (!home) return refuse(c);
  const shard = shardOf(c.env, (await openHome(c.env, home.venue)).shard);
  const link = await readLink(shard, home.venue, found.link);
  if (!link) return refuse(c);
  return { tokenSha256, link, home, shard };
}

export interface Shown {
  readonly stored: Stored;
  readonly version: VersionRow;
  readonly agreed: readonly Agreed[];
  readonly look: ContactLook;
}

/** Whether what the link shows can be approved by it at this moment, and if not, why. */
function hindranceOf(stored: Stored, link: ContactLinkRow, now: number): ContactLook['hindrance'] {
  const seen = seenBy(stored, link.side);
  if (!seen || seen.life.version !== link.version || seen.version.sha256 !== link.sha256) return 'changed';
  const { state, signers, expiresAt } = seen.life;
  if ((state !== 'proposed' && state !== 'half_approved') || (expiresAt !== null && expiresAt <= now)) return 'decided';
  return signers.includes(CONTACT) ? 'colleague' : null;
}

/** The deal as the link shows it: the version it was made for, whatever has come since. */
export async function showLink(c: Ctx, { link, home, shard }: Opened): Promise<Shown> {
  const stored = await readAgreement(shard, home.venue, home.id);
  const version = stored?.versions.find((one) => one.version === link.version);
  const seen = stored && seenBy(stored, link.side);
  if (!stored || !version || !seen) throw gone();
  const agreed = await readAgreed(c.env.DIRECTORY, version.performances);
  const names = { provider: home.providerName, venue: home.venueName };
  const hindrance = hindranceOf(stored, link, c.var.now);
  const look: ContactLook = {
    ...names,
    production: home.title,
    performances: agreed.map(({ answer: { date, hall } }) => ({ date, hall })),
    terms: version.terms,
    sentence: { nl: sentence(version.terms, names, 'nl'), en: sentence(version.terms, names, 'en') },
    version: version.version,
    sha256: version.sha256,
    state: seen.life.state,
    side: link.side,
    expiresAt: new Date(link.expiresAt).toISOString(),
    hindrance,
    to: maskedEmail(link.email),
    livemode: home.livemode === 1,
  };
  return { stored, version, agreed, look };
}
