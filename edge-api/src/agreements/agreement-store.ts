/** Only SQL: agreements in the shard of their venue, with their versions and events. */
import type { AgreementState, AgreementStep, RejectBody, Side, Terms } from '#protocol';

/** Key of a performance, the VAT rate on its date (percent) and its start when the version was made. */
export type AgreedPerformance = readonly [key: number, vatRate: number | null, startsAt: number];
export interface Contacts {
  readonly provider?: string | null | undefined;
  readonly venue?: string | null | undefined;
}

export interface AgreementRow {
  readonly tenant: number;
  readonly id: string;
  readonly provider: number;
  readonly production: number;
  readonly reference: string | null;
  readonly state: AgreementState;
  readonly version: number;
  readonly approvedVersion: number | null;
  readonly revision: number;
  readonly author: Side;
  readonly contacts: Contacts;
  readonly framework: string | null;
  readonly expiresAt: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}
export interface VersionRow {
  readonly version: number;
  readonly terms: Terms;
  readonly performances: readonly AgreedPerformance[];
  readonly sha256: string;
  readonly author: Side;
  readonly proposed: boolean;
  readonly madeAt: number;
}
export interface EventBody {
  readonly changes?: readonly { readonly term: string; readonly before: unknown; readonly after: unknown }[];
  readonly rejected?: RejectBody['terms'];
  readonly message?: string | null;
  /** The version it was made from. */
  readonly base?: number;
  /** By a contact outside the platform: through which link, and what was signed. */
  readonly contact?: { readonly link: string; readonly sha256: string };
}
/** Who took a step; all null = time, or a job. */
export interface Who {
  readonly organisation: number | null;
  readonly client: string | null;
  readonly person: string | null;
  readonly name: string | null;
}
export interface EventRow extends Who {
  readonly seq: number;
  readonly at: number;
  readonly step: AgreementStep;
  readonly version: number;
  readonly state: AgreementState;
  readonly side: Side | null;
  readonly body: EventBody;
}
/** One agreement whole. */
export interface Stored {
  readonly row: AgreementRow;
  /** In order of their numbers. */
  readonly versions: readonly VersionRow[];
  readonly events: readonly EventRow[];
}

const ROW = `tenant, id, provider, production, reference, state, version, approved_version AS approvedVersion, revision, author,
  contacts, framework, expires_at AS expiresAt, created_at AS createdAt, updated_at AS updatedAt`;
const VERSION = 'version, terms, performances, sha256, author, proposed, made_at AS madeAt';
const EVENT = 'seq, at, step, version, state, side, organisation, client, person, name, body';

interface Text {
  readonly contacts: string;
  readonly terms: string;
  readonly performances: string;
  readonly proposed: number;
  readonly body: string;
}
const toRow = (raw: Omit<AgreementRow, keyof Text> & Text): AgreementRow => ({
  ...raw,
  contacts: JSON.parse(raw.contacts) as Contacts,
});
const toVersion = (raw: Omit<VersionRow, keyof Text> & Text): VersionRow => ({
  ...raw,
  terms: JSON.parse(raw.terms) as Terms,
  performances: JSON.parse(raw.performances) as AgreedPerformance[],
  proposed: raw.proposed === 1,
});
const toEvent = (raw: Omit<EventRow, keyof Text> & Text): EventRow => ({
  ...raw,
  body: JSON.parse(raw.body) as EventBody,
});

export async function readAgreement(shard: D1Database, tenant: number, id: string): Promise<Stored | null> {
  const of = (columns: string, table: string, key: string, order: string) =>
    shard.prepare(`SELECT ${columns} FROM ${table} WHERE tenant = ?1 AND ${key} = ?2 ${order}`).bind(tenant, id);
  const [rows, versions, events] = await shard.batch<Record<string, unknown>>([
    of(ROW, 'agreement', 'id', ''),
    of(VERSION, 'agreement_version', 'agreement', 'ORDER BY version'),
    of(EVENT, 'agreement_event', 'agreement', 'ORDER BY seq'),
  ]);
  const [row] = (rows?.results ?? []) as unknown as Parameters<typeof toRow>[0][];
  if (!row) return null;
  return {
    row: toRow(row),
    versions: ((versions?.results ?? []) as unknown as Parameters<typeof toVersion>[0][]).map(toVersion),
    events: ((events?.results ?? []) as unknown as Parameters<typeof toEvent>[0][]).map(toEvent),
  };
}

export const addAgreement = (shard: D1Database, row: AgreementRow): D1PreparedStatement =>
  shard
    .prepare(
      `INSERT INTO agreement (tenant, id, provider, production, reference, state, version, approved_version, revision, author, contacts,
         framework, expires_at, created_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)`,
    )
    .bind(
      row.tenant,
      row.id,
      row.provider,
      row.production,
      row.reference,
      row.state,
      row.version,
      row.approvedVersion,
      row.revision,
      row.author,
      JSON.stringify(row.contacts),
      row.framework,
      row.expiresAt,
      row.createdAt,
      row.updatedAt,
    );

export const changeAgreement = (shard: D1Database, row: AgreementRow): D1PreparedStatement =>
  shard
    .prepare(
      `UPDATE agreement SET reference = ?3, state = ?4, version = ?5, approved_version = ?6, revision = ?7, author = ?8, contacts = ?9,
         framework = ?10, expires_at = ?11, updated_at = ?12 WHERE tenant = ?1 AND id = ?2`,
    )
    .bind(
      row.tenant,
      row.id,
      row.reference,
      row.state,
      row.version,
      row.approvedVersion,
      row.revision,
      row.author,
      JSON.stringify(row.contacts),
      row.framework,
      row.expiresAt,
      row.updatedAt,
    );

/** A new version, or what a draft says now; once proposed it stays as it is. */
export const putVersion = (
  shard: D1Database,
  { tenant, id }: Pick<AgreementRow, 'tenant' | 'id'>,
  version: VersionRow,
): D1PreparedStatement =>
  shard
    .prepare(
      `INSERT INTO agreement_version (tenant, agreement, version, terms, performances, sha256, author, proposed, made_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
       ON CONFLICT DO UPDATE SET terms = excluded.terms, performances = excluded.performances, sha256 = excluded.sha256, proposed = excluded.proposed`,
    )
    .bind(
      tenant,
      id,
      version.version,
      JSON.stringify(version.terms),
      JSON.stringify(version.performances),
      version.sha256,
      version.author,
      version.proposed ? 1 : 0,
      version.madeAt,
    );

/** First of what a step writes: its number is the lock. */
export const addEvent = (
  shard: D1Database,
  { tenant, id }: Pick<AgreementRow, 'tenant' | 'id'>,
  event: EventRow,
): D1PreparedStatement =>
  shard
    .prepare(
      `INSERT INTO agreement_event (tenant, agreement, seq, at, step, version, state, side, organisation, client, person, name, body)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)`,
    )
    .bind(
      tenant,
      id,
      event.seq,
      event.at,
      event.step,
      event.version,
      event.state,
      event.side,
      event.organisation,
      event.client,
      event.person,
      event.name,
      JSON.stringify(event.body),
    );

/** The performances of the version in force, and no others. One that stands under another agreement ends the batch. */
export const holdPerformances = (
  shard: D1Database,
  { tenant, id }: Pick<AgreementRow, 'tenant' | 'id'>,
  performances: readonly number[],
): D1PreparedStatement[] => [
  shard.prepare('DELETE FROM agreement_performance WHERE tenant = ?1 AND agreement = ?2').bind(tenant, id),
  shard
    .prepare(
      'INSERT INTO agreement_performance (tenant, performance, agreement) SELECT ?1, value, ?2 FROM json_each(?3)',
    )
    .bind(tenant, id, JSON.stringify(performances)),
];

/** Other agreements under which any of these performances stands. */
export async function readHolders(
  shard: D1Database,
  { tenant, id }: { readonly tenant: number; readonly id: string },
  performances: readonly number[],
): Promise<{ readonly performance: number; readonly agreement: string; readonly provider: number }[]> {
  const { results } = await shard
    .prepare(
      `SELECT h.performance, h.agreement, a.provider FROM json_each(?3) k
       CROSS JOIN agreement_performance h ON h.tenant = ?1 AND h.performance = k.value AND h.agreement <> ?2
       JOIN agreement a ON a.tenant = h.tenant AND a.id = h.agreement`,
    )
    .bind(tenant, id, JSON.stringify(performances))
    .all<{ performance: number; agreement: string; provider: number }>();
  return results;
}

/** Last of what a step writes: both parties are to be told. */
export const tellOf = (
  shard: D1Database,
  { tenant, id }: Pick<AgreementRow, 'tenant' | 'id'>,
  event: number,
  now: number,
  statement = '',
): D1PreparedStatement =>
  shard
    .prepare('INSERT INTO agreement_outbox (tenant, agreement, statement, event, at) VALUES (?1, ?2, ?3, ?4, ?5)')
    .bind(tenant, id, statement, event, now);

/** Tells both parties of another agreement, that took no step, what was signed about it elsewhere. */
export const tellAnew = (
  shard: D1Database,
  { tenant, id }: Pick<AgreementRow, 'tenant' | 'id'>,
  now: number,
): D1PreparedStatement =>
  shard
    .prepare(
      `INSERT INTO agreement_outbox (tenant, agreement, statement, event, at) VALUES (?1, ?2, '', 0 - ?3, ?3) ON CONFLICT DO NOTHING`,
    )
    .bind(tenant, id, now);

/** The same of all deals and statements about these productions, that stand or lead elsewhere in the catalogue by now. */
export const tellOfProductions = (
  shard: D1Database,
  tenant: number,
  productions: readonly number[],
  now: number,
): D1PreparedStatement[] =>
  [
    `SELECT a.tenant, a.id, '' FROM json_each(?2) k CROSS JOIN agreement a ON a.tenant = ?1 AND a.production = k.value`,
    `SELECT a.tenant, a.id, s.id FROM json_each(?2) k CROSS JOIN agreement a ON a.tenant = ?1 AND a.production = k.value
     CROSS JOIN statement s ON s.tenant = a.tenant AND s.agreement = a.id`,
  ].map((found) =>
    shard
      .prepare(
        `INSERT INTO agreement_outbox (tenant, agreement, statement, event, at) SELECT *, 0 - ?3, ?3 FROM (${found}) WHERE true ON CONFLICT DO NOTHING`,
      )
      .bind(tenant, JSON.stringify(productions), now),
  );

export interface OutboxRow {
  readonly tenant: number;
  readonly agreement: string;
  readonly statement: string;
  readonly event: number;
  readonly at: number;
}

/** What waits here of tenants that are at home, steps first; of one that left, its new home tells. */
export async function readOutbox(shard: D1Database, limit: number): Promise<OutboxRow[]> {
  const { results } = await shard
    .prepare(
      `SELECT o.tenant, o.agreement, o.statement, o.event, o.at FROM agreement_outbox o
       JOIN tenant_home h ON h.tenant = o.tenant AND h.state = 'home' ORDER BY o.event <= 0, o.at, o.tenant, o.agreement, o.event LIMIT ?1`,
    )
    .bind(limit)
    .all<OutboxRow>();
  return results;
}

export const dropOutbox = (shard: D1Database, rows: readonly OutboxRow[]): D1PreparedStatement =>
  shard
    .prepare(
      `DELETE FROM agreement_outbox WHERE (tenant, agreement, statement, event) IN
         (SELECT value->>0, value->>1, value->>2, value->>3 FROM json_each(?1))`,
    )
    .bind(JSON.stringify(rows.map((row) => [row.tenant, row.agreement, row.statement, row.event])));

/** Proposals whose time is over, of tenants that are at home. */
export async function readExpired(
  shard: D1Database,
  now: number,
  limit: number,
): Promise<{ readonly tenant: number; readonly id: string }[]> {
  const { results } = await shard
    .prepare(
      `SELECT a.tenant, a.id FROM agreement a JOIN tenant_home h ON h.tenant = a.tenant AND h.state = 'home'
       WHERE a.expires_at IS NOT NULL AND a.state IN ('proposed', 'half_approved', 'partly_rejected') AND a.expires_at <= ?1
       ORDER BY a.expires_at LIMIT ?2`,
    )
    .bind(now, limit)
    .all<{ tenant: number; id: string }>();
  return results;
}
