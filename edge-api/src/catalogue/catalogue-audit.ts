/** Only SQL: audit lines about things of the catalogue, in the logs of their owners and of the caller. */
import { actorValues, insertLines } from '../audit/audit-entry.ts';
import { actorOf, type Ctx } from '../route.ts';
import { has, moves, value, type Patch, type Table } from './patch-store.ts';
import { idText } from './performance-store.ts';

const owned = (w: string) => `coalesce(${w}.provider, ${w}.producer, ${w}.agency, ${w}.house_venue)`;
const ownerOf = (production: string) =>
  `(SELECT ${owned('w')} FROM production r JOIN production w ON w.key = coalesce(r.merged_into, r.key) WHERE r.key = ${production})`;

/** The id of row `t`, and the key of the organisation in whose log its changes stand. */
const AUDITED: Readonly<Record<Table, { id(t: string): string; owner(t: string): string }>> = {
  organisation: { id: (t) => `${t}.id`, owner: (t) => `${t}.key` },
  hall: { id: (t) => `${t}.id`, owner: (t) => `${t}.venue` },
  production: { id: (t) => `${t}.id`, owner: (t) => `coalesce(${ownerOf(`${t}.key`)}, 0)` },
  performance: {
    id: (t) => `(SELECT ${idText(t, 'r')} FROM production r WHERE r.key = ${t}.production)`,
    owner: (t) => `coalesce(${ownerOf(`${t}.production`)}, ${t}.venue)`,
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
 * Before the edit in its batch, so that `before` is what it really met: a line for each patch that
 * `patchStatement`, next in the batch with the same list, will move. ?9 = the patches, ?10 = the caller's organisation.
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
  const patched = `SELECT k.key AS place, ${id('t')} AS object, ${owner('t')} AS owner, json_array(${told.join(', ')}) AS told
      FROM json_each(?9) k JOIN ${table} t ON t.key = k.value->>'key' WHERE ${moves('t', columns)}`;
  const from = `(SELECT p.place, l.value AS organisation, '${table}.change' AS action, p.object, ${side(1)} AS before, ${side(2)} AS after, NULL AS origin
    FROM (${patched}) p JOIN json_each(json_array(p.owner, ?10)) l ON l.key = 0 OR l.value NOT IN (p.owner, 0)) x`;
  return c.env.DIRECTORY.prepare(insertLines(from)).bind(
    ...actorValues(c),
    JSON.stringify(patches),
    actorOf(c).organisation,
  );
}

export interface Deed {
  /** What is done to the thing: `disable`. */
  readonly verb: string;
  readonly before: unknown;
  readonly after: unknown;
  /** Key of another thing of the same table whose owner must know. */
  readonly other?: number;
}

/** Right behind the statement that does it: a line if that changed a row. */
export function deedAuditStatement(c: Ctx, table: Table, key: number, deed: Deed): D1PreparedStatement {
  const { id, owner } = AUDITED[table];
  const from = `(SELECT l.key AS place, l.value AS organisation, ?11 AS action, ${id('t')} AS object, ?12 AS before, ?13 AS after, NULL AS origin
    FROM ${table} t LEFT JOIN ${table} o ON o.key = ?14 JOIN json_each(json_array(${owner('t')}, ${owner('o')}, ?10)) l
    WHERE t.key = ?9 AND changes() > 0 AND (l.key = 0 OR l.value > 0) GROUP BY l.value) x`;
  return c.env.DIRECTORY.prepare(insertLines(from)).bind(
    ...actorValues(c),
    key,
    actorOf(c).organisation,
    `${table}.${deed.verb}`,
    JSON.stringify(deed.before),
    JSON.stringify(deed.after),
    deed.other ?? null,
  );
}

/** Behind the links of one request: a line for each of these references of the caller's that it linked. */
export function autoLinkAuditStatement(c: Ctx, locals: readonly number[]): D1PreparedStatement {
  const told = (performance: string) => `json_object('source', s.name, 'performance', ${performance})`;
  const from = `(SELECT p.key AS place, p.venue AS organisation, 'link.make' AS action, p.ref AS object, ${told('NULL')} AS before,
      ${told(idText('t', 'r'))} AS after, NULL AS origin
    FROM json_each(?9) k JOIN performance p ON p.key = k.value JOIN performance t ON t.key = p.linked_to
    JOIN production r ON r.key = t.production LEFT JOIN source s ON s.key = p.source
    WHERE p.venue = ?10 AND p.linked_how = 'auto' AND p.linked_at = ?1) x`;
  return c.env.DIRECTORY.prepare(insertLines(from)).bind(
    ...actorValues(c),
    JSON.stringify(locals),
    actorOf(c).organisation,
  );
}
