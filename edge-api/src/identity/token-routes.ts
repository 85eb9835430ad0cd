/** `POST /oauth/token`: a client proves itself and gets a token of 10 minutes (RFC 6749 §4.4, errors as §5.2). */
import * as v from 'valibot';
import { PATHS, SCOPES, TOKEN_TTL_SECONDS, type Scope, type TokenAnswer } from '#protocol';
import { ApiError } from '../api-error.ts';
import { readText } from '../body.ts';
import type { Env } from '../env.ts';
import { Routes, type Ctx } from '../route.ts';
import type { Actor } from './actor.ts';
import { backOffMs } from './back-off.ts';
import { ASSERTION_SKEW_SECONDS, readAssertion, type Assertion } from './client-assertion.ts';
import { readPresented, type OAuthFault } from './client-credential.ts';
import { proofOf, type Proof } from './client-proof.ts';
import { noteFailure, noteSuccessStatements, readStanding, useAssertion, type Standing } from './client-proof-store.ts';
import { sha256 } from './secret.ts';
import { mustBeWithinTokens } from './limits.ts';
import { ISSUER, signToken } from './tokens.ts';

/** How exact `lastUsedAt` is: a token pays no write while it was noted this lately. */
const NOTED_MS = 5 * 60_000;
const OPERATOR = 'operator';

const TokenAnswerSchema = v.object({
  access_token: v.string(),
  token_type: v.literal('Bearer'),
  expires_in: v.number(),
  scope: v.optional(v.string()),
  livemode: v.boolean(),
});

/** With the time of day: workerd alone sends none, and a client whose clock is off learns it here before it signs again. */
const plain = (c: Ctx) => ({ 'cache-control': 'no-store', date: new Date(c.var.clock).toUTCString() });
const refuse = (c: Ctx, fault: OAuthFault) =>
  fault.error === 'invalid_client'
    ? c.json(fault, 401, { 'www-authenticate': 'Basic realm="dip"', ...plain(c) })
    : c.json(fault, 400, plain(c));

/** One answer for a client that is not there, a wrong secret, an unknown kid and a wrong signature. */
const NOT_PROVEN: OAuthFault = {
  error: 'invalid_client',
  error_description: 'unknown or disabled client, or not a secret or key of it',
};
const REPLAYED: OAuthFault = {
  error: 'invalid_client',
  error_description: 'this assertion was used before; make a new one, with another jti, for each request',
};

const audiencesOf = (c: Ctx): string[] => [new URL(PATHS.token, c.env.PUBLIC_URL ?? c.req.url).href, ISSUER];

/** Wrong secrets of ids that do not exist are counted as well, in at most 4,096 rows, so that they look alike. */
const bucketOf = async (id: string): Promise<string> =>
  id === OPERATOR ? OPERATOR : `?${(await sha256(id)).slice(0, 3)}`;

function actorFor(clientId: string, { client }: Standing, proof: Proof, asked: string | null): Actor {
  if (!client)
    return {
      kind: 'operator',
      clientId,
      organisation: 0,
      organisationId: 'platform',
      organisationType: 'platform',
      scopes: SCOPES,
      livemode: true,
      epoch: 0,
    };
  const { organisation } = client;
  const own = JSON.parse(client.scopes) as Scope[];
  const wanted = asked?.split(' ');
  return {
    kind: 'client',
    clientId,
    credential: proof.credential,
    clientEpoch: client.epoch,
    organisation: organisation.key,
    organisationId: organisation.id,
    organisationType: organisation.type,
    scopes: wanted ? own.filter((scope) => wanted.includes(scope)) : own,
    livemode: organisation.livemode === 1,
    epoch: organisation.auth_epoch,
  };
}

/** Also where an attacker keeps a client in back-off, a secret or key that was good before goes through. */
function mayPass(proof: Proof | undefined, standing: Standing, now: number): void {
  const wait = backOffMs(standing.failures, standing.failedAt, now);
  if (wait === 0 || proof?.usedBefore) return;
  throw new ApiError('rate_limited', 'too many wrong secrets for this client; wait, then look at what is sent', {
    headers: { 'retry-after': String(Math.ceil(wait / 1_000)) },
  });
}

async function noteSuccess(env: Env, clientId: string, standing: Standing, proof: Proof, now: number): Promise<void> {
  if (!standing.client) {
    if (standing.failures > 0)
      await noteSuccessStatements(env.DIRECTORY, { client: OPERATOR, secret: '' }, now)[0]?.run();
    return;
  }
  if (standing.failures === 0 && proof.usedAt !== null && now - proof.usedAt < NOTED_MS) return;
  await env.DIRECTORY.batch(
    noteSuccessStatements(
      env.DIRECTORY,
      proof.kid === undefined ? { client: clientId, secret: proof.credential } : { client: clientId, kid: proof.kid },
      now,
    ),
  );
}

async function token(c: Ctx): Promise<Response> {
  const form = new URLSearchParams(await readText(c));
  const query = new URL(c.req.url).searchParams;
  const reading = readPresented({ authorization: c.req.header('authorization'), form, query });
  if (!reading.ok) return refuse(c, reading.fault);
  if (form.get('grant_type') !== 'client_credentials')
    return refuse(c, {
      error: 'unsupported_grant_type',
      error_description: 'grant_type=client_credentials, as application/x-www-form-urlencoded',
    });
  const { presented } = reading;
  const { clientId } = presented;
  const now = c.var.clock;
  const audiences = audiencesOf(c);
  let assertion: Assertion | undefined;
  if (presented.kind === 'assertion') {
    const read = readAssertion(presented.assertion, audiences, now);
    if (!read.ok) return refuse(c, read.fault);
    assertion = read.assertion;
  }
  const standing = await readStanding(c.env.DIRECTORY, clientId, await bucketOf(clientId), now);
  const proof = await proofOf(presented, assertion, standing, {
    audiences,
    now,
    operatorSha256: clientId === OPERATOR ? c.env.OPERATOR_SECRET_SHA256 : undefined,
  });
  mayPass(proof, standing, now);
  if (!proof) {
    await noteFailure(c.env.DIRECTORY, standing.counter, now);
    return refuse(c, NOT_PROVEN);
  }
  await mustBeWithinTokens(c.env, clientId, proof.credential, now);
  if (assertion) {
    const endsAt = (assertion.exp + ASSERTION_SKEW_SECONDS + 1) * 1_000;
    if (!(await useAssertion(c.env.DIRECTORY, clientId, assertion.jti, endsAt))) return refuse(c, REPLAYED);
  }
  const actor = actorFor(clientId, standing, proof, form.get('scope'));
  if (actor.scopes.length === 0)
    return refuse(c, { error: 'invalid_scope', error_description: 'this client has none of these scopes' });
  c.executionCtx.waitUntil(noteSuccess(c.env, clientId, standing, proof, now));
  const answer: TokenAnswer = {
    access_token: await signToken(c.env, actor, now),
    token_type: 'Bearer',
    expires_in: TOKEN_TTL_SECONDS,
    scope: actor.scopes.join(' '),
    livemode: actor.livemode,
  };
  return c.json(answer, 200, plain(c));
}

export function tokenRoutes(): Routes {
  return new Routes().on('post', PATHS.token, 'public', token, {
    summary:
      'A token of 10 minutes for a client (client_credentials; client_secret_basic, client_secret_post or private_key_jwt)',
    answer: TokenAnswerSchema,
  });
}
