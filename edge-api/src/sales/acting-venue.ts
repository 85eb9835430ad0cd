/** The venue a caller acts for: itself, or one that granted it to. Anything else looks as if it did not exist. */
import type { Scope } from '#protocol';
import { ApiError } from '../api-error.ts';
import { readGranting, type Organisation } from '../identity/identity-store.ts';
import { organisationOf } from '../identity/organisation-copy.ts';
import { actorOf, type Ctx } from '../route.ts';

export interface ActingVenue {
  readonly venue: Organisation;
  /** Key of the caller when it is a reseller: then it acts for its own figures only. */
  readonly reseller: number | null;
}

export async function venueOf(c: Ctx, named: string | undefined, scope: Scope): Promise<ActingVenue> {
  const actor = actorOf(c);
  const db = c.env.DIRECTORY;
  const foreign = named !== undefined && named !== '' && named !== actor.organisationId;
  const granting = foreign ? await readGranting(db, named, actor.organisation, c.var.now) : null;
  const venue = foreign
    ? granting?.granted.includes(scope) && granting
    : await organisationOf(db, actor.organisation, c.var.now);
  if (!venue || venue.type !== 'venue')
    throw new ApiError('not_found', 'no such venue; a vendor names the venue it acts for in organisation');
  return { venue, reseller: actor.organisationType === 'reseller' ? actor.organisation : null };
}
