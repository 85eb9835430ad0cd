/** Steps of an agreement: proposed and withdrawn by its author, decided by the other side. */
import { checkTerms } from '#deal';
import { ApproveBody, PATHS, ProposeBody, RejectBody, WithdrawBody } from '#protocol';
import { ApiError } from '../api-error.ts';
import { parseBody, readText } from '../body.ts';
import { idOf } from '../catalogue/change-items.ts';
import { Routes, type Ctx } from '../route.ts';
import { needsTwo, readerOf } from './agreement-answer.ts';
import { idsOf, Whole } from './agreement-routes.ts';
import { readAgreed } from './agreed-performances.ts';
import { readHolders, type VersionRow } from './agreement-store.ts';
import { differences } from './changes.ts';
import { checkedRejection, namesWhatStands } from './rejecting.ts';
import { readTwoPeopleFrom } from './setting-store.ts';
import { fault, signerIn, takeStep, type MoreOf, type Plan, type Standing } from './steps.ts';

const at = (step: string) => `${PATHS.agreement}/${step}`;
/** A body that may be left out. */
const readOptional = async (c: Ctx): Promise<string> => (await readText(c)).trim() || '{}';

/** Before anything is proposed: terms that contradict themselves are refused by field, with the remedy. */
export function mustHold(version: Pick<VersionRow, 'terms' | 'performances'>): void {
  const errors = checkTerms(version.terms, { performances: version.performances.length });
  if (!errors.length) return;
  throw new ApiError('invalid_request', 'the terms contradict each other; see errors', {
    errors: errors.map(({ pointer, detail }) => ({ pointer: `/terms${pointer}`, detail })),
  });
}

async function propose(c: Ctx): Promise<Response> {
  const text = await readOptional(c);
  const { message, expiresAt } = parseBody(text, ProposeBody);
  if (expiresAt !== undefined && Date.parse(expiresAt) <= c.var.now) throw fault('/expiresAt', 'a moment to come');
  return takeStep(c, idOf(c), text, { step: 'propose' }, async ({ seen: { version, base }, stored }) => {
    mustHold(version);
    const held = stored.row.expiresAt;
    if (expiresAt === undefined && held !== null && held <= c.var.now)
      throw fault('/expiresAt', 'the draft names a moment that is over; name another');
    const agreed = await readAgreed(c.env.DIRECTORY, version.performances);
    for (const [i, { answer }] of agreed.entries())
      if (answer.status === 'cancelled') throw fault(`/performances/${i}`, `${answer.id} is cancelled; take it out`);
    const ids = agreed.map(({ answer }) => answer.id);
    const before = { terms: base?.terms ?? {}, ids: base ? await idsOf(c, base) : ids };
    return {
      version: { ...version, proposed: true },
      about: version.version,
      body: { changes: differences(before, { terms: version.terms, ids }), message: message ?? null },
      ...(expiresAt === undefined ? {} : { fields: { expiresAt: Date.parse(expiresAt) } }),
    };
  });
}

/** A performance stands under one approved agreement at most; whose another is, is told to its own parties alone. */
async function mustBeFree(c: Ctx, { home, shard, stored, seen }: Standing): Promise<void> {
  const agreed = await readAgreed(c.env.DIRECTORY, seen.version.performances);
  const keysOf = ({ key, listed }: (typeof agreed)[number]) => [key, listed.root, ...listed.members];
  const [held] = await readHolders(shard, stored.row, [...new Set(agreed.flatMap(keysOf))]);
  if (!held) return;
  const which = agreed.find((one) => keysOf(one).includes(held.performance))?.answer.id ?? 'a performance';
  const known = held.provider === home.provider ? `: ${held.agreement}` : '';
  throw new ApiError(
    'conflict',
    `${which} stands under another approved agreement${known}; take it out of one of them`,
  );
}

/** How many people of the deciding organisation it takes. */
export const signing =
  (c: Ctx, signer: string): MoreOf =>
  async ({ home, seen, side }) => {
    const limit = await readTwoPeopleFrom(c.env.DIRECTORY, readerOf(home, side));
    return { signer, needed: needsTwo(seen.version, side, limit) ? 2 : 1 };
  };

export const approving =
  (c: Ctx, message: string | undefined): Plan =>
  async (standing) => {
    await mustBeFree(c, standing);
    return { about: standing.seen.version.version, body: { message: message ?? null } };
  };

async function approve(c: Ctx): Promise<Response> {
  const text = await readText(c);
  const { version, message } = parseBody(text, ApproveBody);
  const wanted = { step: 'approve', version } as const;
  return takeStep(c, idOf(c), text, wanted, approving(c, message), signing(c, signerIn(c)));
}

async function reject(c: Ctx): Promise<Response> {
  const text = await readText(c);
  const { version, terms, reason } = parseBody(text, RejectBody);
  const rejected = terms && checkedRejection(terms);
  const plan: Plan = async ({ seen }) => {
    if (rejected) namesWhatStands(rejected, seen.version.terms);
    return { about: version, body: { message: reason ?? null, ...(rejected ? { rejected } : {}) } };
  };
  return takeStep(c, idOf(c), text, { step: 'reject', version }, plan, async () => ({
    partly: rejected !== undefined,
  }));
}

async function withdraw(c: Ctx): Promise<Response> {
  const text = await readOptional(c);
  const { reason } = parseBody(text, WithdrawBody);
  return takeStep(c, idOf(c), text, { step: 'withdraw' }, async ({ seen }) => ({
    about: seen.version.version,
    body: { message: reason ?? null },
  }));
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
    })
    .on('post', at('reject'), 'approve_agreements', reject, {
      summary: 'Reject a proposal, whole or term by term, with a reason and what it should be',
      body: RejectBody,
      answer: Whole,
      status: 200,
    })
    .on('post', at('withdraw'), 'write_agreements', withdraw, {
      summary: 'Take back what you drafted or proposed; a version in force stays in force',
      body: WithdrawBody,
      answer: Whole,
      status: 200,
    });
}
