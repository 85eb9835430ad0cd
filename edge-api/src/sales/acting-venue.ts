/** The venue a caller acts for: itself, or one that granted it to. Anything else looks as if it did not exist. */
import type { Scope } from '#protocol';
import { ApiError } from '../api-error.ts';
import { readGrant, readOrganisation, type Organisation } from '../identity/identity-store.ts';
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
  const venue =
    named && named !== actor.organisationId
      ? await readOrganisation(db, named)
      : await organisationOf(db, actor.organisation, c.var.now);
  const granted =
    venue?.type === 'venue' &&
    (venue.key === actor.organisation ||
      (await readGrant(db, venue.key, actor.organisation, c.var.now)).includes(scope));
  if (!venue || !granted)
    throw new ApiError('not_found', 'no such venue; a vendor names the venue it acts for in organisation');
  return { venue, reseller: actor.organisationType === 'reseller' ? actor.organisation : null };
}
