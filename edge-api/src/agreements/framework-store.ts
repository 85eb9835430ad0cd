/** Only SQL: framework agreements, their versions and events, in the shard of their venue. */
import type { FrameworkState, Side, Terms } from '#protocol';

export interface FrameworkVersion {
  readonly version: number;
  readonly title: string;
  readonly terms: Partial<Terms>;
  readonly text: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly sha256: string;
  readonly author: Side;
  readonly state: FrameworkState;
  readonly madeAt: number;
  readonly signedAt: number | null;
}
export interface FrameworkEvent {
  readonly seq: number;
  readonly at: number;
  readonly step: 'propose' | 'sign' | 'withdraw';
  readonly version: number;
  readonly side: Side;
  readonly organisation: number;
  readonly client: string | null;
  readonly person: string | null;
  readonly name: string | null;
  readonly sha256: string;
}
export interface FoundFramework {
  readonly id: string;
  /** Number of the last event. */
  readonly revision: number;
  /** Oldest first. */
  readonly versions: readonly FrameworkVersion[];
  readonly events: readonly FrameworkEvent[];
}

const VERSION = `version, title, terms, text, valid_from AS validFrom, valid_to AS validTo, sha256, author, state, made_at AS madeAt, signed_at AS signedAt`;
type VersionRow = Omit<FrameworkVersion, 'terms'> & { readonly terms: string };
const toVersion = (row: VersionRow): FrameworkVersion => ({
  ...row,
  terms: JSON.parse(row.terms) as Partial<Terms>,
});

export async function readFramework(shard: D1Database, venue: number, id: string): Promise<FoundFramework | null> {
  const [versions, events] = await shard.batch<unknown>([
    shard
      .prepare(`SELECT ${VERSION} FROM framework_version WHERE tenant = ?1 AND framework = ?2 ORDER BY version`)
      .bind(venue, id),
    shard
      .prepare(
        'SELECT seq, at, step, version, side, organisation, client, person, name, sha256 FROM framework_event WHERE tenant = ?1 AND framework = ?2 ORDER BY seq',
      )
      .bind(venue, id),
  ]);
  const told = (events?.results ?? []) as FrameworkEvent[];
  const last = told.at(-1);
  if (!last) return null;
  return {
    id,
    revision: last.seq,
    versions: ((versions?.results ?? []) as VersionRow[]).map(toVersion),
    events: told,
  };
}

export interface FrameworkInForce extends FrameworkVersion {
  readonly id: string;
  readonly provider: number;
}

/** The version that both had signed at that moment, newest first; of this provider and this venue. */
export async function readFrameworkInForce(
  shard: D1Database,
  about: { readonly id: string; readonly venue: number; readonly provider: number },
  at: number,
): Promise<FrameworkInForce | null> {
  const row = await shard
    .prepare(
      `SELECT framework AS id, provider, ${VERSION} FROM framework_version
       WHERE tenant = ?1 AND framework = ?2 AND provider = ?3 AND signed_at <= ?4 AND (replaced_at IS NULL OR replaced_at > ?4)
       ORDER BY version DESC LIMIT 1`,
    )
    .bind(about.venue, about.id, about.provider, at)
    .first<VersionRow & { id: string; provider: number }>();
  return row && { ...toVersion(row), id: row.id, provider: row.provider };
}

export const addVersionStatement = (
  shard: D1Database,
  of: { readonly venue: number; readonly provider: number; readonly id: string },
  made: FrameworkVersion,
): D1PreparedStatement =>
  shard
    .prepare(
      `INSERT INTO framework_version (tenant, framework, version, provider, title, terms, text, valid_from, valid_to, sha256, author, state, made_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 'proposed', ?12)`,
    )
    .bind(
      of.venue,
      of.id,
      made.version,
      of.provider,
      made.title,
      JSON.stringify(made.terms),
      made.text,
      made.validFrom,
      made.validTo,
      made.sha256,
      made.author,
      made.madeAt,
    );

/** Of versions in one state, all or one, the next state. `signed` and `replaced` keep when. */
export const turnStatement = (
  shard: D1Database,
  of: { readonly venue: number; readonly id: string; readonly version: number | null },
  from: FrameworkState,
  to: FrameworkState,
  now: number,
): D1PreparedStatement =>
  shard
    .prepare(
      `UPDATE framework_version SET state = ?5, signed_at = iif(?5 = 'signed', ?6, signed_at), replaced_at = iif(?5 = 'replaced', ?6, replaced_at)
       WHERE tenant = ?1 AND framework = ?2 AND (?3 IS NULL OR version = ?3) AND state = ?4`,
    )
    .bind(of.venue, of.id, of.version, from, to, now);

/** The lock: a second step from the same revision fails here, and what needs copying is noted. The event is the last. */
export const eventStatements = (
  shard: D1Database,
  of: { readonly venue: number; readonly id: string },
  event: FrameworkEvent,
): D1PreparedStatement[] => [
  shard
    .prepare('INSERT INTO framework_outbox (tenant, framework, event, at) VALUES (?1, ?2, ?3, ?4)')
    .bind(of.venue, of.id, event.seq, event.at),
  shard
    .prepare(
      `INSERT INTO framework_event (tenant, framework, seq, at, step, version, side, organisation, client, person, name, sha256)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)`,
    )
    .bind(
      of.venue,
      of.id,
      event.seq,
      event.at,
      event.step,
      event.version,
      event.side,
      event.organisation,
      event.client,
      event.person,
      event.name,
      event.sha256,
    ),
];
