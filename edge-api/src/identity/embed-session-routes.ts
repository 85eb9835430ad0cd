/** Embed sessions: a vendor's backend asks for a token that elements on a page may carry. */
import * as v from 'valibot';
import { EmbedSessionBody, PATHS, SCOPES, TOKEN_TTL_SECONDS, type EmbedSessionAnswer, type Scope } from '#protocol';
import { ApiError } from '../api-error.ts';
import { auditStatement } from '../audit/audit-entry.ts';
import { readBody } from '../body.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { presetNeeds, sessionScopes, type Actor } from './actor.ts';
import { readGranting, readOrganisationByKey } from './identity-store.ts';
import { signToken } from './tokens.ts';

const EmbedSessionAnswerSchema = v.object({ token: v.string(), expires_in: v.number(), livemode: v.boolean() });

async function embedSession(c: Ctx): Promise<Response> {
  const actor = actorOf(c);
  const body = await readBody(c, EmbedSessionBody);
  const foreign = body.organisation !== undefined && body.organisation !== actor.organisationId;
  const granting = foreign
    ? await readGranting(c.env.DIRECTORY, body.organisation ?? '', actor.organisation, c.var.now)
    : null;
  const target = foreign ? granting : await readOrganisationByKey(c.env.DIRECTORY, actor.organisation);
  const granted = foreign ? (granting?.granted ?? []) : SCOPES;
  if (!target || !granted.includes('embed:create')) throw new ApiError('not_found', 'no such organisation');
  const held = (scope: Scope) => granted.includes(scope) && (actor.kind === 'operator' || actor.scopes.includes(scope));
  const lacking = presetNeeds(body.preset).find((scope) => !held(scope));
  const scopes = sessionScopes(held);
  if (lacking)
    throw new ApiError('invalid_request', `a session as ${body.preset} needs ${lacking}`, {
      errors: [
        { pointer: '/preset', detail: `a preset that needs no ${lacking}, or a client (and grant) that has it` },
      ],
    });
  // The house's log names who changed something, in the words of the host that knows them.
  const writes = presetNeeds(body.preset).length > 0 || scopes.some((scope) => scope !== 'agreements:read');
  if (foreign && body.viewer === undefined && writes)
    throw new ApiError('invalid_request', `a session as ${body.preset} under a grant says for whom it is`, {
      errors: [{ pointer: '/viewer', detail: 'your own opaque reference of the viewer, never a name or an address' }],
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
    scopes,
    preset: body.preset,
    origins: body.origins,
    ...(body.viewer ? { viewer: body.viewer } : {}),
    // It ends with the secret or key that its maker came with.
    ...(actor.credential ? { credential: actor.credential } : {}),
    ...(actor.clientEpoch ? { clientEpoch: actor.clientEpoch } : {}),
    livemode: target.livemode === 1,
    epoch: target.auth_epoch,
    ...(body.productions ? { productions: body.productions } : {}),
    ...(target.key === actor.organisation || actor.kind === 'operator' ? {} : { via: actor.organisation }),
  };
  // Who looked through which host: the only trace of a viewer is the name the host gave.
  if (body.viewer) {
    const { viewer, preset, origins, productions } = body;
    const after = { viewer, preset, origins, ...(productions ? { productions } : {}) };
    const entry = { action: 'embed.create', object: target.id, organisation: target.key, also: [actor.organisation] };
    await auditStatement(c, { ...entry, after }).run();
  }
  const answer: EmbedSessionAnswer = {
    token: await signToken(c.env, session, Date.now()),
    expires_in: TOKEN_TTL_SECONDS,
    livemode: session.livemode,
  };
  return c.json(answer, 201, { 'cache-control': 'no-store' });
}

export function embedSessionRoutes(): Routes {
  return new Routes().on('post', PATHS.embedSessions, 'create_embed', embedSession, {
    summary: 'A token of 10 minutes for elements on a page, bound to organisation, preset, productions and origins',
    body: EmbedSessionBody,
    answer: EmbedSessionAnswerSchema,
    status: 201,
  });
}
