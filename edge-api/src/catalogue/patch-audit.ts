/** Only SQL: the audit lines of an edit. They stand before the edit in its batch, so that `before` is what it really met. */
import { actorValues, insertLines } from '../audit/audit-entry.ts';
import { actorOf, type Ctx } from '../route.ts';
import { has, moves, value, type Patch, type Table } from './patch-store.ts';
import { idText } from './performance-store.ts';
import { OWNER } from './production-store.ts';

/** The id of a thing and the key of the organisation in whose log its changes stand; `t` is the row. */
export const AUDITED: Readonly<Record<Table, { readonly id: string; readonly owner: string }>> = {
  organisation: { id: 't.id', owner: 't.key' },
  hall: { id: 't.id', owner: 't.venue' },
  production: { id: 't.id', owner: `coalesce(${OWNER}, 0)` },
  performance: {
    id: `(SELECT ${idText('t', 'r')} FROM production r WHERE r.key = t.production)`,
    owner: `coalesce((SELECT coalesce(w.provider, w.producer, w.agency, w.house_venue) FROM production r
      JOIN production w ON w.key = coalesce(r.merged_into, r.key) WHERE r.key = t.production), t.venue)`,
  },
};

const plain = (x: string) => `json_quote(${x})`;
const listed = (x: string) => `json(${x})`;
const flag = (x: string) => `json(iif(${x}, 'true', 'false'))`;
const instant = (x: string) => `json_quote(strftime('%Y-%m-%dT%H:%M:%fZ', ${x} / 1000.0, 'unixepoch'))`;
const idOf = (table: string) => (x: string) => `json_quote((SELECT id FROM ${table} WHERE key = ${x}))`;

/** What a column is called on the wire, and how its value is told there. Those not named are told as they are. */
const TOLD: Readonly<Record<string, readonly [name: string, tell: (x: string) => string]>> = {
  aliases: ['aliases', listed],
  origins: ['origins', listed],
  tags: ['tags', listed],
  default_capacity: ['defaultCapacity', plain],
  time_zone: ['timeZone', plain],
  livemode: ['livemode', flag],
  revival: ['revival', flag],
  festival: ['festival', flag],
  starts_at: ['startsAt', instant],
  on_sale_at: ['onSaleAt', instant],
  moved_to: ['movedTo', plain],
  hall: ['hall', idOf('hall')],
  provider: ['provider', idOf('organisation')],
  producer: ['producer', idOf('organisation')],
  agency: ['agency', idOf('organisation')],
};

/**
 * A line for each patch that the same list, given to `patchStatement` next in the batch, will move; in the log of the
 * owner, and of the caller when that is another organisation. ?9 = the patches, ?10 = the caller's organisation.
 */
export function patchAuditStatement(c: Ctx, table: Table, patches: readonly Patch[]): D1PreparedStatement {
  const columns = [...new Set(patches.flatMap(({ set }) => Object.keys(set)))];
  const { id, owner } = AUDITED[table];
  // [name, before, after] of every column; those that stay are left out of the line.
  const told = columns.map((column) => {
    const [name, tell] = TOLD[column] ?? [column, plain];
    const was = `t.${column}`;
    return `json_array('${name}', ${tell(was)}, ${tell(`iif(${has(column)}, ${value(column)}, ${was})`)})`;
  });
  const side = (at: 1 | 2) =>
    `(SELECT json_group_object(m.value->>0, json(m.value->'$[${at}]')) FROM json_each(p.told) m WHERE m.value->'$[1]' IS NOT m.value->'$[2]')`;
  const patched = `SELECT k.key AS place, ${id} AS object, ${owner} AS owner, json_array(${told.join(', ')}) AS told
      FROM json_each(?9) k JOIN ${table} t ON t.key = k.value->>'key' WHERE ${moves('t', columns)}`;
  const from = `(SELECT p.place, l.value AS organisation, '${table}.change' AS action, p.object, ${side(1)} AS before, ${side(2)} AS after, NULL AS origin
    FROM (${patched}) p JOIN json_each(json_array(p.owner, ?10)) l ON l.key = 0 OR l.value NOT IN (p.owner, 0)) x`;
  return c.env.DIRECTORY.prepare(insertLines(from)).bind(
    ...actorValues(c),
    JSON.stringify(patches),
    actorOf(c).organisation,
  );
}
