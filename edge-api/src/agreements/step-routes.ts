/** Steps of an agreement: proposed by its author, decided by the other side. */
import { checkTerms } from '#deal';
import { ApproveBody, PATHS, ProposeBody, type Side } from '#protocol';
import { ApiError } from '../api-error.ts';
import { parseBody, readText } from '../body.ts';
import { idOf } from '../catalogue/change-items.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { needsTwo } from './agreement-answer.ts';
import { Whole } from './agreement-routes.ts';
import { readAgreed } from './agreed-performances.ts';
import { readHolders, type VersionRow } from './agreement-store.ts';
import { readTwoPeopleFrom } from './setting-store.ts';
import { changesOf, fault, takeStep, type MoreOf, type Standing } from './steps.ts';

const at = (step: string) => `${PATHS.agreement}/${step}`;
/** A body that may be left out. */
const readOptional = async (c: Ctx): Promise<string> => (await readText(c)).trim() || '{}';

/** Before anything is proposed: terms that contradict themselves are refused by field, with the remedy. */
export function checked(version: Pick<VersionRow, 'terms' | 'performances'>): void {
  const errors = checkTerms(version.terms, { performances: version.performances.length });
  if (!errors.length) return;
  throw new ApiError('invalid_request', 'the terms contradict each other; see errors', {
    errors: errors.map(({ pointer, detail }) => ({ pointer: `/terms${pointer}`, detail })),
  });
}

export function expiryOf(text: string | undefined, now: number): number | null {
  if (text === undefined) return null;
  if (Date.parse(text) <= now) throw fault('/expiresAt', 'a moment to come');
  return Date.parse(text);
}

async function propose(c: Ctx): Promise<Response> {
  const text = await readOptional(c);
  const { message, expiresAt } = parseBody(text, ProposeBody);
  const until = expiryOf(expiresAt, c.var.now);
  return takeStep(c, idOf(c), text, { step: 'propose' }, async ({ seen, stored }) => {
    const { version, base } = seen;
    checked(version);
    const held = stored.row.expiresAt;
    if (until === null && held !== null && held <= c.var.now)
      throw fault('/expiresAt', 'the draft says a moment that is over; name another');
    for (const [i, { answer }] of (await readAgreed(c.env.DIRECTORY, version.performances)).entries())
      if (answer.status === 'cancelled') throw fault(`/performances/${i}`, `${answer.id} is cancelled; take it out`);
    return {
      version: { ...version, proposed: true },
      about: version.version,
      body: { changes: changesOf(base?.terms ?? {}, version.terms), message: message ?? null },
      ...(until === null ? {} : { fields: { expiresAt: until } }),
    };
  });
}

/** A performance stands under one approved agreement at most; whose another is, is told to its own parties alone. */
async function free(c: Ctx, { home, shard, stored }: Standing, version: VersionRow): Promise<void> {
  const agreed = await readAgreed(c.env.DIRECTORY, version.performances);
  const keys = agreed.flatMap(({ key, listed }) => [key, listed.root, ...listed.members]);
  const [held] = await readHolders(shard, stored.row, [...new Set(keys)]);
  if (!held) return;
  const which = agreed.find(({ listed, key }) => [key, listed.root, ...listed.members].includes(held.performance));
  const known = held.provider === home.provider ? `: ${held.agreement}` : '';
  throw new ApiError(
    'conflict',
    `${which?.answer.id ?? 'a performance'} stands under another approved agreement${known}`,
  );
}

const signing =
  (c: Ctx, side: Side | null = null): MoreOf =>
  async ({ home, seen, side: own }) => {
    const { user, clientId, viewer } = actorOf(c);
    const decider = side ?? own ?? 'venue';
    const limit = await readTwoPeopleFrom(c.env.DIRECTORY, decider === 'venue' ? home.venue : home.provider);
    return {
      signer: user ?? (viewer === undefined ? clientId : `${clientId} ${viewer}`),
      needed: needsTwo(seen.version, decider, limit) ? 2 : 1,
    };
  };

async function approve(c: Ctx): Promise<Response> {
  const text = await readText(c);
  const { version, message } = parseBody(text, ApproveBody);
  return takeStep(
    c,
    idOf(c),
    text,
    { step: 'approve', version },
    async (standing) => {
      await free(c, standing, standing.seen.version);
      return { about: version, body: { message: message ?? null } };
    },
    signing(c),
  );
}

export function stepRoutes(): Routes {
  return new Routes()
    .on('post', at('propose'), 'write_agreements', propose, {
      summary: 'Propose a draft to the other side',
      body: ProposeBody,
      answer: Whole,
      status: 200,
    })
    .on('post', at('approve'), 'approve_agreements', approve, {
      summary: 'Approve what was proposed; above an amount your organisation set, two people do',
      body: ApproveBody,
      answer: Whole,
      status: 200,
    });
}
