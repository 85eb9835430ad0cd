/** What a portal tells of the people who sign in at it, and the tokens it asks for them. */
import {
  PATHS,
  PersonTokenAnswer,
  PersonTokenBody,
  SignInAnswer,
  SignInBody,
  SignOutAnswer,
  SignOutBody,
  TOKEN_TTL_SECONDS,
} from '#protocol';
import { ApiError } from '../api-error.ts';
import { auditStatement } from '../audit/audit-entry.ts';
import { readBody } from '../body.ts';
import type { Actor } from '../identity/actor.ts';
import { readOrganisationByKey } from '../identity/identity-store.ts';
import { newId } from '../identity/secret.ts';
import { signToken } from '../identity/tokens.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { listMemberships, readStanding, toView } from './membership-store.ts';
import { putPersonStatement, readPerson, readPersonBySubject, signOutStatement } from './person-store.ts';
import { readSwitch } from './role-switch-store.ts';

/** Two machines' clocks may differ so much. */
const CLOCK_SKEW_MS = 60_000;
const fault = (pointer: string, detail: string) =>
  new ApiError('invalid_request', detail, { errors: [{ pointer, detail }] });

async function signIn(c: Ctx): Promise<Response> {
  const db = c.env.DIRECTORY;
  const body = await readBody(c, SignInBody);
  const before = await readPersonBySubject(db, body.issuer, body.subject);
  const id = before?.id ?? newId('USR');
  await db.batch([
    putPersonStatement(db, id, body, c.var.now),
    auditStatement(c, { action: before ? 'person.sign-in' : 'person.first-sign-in', object: id }),
  ]);
  // Made by another request at the same moment: that one's id counts.
  const person = await readPersonBySubject(db, body.issuer, body.subject);
  if (!person) throw new Error('the person is not there after writing');
  return c.json(
    {
      user: person.id,
      name: person.name,
      locale: person.locale,
      signedInAt: new Date(Math.max(c.var.clock, person.signed_out_at + 1)).toISOString(),
      memberships: (await listMemberships(db, person.key)).map(toView),
    } satisfies SignInAnswer,
    200,
    { 'cache-control': 'no-store' },
  );
}

/** Of the portal's own pages: those it registered, and no others. */
async function checkOrigins(c: Ctx, origins: readonly string[]): Promise<void> {
  const portal = await readOrganisationByKey(c.env.DIRECTORY, actorOf(c).organisation);
  const registered = JSON.parse(portal?.origins ?? '[]') as string[];
  const errors = origins.flatMap((origin, i) =>
    registered.includes(origin)
      ? []
      : [{ pointer: `/origins/${i}`, detail: 'register the origin with the platform organisation first' }],
  );
  if (errors.length) throw new ApiError('invalid_request', 'an origin is not registered for this portal', { errors });
}

async function personToken(c: Ctx): Promise<Response> {
  const now = c.var.clock;
  const db = c.env.DIRECTORY;
  const body = await readBody(c, PersonTokenBody);
  await checkOrigins(c, body.origins);
  const signedInAt = Date.parse(body.signedInAt);
  if (signedInAt > now + CLOCK_SKEW_MS)
    throw fault('/signedInAt', 'not in the future; as POST /v1/sign-ins answered it');
  const [person, membership] = [await readPerson(db, body.user), await readStanding(db, body.membership)];
  const looked = body.support === undefined ? null : await readSwitch(db, body.support, now);
  const theirs = body.support === undefined ? membership?.user === person?.id : looked?.supporter.user === person?.id;
  if (!person || !membership || !theirs || (looked && looked.membership !== membership.id))
    throw new ApiError('not_found', 'no such membership of this person');
  if (person.signed_out_at >= signedInAt)
    throw new ApiError('signed_out', 'this person signed out everywhere; let them sign in again');
  const { organisation } = membership;
  const client = actorOf(c);
  const actor: Actor = {
    kind: 'person',
    clientId: client.clientId,
    ...(client.credential ? { credential: client.credential } : {}),
    ...(client.clientEpoch ? { clientEpoch: client.clientEpoch } : {}),
    portal: client.organisation,
    organisation: organisation.key,
    organisationId: organisation.id,
    organisationType: organisation.type,
    scopes: [],
    ...(membership.preset ? { preset: membership.preset } : {}),
    grid: membership.grid,
    user: person.id,
    membership: membership.id,
    revision: membership.revision,
    signedInAt,
    ...(looked ? { support: { id: looked.id, until: looked.endsAt } } : {}),
    ...(membership.productions ? { productions: membership.productions } : {}),
    origins: body.origins,
    livemode: organisation.livemode,
    epoch: organisation.epoch,
  };
  const seconds = looked ? Math.min(TOKEN_TTL_SECONDS, Math.floor((looked.endsAt - now) / 1000)) : TOKEN_TTL_SECONDS;
  return c.json(
    {
      token: await signToken(c.env, actor, now, seconds),
      expires_in: seconds,
      livemode: actor.livemode,
    } satisfies PersonTokenAnswer,
    201,
    { 'cache-control': 'no-store' },
  );
}

async function signOut(c: Ctx): Promise<Response> {
  const db = c.env.DIRECTORY;
  const { user } = await readBody(c, SignOutBody);
  if (!(await readPerson(db, user))) throw new ApiError('not_found', 'no such person');
  const at = c.var.clock;
  await db.batch([signOutStatement(db, user, at), auditStatement(c, { action: 'person.sign-out', object: user })]);
  return c.json({ user, signedOutAt: new Date(at).toISOString() });
}

export function signInRoutes(): Routes {
  return new Routes()
    .on('post', PATHS.signIns, 'sign_in', signIn, {
      summary: 'A portal tells who signed in; answers who that is here and what they are a member of',
      body: SignInBody,
      answer: SignInAnswer,
    })
    .on('post', PATHS.personTokens, 'sign_in', personToken, {
      summary: 'A token of 10 minutes for a person in one membership, bound to the portal’s origins',
      body: PersonTokenBody,
      answer: PersonTokenAnswer,
      status: 201,
    })
    .on('post', PATHS.signOuts, 'sign_in', signOut, {
      summary: 'Sign a person out everywhere: all tokens given since they signed in end within 5 seconds',
      body: SignOutBody,
      answer: SignOutAnswer,
    });
}
