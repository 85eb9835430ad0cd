/** Lines about changes in a shard: written there in the batch of the change, and carried into the log in the directory. */
import { shardOf, type Env } from '../env.ts';
import type { Ctx } from '../route.ts';
import { ACTOR_COLUMNS, actorValues, insertTold, rowsOf, type AuditEntry } from './audit-entry.ts';

const CARRIED_AT_ONCE = 500;
const MAX_ROUNDS = 10;
const COLUMNS = `organisation, ${ACTOR_COLUMNS}, action, object, before, after`;
const NAMES = ['id', ...COLUMNS.split(', ')];

/** Right behind the statement that makes the change, and only if that changed a row. */
export const shardAuditStatements = (c: Ctx, shard: D1Database, entry: AuditEntry): D1PreparedStatement[] =>
  rowsOf(c, [entry]).map(([organisation, ...what]) =>
    shard
      .prepare(
        `INSERT INTO audit_line (id, ${COLUMNS}) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14 WHERE changes() > 0`,
      )
      .bind(crypto.randomUUID(), organisation, ...actorValues(c), ...what),
  );

/** Carries what waits in a shard. Cut off between the two databases it carries a line again, and that is seen by its id. */
export async function carryLines(env: Env, name: string): Promise<number> {
  const shard = shardOf(env, name);
  let carried = 0;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const { results } = await shard
      .prepare(`SELECT json_array(${NAMES.join(', ')}) AS line FROM audit_line WHERE carried = 0 ORDER BY key LIMIT ?1`)
      .bind(CARRIED_AT_ONCE)
      .all<{ line: string }>();
    if (results.length) {
      const lines = `[${results.map(({ line }) => line).join(',')}]`;
      await env.DIRECTORY.prepare(ARRIVE).bind(lines).run();
      await shard
        .prepare('UPDATE audit_line SET carried = 1 WHERE id IN (SELECT value->>0 FROM json_each(?1))')
        .bind(lines)
        .run();
      carried += results.length;
    }
    if (results.length < CARRIED_AT_ONCE) break;
  }
  await shard.prepare('DELETE FROM audit_line WHERE carried = 1').run();
  return carried;
}

const ARRIVE = insertTold(
  `(SELECT e.key AS place, ${NAMES.map((column, i) => `e.value->>${i} AS ${column === 'id' ? 'origin' : column}`).join(', ')}
    FROM json_each(?1) e WHERE NOT EXISTS (SELECT 1 FROM audit_line a WHERE a.origin = e.value->>0)) x`,
);
