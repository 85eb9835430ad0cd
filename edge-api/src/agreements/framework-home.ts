/** Where a framework agreement lies, and on which side of it the caller stands. To whoever stands on neither it is not there. */
import type { Side } from '#protocol';
import { ApiError } from '../api-error.ts';
import { KEY_OF } from '../catalogue/asked.ts';
import { actorOf, type Ctx } from '../route.ts';

export interface FrameworkHome {
  readonly id: string;
  readonly venue: number;
  readonly venueId: string;
  readonly venueName: string;
  readonly provider: number;
  readonly providerId: string;
  readonly providerName: string;
}

/** Only for who stands on one of its sides; another's costs what one costs that never was. */
const readFrameworkHome = (directory: D1Database, party: number, id: string) =>
  directory
    .prepare(
      `SELECT h.id, h.venue, v.id AS venueId, v.name AS venueName, h.provider, p.id AS providerId, p.name AS providerName
       FROM framework_home h CROSS JOIN organisation v ON v.key = h.venue CROSS JOIN organisation p ON p.key = h.provider
       WHERE h.id = ${KEY_OF('framework_home', '?2', ['venue', 'provider'], '$1 = ?1 OR $2 = ?1', 'id')}`,
    )
    .bind(party, id)
    .first<FrameworkHome>();

export const addFrameworkHome = (
  directory: D1Database,
  home: Pick<FrameworkHome, 'id' | 'venue' | 'provider'>,
  now: number,
) =>
  directory
    .prepare(
      'INSERT INTO framework_home (id, venue, provider, created_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING',
    )
    .bind(home.id, home.venue, home.provider, now);

export async function frameworkHomeFor(
  c: Ctx,
  id: string,
): Promise<{ readonly home: FrameworkHome; readonly side: Side }> {
  const { organisation, productions } = actorOf(c);
  const home = await readFrameworkHome(c.env.DIRECTORY, organisation, id);
  // It is about the whole house: not for who sees some productions of it.
  if (!home || productions) throw new ApiError('not_found', 'no such framework agreement');
  return { home, side: home.venue === organisation ? 'venue' : 'provider' };
}
