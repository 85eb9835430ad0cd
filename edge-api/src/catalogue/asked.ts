/** SQL that looks ids up so that one of another costs what one costs that never was, in queries and in rows. */
/**
 * `asked(k, key, more)`: what the ids of `?2` (a JSON list) lead to, 0 = nowhere; `more` is a column of it. An id that is
 * nowhere reads one other row instead, and whoever asks joins the thing itself only after its own right: so an id of
 * another costs what one costs that never was, in queries and in rows.
 */
export const ASKED = (table: 'organisation' | 'hall' | 'production', more = 'key'): string =>
  `asked AS MATERIALIZED (SELECT k.key AS k, f.value->>0 AS key, f.value->>1 AS more FROM json_each(?2) k CROSS JOIN json_each(json_array(json(
    coalesce((SELECT json_array(a.key, a.${more}) FROM ${table} a WHERE a.id = k.value), (SELECT iif(a.id IS NULL, NULL, '[0,0]') FROM ${table} a WHERE k.value IS NOT NULL LIMIT 1), '[0,0]')))) f)`;

/** The key behind an id; 0 = nowhere, at the same price. */
const PRICED_KEY = (table: string, id: string): string =>
  `coalesce((SELECT a.key FROM ${table} a WHERE a.id = ${id}), (SELECT 0 FROM ${table} a WHERE ${id} IS NOT NULL LIMIT 1), 0)`;
export const PRODUCTION_KEY = (id: string): string => PRICED_KEY('production', id);
export const ORGANISATION_KEY = (id: string): string => PRICED_KEY('organisation', id);

/** The same for performances: `?2` lists pairs of a production's id and a number; `more` is the venue, `production` its key. */
export const ASKED_PERFORMANCE = `asked_production AS MATERIALIZED (SELECT k.key AS k, k.value->>1 AS number,
    ${PRODUCTION_KEY('k.value->>0')} AS production FROM json_each(?2) k),
  asked AS MATERIALIZED (SELECT q.k, q.production, f.value->>0 AS key, f.value->>1 AS more FROM asked_production q CROSS JOIN json_each(json_array(json(
    coalesce((SELECT json_array(a.key, a.venue) FROM performance a WHERE a.production = q.production AND a.number = q.number),
      (SELECT iif(a.ref IS NULL, '[0,0]', '[0,0]') FROM performance a WHERE q.number IS NOT NULL LIMIT 1), '[0,0]')))) f)`;
export const SEES_ASKED_PERFORMANCE =
  '(?1 = 0 OR asked.more IN (SELECT key FROM me) OR asked.production IN (SELECT key FROM partly))';

/**
 * The key behind one id, as a subquery: null unless `allowed` holds for it. `owners` are columns that say whose it is; in
 * `allowed` they stand as `$1` and `$2`. As with `asked`, an id of another costs what one costs that never was.
 */
export const KEY_OF = (
  table: string,
  id: string,
  owners: readonly [string] | readonly [string, string],
  allowed: string,
  key = 'key',
): string => {
  const columns = [key, ...owners].map((name) => `a.${name}`).join(', ');
  const nothing = `'[0${',0'.repeat(owners.length)}]'`;
  return `(SELECT f.value->>0 FROM json_each(json_array(json(coalesce((SELECT json_array(${columns}) FROM ${table} a WHERE a.id = ${id}),
    (SELECT iif(a.id IS NULL, NULL, ${nothing}) FROM ${table} a LIMIT 1), ${nothing})))) f WHERE ${allowed.replaceAll(/\$(\d)/g, 'f.value->>$1')})`;
};
/** Of the caller on either side; ?1 = 0 is the operator. */
export const ON_EITHER_SIDE = '?1 = 0 OR $1 IN (SELECT key FROM me) OR $2 IN (SELECT key FROM me)';
