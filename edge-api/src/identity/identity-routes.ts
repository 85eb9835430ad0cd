import * as v from 'valibot';
import {
  EmbedSessionBody,
  PATHS,
  SCOPES,
  TOKEN_TTL_SECONDS,
  type EmbedSessionAnswer,
  type Scope,
  type TokenAnswer,
} from '#protocol';
import { ApiError } from '../api-error.ts';
import { readBody, readText } from '../body.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { presetNeeds, type Actor } from './actor.ts';
import { readClient, readGrant, readOrganisation, readOrganisationByKey } from './identity-store.ts';
import { sameText, sha256 } from './secret.ts';
import { publicKeys, readKeys } from './signing-keys.ts';
import { signToken } from './tokens.ts';

/** Credentials by `client_secret_basic` or `client_secret_post` (RFC 6749 §2.3.1). */
function credentials(c: Ctx, form: URLSearchParams): { id: string; secret: string } {
  const header = c.req.header('authorization');
  const basic = /^Basic ([A-Za-z0-9+/=]+)$/.exec(header ?? '')?.[1];
  if (basic) {
    const [id = '', ...secret] = atob(basic).split(':');
    return { id: decodeURIComponent(id), secret: decodeURIComponent(secret.join(':')) };
  }
  return { id: form.get('client_id') ?? '', secret: form.get('client_secret') ?? '' };
}

const TokenAnswerSchema = v.object({
  access_token: v.string(),
  token_type: v.literal('Bearer'),
  expires_in: v.number(),
  scope: v.optional(v.string()),
});
const EmbedSessionAnswerSchema = v.object({ token: v.string(), expires_in: v.number(), livemode: v.boolean() });

const refusal = (c: Ctx, error: string, status: 400 | 401) =>
  c.json({ error }, status, status === 401 ? { 'www-authenticate': 'Basic realm="dip"' } : {});

async function token(c: Ctx): Promise<Response> {
  const form = new URLSearchParams(await readText(c));
  if (form.get('grant_type') !== 'client_credentials') return refusal(c, 'unsupported_grant_type', 400);
  const { id, secret } = credentials(c, form);
  const hash = await sha256(secret);
  let actor: Actor;
  if (id === 'operator') {
    if (!c.env.OPERATOR_SECRET_SHA256 || !sameText(hash, c.env.OPERATOR_SECRET_SHA256))
      return refusal(c, 'invalid_client', 401);
    actor = {
      kind: 'operator',
      clientId: id,
      organisation: 0,
      organisationId: 'platform',
      organisationType: 'platform',
      scopes: SCOPES,
      livemode: true,
      epoch: 0,
    };
  } else {
    const client = await readClient(c.env.DIRECTORY, id);
    if (!client || !sameText(hash, client.secret_sha256)) return refusal(c, 'invalid_client', 401);
    const own = JSON.parse(client.scopes) as Scope[];
    const asked = form.get('scope')?.split(' ') ?? own;
    actor = {
      kind: 'client',
      clientId: id,
      organisation: client.key,
      organisationId: client.id,
      organisationType: client.type,
      scopes: own.filter((scope) => asked.includes(scope)),
      livemode: client.livemode === 1,
      epoch: client.auth_epoch,
    };
  }
  const answer: TokenAnswer = {
    access_token: await signToken(c.env, actor, Date.now()),
    token_type: 'Bearer',
    expires_in: TOKEN_TTL_SECONDS,
    scope: actor.scopes.join(' '),
  };
  return c.json(answer, 200, { 'cache-control': 'no-store' });
}

async function embedSession(c: Ctx): Promise<Response> {
  const actor = actorOf(c);
  const body = await readBody(c, EmbedSessionBody);
  const target =
    body.organisation && body.organisation !== actor.organisationId
      ? await readOrganisation(c.env.DIRECTORY, body.organisation)
      : await readOrganisationByKey(c.env.DIRECTORY, actor.organisation);
  const granted =
    target && target.key !== actor.organisation
      ? await readGrant(c.env.DIRECTORY, target.key, actor.organisation, c.var.now)
      : SCOPES;
  if (!target || !granted.includes('embed:create')) throw new ApiError('not_found', 'no such organisation');
  const lacking = presetNeeds(body.preset).find(
    (scope) => !granted.includes(scope) || (actor.kind !== 'operator' && !actor.scopes.includes(scope)),
  );
  if (lacking)
    throw new ApiError('invalid_request', `a session as ${body.preset} needs ${lacking}`, {
      errors: [
        { pointer: '/preset', detail: `a preset that needs no ${lacking}, or a client (and grant) that has it` },
      ],
    });
  const registered = JSON.parse(target.origins) as string[];
  const strangers = body.origins.filter((origin) => !registered.includes(origin));
  if (strangers.length) {
    throw new ApiError('invalid_request', 'an origin is not registered for this organisation', {
      errors: strangers.map((_, i) => ({
        pointer: `/origins/${i}`,
        detail: 'register the origin with the organisation first',
      })),
    });
  }
  const session: Actor = {
    kind: 'embed',
    clientId: actor.clientId,
    organisation: target.key,
    organisationId: target.id,
    organisationType: target.type,
    scopes: [],
    preset: body.preset,
    origins: body.origins,
    ...(body.viewer ? { viewer: body.viewer } : {}),
    livemode: target.livemode === 1,
    epoch: target.auth_epoch,
    ...(body.productions ? { productions: body.productions } : {}),
    ...(target.key === actor.organisation || actor.kind === 'operator' ? {} : { via: actor.organisation }),
  };
  const answer: EmbedSessionAnswer = {
    token: await signToken(c.env, session, Date.now()),
    expires_in: TOKEN_TTL_SECONDS,
    livemode: session.livemode,
  };
  return c.json(answer, 201, { 'cache-control': 'no-store' });
}

export function identityRoutes(): Routes {
  return new Routes()
    .on('post', PATHS.token, 'public', token, {
      summary: 'A token of 10 minutes for a client (client_credentials, by Basic or in the form)',
      answer: TokenAnswerSchema,
    })
    .on(
      'get',
      PATHS.keys,
      'public',
      async (c) => c.json(publicKeys(await readKeys(c.env, Date.now())), 200, { 'cache-control': 'max-age=300' }),
      { summary: 'Public keys that tokens are signed with (JWK set)' },
    )
    .on('post', PATHS.embedSessions, 'create_embed', embedSession, {
      summary: 'A token of 10 minutes for elements on a page, bound to organisation, preset, productions and origins',
      body: EmbedSessionBody,
      answer: EmbedSessionAnswerSchema,
      status: 201,
    });
}
