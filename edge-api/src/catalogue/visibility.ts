/**
 * SQL that says what an organisation may see of the catalogue: ?1 is its key, 0 = the operator, who sees all.
 * `me` holds what was merged into it as well.
 */
export const ME = 'me AS (SELECT key FROM organisation WHERE key = ?1 OR merged_into = ?1)';

/** Whether a row of party holds at this moment: a share ends by the clock, before any job has come by. */
export const STANDS = (name: string): string =>
  `${name}.former = 0 AND (${name}.until IS NULL OR ${name}.until > unixepoch('subsec') * 1000)`;

/** Whether the caller represents the owner of a production, and so edits it. */
export const REPRESENTS = (production: string): string =>
  `EXISTS (SELECT 1 FROM party ra WHERE ra.production = ${production} AND ra.level = 3 AND ${STANDS('ra')} AND ra.organisation IN (SELECT key FROM me))`;

/** Productions it has a part in, and those that play in its house. */
export const PRODUCTIONS = `partly AS (SELECT y.production AS key FROM party y WHERE ${STANDS('y')} AND y.organisation IN (SELECT key FROM me)),
  seen_production AS (SELECT key FROM partly UNION SELECT production FROM performance
    WHERE venue IN (SELECT key FROM me) AND production IS NOT NULL)`;

/** Organisations it works with: its venues, and the parties of what plays in its house. */
export const ORGANISATIONS = `known AS (SELECT key FROM me
  UNION SELECT venue FROM performance WHERE production IN (SELECT key FROM partly)
  UNION SELECT y.organisation FROM party y WHERE ${STANDS('y')} AND y.level > 1 AND y.production IN (SELECT key FROM seen_production))`;

export const SEES_PERFORMANCE =
  '(?1 = 0 OR t.venue IN (SELECT key FROM me) OR t.production IN (SELECT key FROM partly))';

/** Live organisations find live ones, those of a sandbox that sandbox's own. */
export const ON_MY_SIDE = (organisation: string) =>
  `(SELECT side FROM side WHERE organisation = ${organisation}) = (SELECT side FROM side WHERE organisation = ?1)`;
