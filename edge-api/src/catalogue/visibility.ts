/**
 * SQL that says what an organisation may see of the catalogue: ?1 is its key, 0 = the operator, who sees all.
 * `me` holds what was merged into it as well.
 */
export const ME = 'me AS (SELECT key FROM organisation WHERE key = ?1 OR merged_into = ?1)';

/** Productions it has a part in, and those that play in its house. */
export const PRODUCTIONS = `partly AS (SELECT production AS key FROM production_party WHERE former = 0 AND organisation IN (SELECT key FROM me)),
  seen_production AS (SELECT key FROM partly UNION SELECT production FROM performance
    WHERE venue IN (SELECT key FROM me) AND production IS NOT NULL)`;

/** Organisations it works with: its venues, and the parties of what plays in its house. */
export const ORGANISATIONS = `known AS (SELECT key FROM me
  UNION SELECT venue FROM performance WHERE production IN (SELECT key FROM partly)
  UNION SELECT organisation FROM production_party WHERE former = 0 AND production IN (SELECT key FROM seen_production))`;

export const SEES_PERFORMANCE =
  '(?1 = 0 OR t.venue IN (SELECT key FROM me) OR t.production IN (SELECT key FROM partly))';
