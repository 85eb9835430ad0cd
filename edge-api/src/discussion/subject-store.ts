/** Only SQL: who plays what where, for a talk between a venue and the side that provides. Another's id costs what one costs that never was. */
import type { PerformanceId } from '#protocol';
import { ASKED, ASKED_PERFORMANCE } from '../catalogue/asked.ts';
import { ME, STANDS } from '../catalogue/visibility.ts';

export interface Party {
  readonly key: number;
  readonly id: string;
  readonly name: string;
}
export interface FoundSubject {
  readonly production: number;
  readonly productionId: string;
  /** As first seen; null for a production. */
  readonly numberText: string | null;
  /** It plays in the caller's house. */
  readonly atHome: number;
  /** Of a performance: its venue. */
  readonly venue: number | null;
  readonly venueId: string | null;
  readonly venueName: string | null;
}

/** Whoever provides: named by the production, or representing who is. Observers talk with nobody. */
const PROVIDES = `provides AS (SELECT y.production AS key FROM party y WHERE ${STANDS('y')} AND y.level > 1 AND y.organisation IN (SELECT key FROM me))`;

export const findPerformance = (db: D1Database, caller: number, { production, number }: PerformanceId) =>
  db
    .prepare(
      `WITH ${ME}, ${PROVIDES}, ${ASKED_PERFORMANCE}
       SELECT t.key AS production, t.id AS productionId, p.number_text AS numberText, asked.more IN (SELECT key FROM me) AS atHome,
         v.key AS venue, v.id AS venueId, v.name AS venueName
       FROM asked CROSS JOIN performance p ON p.key = asked.key JOIN production t ON t.key = p.production
       JOIN organisation w ON w.key = p.venue JOIN organisation v ON v.key = coalesce(w.merged_into, w.key)
       WHERE asked.more IN (SELECT key FROM me) OR asked.production IN (SELECT key FROM provides)`,
    )
    .bind(caller, JSON.stringify([[production, number]]))
    .first<FoundSubject>();

export const findProduction = (db: D1Database, caller: number, id: string) =>
  db
    .prepare(
      `WITH ${ME}, ${PROVIDES}, ${ASKED('production')},
       at_home AS (SELECT production AS key FROM performance WHERE venue IN (SELECT key FROM me) AND production IS NOT NULL)
       SELECT t.key AS production, t.id AS productionId, NULL AS numberText, asked.key IN (SELECT key FROM at_home) AS atHome,
         NULL AS venue, NULL AS venueId, NULL AS venueName
       FROM asked CROSS JOIN production t ON t.key = asked.key
       WHERE asked.key IN (SELECT key FROM at_home) OR asked.key IN (SELECT key FROM provides)`,
    )
    .bind(caller, JSON.stringify([id]))
    .first<FoundSubject>();

/** Of the providing side, by id or (null) whoever the production names; `former` no longer does, and is only looked back at. */
export const findProvider = (db: D1Database, production: number, caller: number, id: string | null) =>
  db
    .prepare(
      `SELECT o.key, o.id, o.name, NOT max(${STANDS('y')}) AS former
       FROM party y JOIN organisation w ON w.key = y.organisation JOIN organisation o ON o.key = coalesce(w.merged_into, w.key)
       WHERE y.production = ?1 AND y.level > 1 AND o.key <> ?2
         AND iif(?3 IS NULL, w.key = (SELECT coalesce(t.provider, t.producer, t.agency) FROM production t WHERE t.key = ?1), o.id = ?3)
       GROUP BY o.key`,
    )
    .bind(production, caller, id)
    .first<Party & { readonly former: number }>();

/** A venue where the production plays. */
export const findVenue = (db: D1Database, production: number, id: string) =>
  db
    .prepare(
      `SELECT o.key, o.id, o.name FROM performance p CROSS JOIN organisation w ON w.key = p.venue
       CROSS JOIN organisation o ON o.key = coalesce(w.merged_into, w.key) WHERE p.production = ?1 AND o.id = ?2 LIMIT 1`,
    )
    .bind(production, id)
    .first<Party>();

/** Of a statement what is signed, as it stands, or only that it is there; null = it is not. */
export const readRecord = (
  shard: D1Database,
  venue: number,
  id: string,
  whole: boolean,
): Promise<{ readonly record: string | null } | null> =>
  shard
    .prepare('SELECT iif(?3, record, NULL) AS record FROM statement WHERE tenant = ?1 AND id = ?2')
    .bind(venue, id, whole ? 1 : 0)
    .first();
