/** The other end of an invitation, at a portal: look without using it up, and accept as a person with the invited e-mail. */
import { InvitationAcceptBody, InvitationLook, InvitationLookBody, MembershipView, PATHS } from '#protocol';
import { ApiError } from '../api-error.ts';
import { parseBody, readBody, readText } from '../body.ts';
import { writeOnce } from '../identity/once.ts';
import { newId, sha256 } from '../identity/secret.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { told } from './giving.ts';
import * as store from './invitation-store.ts';
import { despiteOthers } from './late-edit.ts';
import { listMemberships, startStatement, toView } from './membership-store.ts';
import { readPerson } from './person-store.ts';

const WINDOW_MS = 10 * 60_000;
/** A person tries a few; without a person the portal's visitors share one count, and a right link is never held up by it. */
const MAX_FAILURES = { person: 10, nobody: 300 };

/** Whether so many wrong tokens came of this person through this portal that the next must wait. */
async function refuseGuessing(c: Ctx, user: string): Promise<void> {
  const { clientId } = actorOf(c);
  const { now } = c.var;
  const seen = await store.readFailures(c.env.DIRECTORY, clientId, user);
  const wait = seen && seen.began_at > now - WINDOW_MS ? seen.began_at + WINDOW_MS - now : 0;
  if (seen && wait > 0 && seen.failures >= (user === '' ? MAX_FAILURES.nobody : MAX_FAILURES.person))
    throw new ApiError('rate_limited', 'too many wrong links; wait and open the newest mail', {
      headers: { 'retry-after': String(Math.ceil(wait / 1000)) },
    });
}

async function byToken(c: Ctx, token: string, user: string): Promise<store.InvitationFound> {
  if (user !== '') await refuseGuessing(c, user);
  const found = await store.readByToken(c.env.DIRECTORY, await sha256(token));
  if (found) return found;
  if (user === '') await refuseGuessing(c, user);
  await store.addFailure(c.env.DIRECTORY, actorOf(c).clientId, user, c.var.now, WINDOW_MS);
  throw new ApiError('not_found', 'no such invitation; a newer mail may hold a newer link');
}

async function look(c: Ctx): Promise<Response> {
  const { token, user = '' } = await readBody(c, InvitationLookBody);
  const found = await byToken(c, token, user);
  const { id, name, type } = found.organisation;
  const answer: InvitationLook = {
    organisation: { id, name, type },
    preset: found.preset,
    expiresAt: new Date(found.expiresAt).toISOString(),
    state: store.stateOf(found, c.var.now),
  };
  return c.json(answer, 200, { 'cache-control': 'no-store' });
}

const OVER = {
  accepted: 'this invitation was used already',
  expired: 'this invitation has expired; ask for a new one',
  withdrawn: 'this invitation was withdrawn',
};

async function accept(c: Ctx): Promise<Response> {
  const db = c.env.DIRECTORY;
  const text = await readText(c);
  const body = parseBody(text, InvitationAcceptBody);
  const person = await readPerson(db, body.user);
  if (!person) throw new ApiError('not_found', 'no such person; POST /v1/sign-ins first');
  return despiteOthers(() =>
    writeOnce(c, text, async () => {
      const found = await byToken(c, body.token, person.id);
      const held = (await listMemberships(db, person.key)).find(
        ({ organisation, preset }) => organisation.key === found.organisation.key && preset === found.preset,
      );
      const state = store.stateOf(found, c.var.now);
      // Pressed twice.
      if (state === 'accepted' && found.acceptedBy === person.id && held)
        return { statements: [], audit: [], status: 200, answer: toView(held) };
      if (state !== 'waiting') throw new ApiError('conflict', OVER[state]);
      if (person.email === null || person.email_verified !== 1)
        throw new ApiError(
          'forbidden',
          'your sign-in provider has not verified your e-mail address; do that there first',
        );
      if (person.email.toLowerCase() !== found.email.toLowerCase())
        throw new ApiError('forbidden', 'this invitation is for another e-mail address; sign in with that one');
      if (held) throw new ApiError('conflict', 'you have this role here already');
      const id = newId('MEM');
      const terms = { preset: found.preset, grid: found.grid, productions: found.productions };
      const made = { ...terms, id, person: person.key, organisation: found.organisation.key };
      const { key: _, ...organisation } = found.organisation;
      return {
        statements: [store.acceptStatement(db, found, person.key, c.var.now), startStatement(db, made, c.var.clock)],
        audit: [
          {
            action: 'membership.start',
            object: id,
            organisation: found.organisation.key,
            after: { user: person.id, invitation: found.id, ...told(terms) },
          },
        ],
        status: 201,
        answer: {
          id,
          organisation,
          ...terms,
          productions: terms.productions && [...terms.productions],
          livemode: found.livemode,
        } satisfies MembershipView,
      };
    }),
  );
}

export function acceptRoutes(): Routes {
  return new Routes()
    .on('post', PATHS.invitationLook, 'sign_in', look, {
      summary: 'What an invitation is for, by the token in its link; looking uses nothing up',
      body: InvitationLookBody,
      answer: InvitationLook,
    })
    .on('post', PATHS.invitationAccept, 'sign_in', accept, {
      summary: 'A person accepts an invitation sent to their verified e-mail address; works once',
      body: InvitationAcceptBody,
      answer: MembershipView,
      status: 201,
      also: [200],
    });
}
