/** Whose a client is, and how wide the caller may make one. */
import type { Scope } from '#protocol';
import { ApiError } from '../api-error.ts';
import { actorOf, type Ctx } from '../route.ts';
import { givableScopes } from './client-scopes.ts';
import { readOwnedClient, type OwnedClient } from './client-store.ts';
import { readClientScopes, readGrant } from './identity-store.ts';

/** The client of the path, if it is the caller's; another's and none at all look alike. */
export async function ownClient(c: Ctx): Promise<OwnedClient> {
  const actor = actorOf(c);
  const own = actor.kind === 'operator' ? null : actor.organisation;
  const found = await readOwnedClient(c.env.DIRECTORY, c.req.param('id') ?? '', own, Date.now());
  if (!found) throw new ApiError('not_found', 'no such client');
  return found;
}

export async function givable(c: Ctx, organisationType: string): Promise<readonly Scope[]> {
  const actor = actorOf(c);
  if (actor.kind !== 'embed') return givableScopes(actor, organisationType);
  const db = c.env.DIRECTORY;
  const maker = await readClientScopes(db, actor.clientId);
  const granted = actor.via === undefined ? undefined : await readGrant(db, actor.organisation, actor.via, Date.now());
  return givableScopes(actor, organisationType, { maker, granted });
}

/** Whoever hands out a new secret or key of a client could use it: the client must be no wider than the caller. */
export async function mustNotBeWider(c: Ctx, { client, organisation }: OwnedClient): Promise<void> {
  const may: readonly string[] = await givable(c, organisation.type);
  const wider = client.scopes.filter((scope) => !may.includes(scope));
  if (wider.length)
    throw new ApiError(
      'forbidden',
      `this client may do more than you (${wider.join(', ')}); ask someone who may, or narrow its scopes first`,
    );
}
