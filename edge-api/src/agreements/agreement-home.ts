/** Where an agreement lies, and on which side of it the caller stands. Whoever stands on neither hears that there is none. */
import type { Side } from '#protocol';
import { ApiError } from '../api-error.ts';
import { ME, STANDS } from '../catalogue/visibility.ts';
import { actorOf, type Ctx } from '../route.ts';

export interface AgreementHome {
  readonly id: string;
  /** Keys as they were when it was made: it lies where `venue` lies. */
  readonly venue: number;
  readonly venueId: string;
  readonly venueName: string;
  readonly provider: number;
  readonly providerId: string;
  readonly providerName: string;
  /** Keys of the two as they are now: what they were merged into. */
  readonly venueReader: number;
  readonly providerReader: number;
  readonly production: number;
  readonly productionId: string;
  readonly title: string;
  readonly livemode: number;
}

const COLUMNS = `h.id, h.venue, v.key AS venueReader, v.id AS venueId, v.name AS venueName, h.provider, p.key AS providerReader, p.id AS providerId,
  p.name AS providerName, h.production, t.id AS productionId, t.title, v.livemode`;
const NAMED = `JOIN organisation vm ON vm.key = h.venue JOIN organisation v ON v.key = coalesce(vm.merged_into, vm.key)
  JOIN organisation pm ON pm.key = h.provider JOIN organisation p ON p.key = coalesce(pm.merged_into, pm.key)
  JOIN production tm ON tm.key = h.production JOIN production t ON t.key = coalesce(tm.merged_into, tm.key)`;

/** Whoever asks for it: for jobs, and for links that prove themselves. */
export const readAgreementHome = (directory: D1Database, id: string) =>
  directory.prepare(`SELECT ${COLUMNS} FROM agreement_home h ${NAMED} WHERE h.id = ?1`).bind(id).first<AgreementHome>();

/** Only as one of its two sides; what is another's costs the same as what is nowhere. */
const readOwnHome = (directory: D1Database, organisation: number, id: string) =>
  directory
    .prepare(
      `WITH ${ME} SELECT ${COLUMNS} FROM me CROSS JOIN agreement_home h INDEXED BY agreement_home_venue ON h.venue = me.key AND h.id = ?2 ${NAMED}
       UNION ALL SELECT ${COLUMNS} FROM me CROSS JOIN agreement_home h INDEXED BY agreement_home_provider ON h.provider = me.key AND h.id = ?2 ${NAMED}`,
    )
    .bind(organisation, id)
    .first<AgreementHome>();

export const addAgreementHome = (
  directory: D1Database,
  home: Pick<AgreementHome, 'id' | 'venue' | 'provider' | 'production'>,
  now: number,
) =>
  directory
    .prepare('INSERT INTO agreement_home (id, venue, provider, production, created_at) VALUES (?1, ?2, ?3, ?4, ?5)')
    .bind(home.id, home.venue, home.provider, home.production, now);

export async function homeFor(c: Ctx, id: string): Promise<{ readonly home: AgreementHome; readonly side: Side }> {
  const { organisation, productions } = actorOf(c);
  const home = await readOwnHome(c.env.DIRECTORY, organisation, id);
  const side =
    home && (home.venueReader === organisation ? 'venue' : home.providerReader === organisation ? 'provider' : null);
  if (!home || !side || (productions && !productions.includes(home.productionId)))
    throw new ApiError('not_found', 'no such agreement');
  return { home, side };
}

/** Organisations with a part, or a former one, in its production or its house, that are neither of its two sides. */
export async function readBystanders(directory: D1Database, home: AgreementHome): Promise<readonly number[]> {
  const { results } = await directory
    .prepare(
      `SELECT DISTINCT organisation AS key FROM party WHERE production IN (?1, (SELECT merged_into FROM production WHERE key = ?1))
       AND organisation NOT IN (SELECT value FROM json_each(?2))`,
    )
    .bind(home.production, JSON.stringify([home.venue, home.provider, home.venueReader, home.providerReader]))
    .all<{ key: number }>();
  return results.map(({ key }) => key);
}

/** Who contracts about a production for its makers, and what part the caller has in it: 0 none, 1 looks along, 2 and up takes part. */
export async function readContracting(
  directory: D1Database,
  organisation: number,
  production: number,
): Promise<{ readonly provider: number | null; readonly level: number }> {
  const row = await directory
    .prepare(
      `WITH ${ME} SELECT coalesce(o.merged_into, o.key) AS provider,
         coalesce((SELECT max(y.level) FROM party y WHERE y.production = w.key AND ${STANDS('y')} AND y.organisation IN (SELECT key FROM me)), 0) AS level
       FROM production r JOIN production w ON w.key = coalesce(r.merged_into, r.key)
       LEFT JOIN organisation o ON o.key = coalesce(w.provider, w.producer, w.agency) WHERE r.key = ?2`,
    )
    .bind(organisation, production)
    .first<{ provider: number | null; level: number }>();
  return row ?? { provider: null, level: 0 };
}
