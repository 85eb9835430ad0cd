/** Only SQL: proposals and the rules by which a provider accepts them. */
import type { Proposal, ProposalRule } from '#protocol';
import type { Page } from './catalogue-page.ts';
import type { Columns } from './patch-store.ts';
import { KEY_OF, ON_EITHER_SIDE } from './asked.ts';
import { ME, ON_MY_SIDE } from './visibility.ts';
import { idText } from './performance-store.ts';

interface Row {
  readonly key: number;
  readonly id: string;
  readonly kind: Proposal['kind'];
  readonly production_key: number;
  readonly production: string;
  readonly title: string | null;
  readonly performance_key: number | null;
  readonly performance: string | null;
  readonly asker: string;
  readonly asker_key: number;
  readonly decider: string;
  readonly decider_key: number;
  readonly asks: number;
  readonly decides: number;
  readonly was: string;
  readonly wanted: string;
  readonly note: string | null;
  readonly state: Proposal['state'];
  readonly how: Proposal['how'];
  readonly reason: string | null;
  readonly created_at: number;
  readonly decided_at: number | null;
}
export interface FoundProposal {
  readonly key: number;
  readonly productionKey: number;
  readonly performanceKey: number | null;
  readonly askerKey: number;
  readonly deciderKey: number;
  /** Whether the caller is the side that asked, and the side that decides. */
  readonly asks: boolean;
  readonly decides: boolean;
  readonly answer: Proposal;
}

// A claimant knows of the house production only its id until the house has confirmed.
const SELECT = `WITH ${ME}
  SELECT t.key, t.id, t.kind, r.key AS production_key, r.id AS production,
    iif(t.kind = 'claim' AND t.state <> 'accepted' AND ?1 <> 0 AND t.decider NOT IN (SELECT key FROM me), NULL, r.title) AS title,
    p.key AS performance_key, ${idText('p', 'r')} AS performance, a.id AS asker, a.key AS asker_key, d.id AS decider, d.key AS decider_key,
    (?1 = 0 OR t.asker IN (SELECT key FROM me)) AS asks, (?1 = 0 OR t.decider IN (SELECT key FROM me)) AS decides,
    t.was, t.wanted, t.note, t.state, t.how, t.reason, t.created_at, t.decided_at
  FROM proposal t JOIN production r ON r.key = t.production LEFT JOIN performance p ON p.key = t.performance
    JOIN organisation a ON a.key = t.asker JOIN organisation d ON d.key = t.decider
  WHERE (?1 = 0 OR t.asker IN (SELECT key FROM me) OR t.decider IN (SELECT key FROM me))`;

const iso = (at: number) => new Date(at).toISOString();
const toFound = (row: Row): FoundProposal => ({
  key: row.key,
  productionKey: row.production_key,
  performanceKey: row.performance_key,
  askerKey: row.asker_key,
  deciderKey: row.decider_key,
  asks: row.asks === 1,
  decides: row.decides === 1,
  answer: {
    id: row.id,
    kind: row.kind,
    production: row.production,
    title: row.title ?? '',
    performance: row.performance,
    asker: row.asker,
    decider: row.decider,
    was: JSON.parse(row.was) as Record<string, unknown>,
    wanted: JSON.parse(row.wanted) as Record<string, unknown>,
    note: row.note,
    state: row.state,
    how: row.how,
    reason: row.reason,
    createdAt: iso(row.created_at),
    decidedAt: row.decided_at === null ? null : iso(row.decided_at),
  },
});

export async function readProposal(db: D1Database, viewer: number, id: string): Promise<FoundProposal | null> {
  const row = await db
    .prepare(`${SELECT} AND t.key = ${KEY_OF('proposal', '?2', ['asker', 'decider'], ON_EITHER_SIDE)}`)
    .bind(viewer, id)
    .first<Row>();
  return row && toFound(row);
}

/** Newest first. */
export async function listProposals(
  db: D1Database,
  page: Page,
  state: string | null,
): Promise<{ cursor: number[]; answer: Proposal }[]> {
  const { results } = await db
    .prepare(`${SELECT} AND (?2 = ?3 OR t.key < ?2) AND (?4 IS NULL OR t.state = ?4) ORDER BY t.key DESC LIMIT ?5`)
    .bind(page.viewer, page.after[0], Number.MIN_SAFE_INTEGER, state, page.limit)
    .all<Row>();
  return results.map((row) => ({ cursor: [row.key], answer: toFound(row).answer }));
}

export interface NewProposal {
  readonly id: string;
  readonly kind: 'change' | 'claim';
  readonly production: number;
  readonly performance: number | null;
  readonly asker: number;
  readonly decider: number;
  readonly was: unknown;
  readonly wanted: unknown;
  readonly note: string | null;
}

export const addProposalStatement = (db: D1Database, p: NewProposal, now: number): D1PreparedStatement =>
  db
    .prepare(
      `INSERT INTO proposal (id, kind, production, performance, asker, decider, was, wanted, note, created_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)`,
    )
    .bind(
      p.id,
      p.kind,
      p.production,
      p.performance,
      p.asker,
      p.decider,
      JSON.stringify(p.was),
      JSON.stringify(p.wanted),
      p.note,
      now,
    );

export interface Decided {
  readonly id: string;
  readonly from: readonly Proposal['state'][];
  readonly to: Proposal['state'];
  readonly how: 'person' | 'rule';
  readonly by: string;
  readonly reason: string | null;
  /** Names this decision, so that what follows in the batch happens only if it was taken. */
  readonly nonce: string;
}

/** Taken once: only from a state it may be taken from, and, when a performance moves, only while that stands at `revision`. */
export const decideStatement = (
  db: D1Database,
  d: Decided,
  now: number,
  at: { readonly performance: number; readonly revision: number } | null,
): D1PreparedStatement =>
  db
    .prepare(
      `UPDATE proposal SET state = ?3, how = ?4, decided_by = ?5, reason = coalesce(?6, reason), decision = ?7, decided_at = ?8
       WHERE id = ?1 AND state IN (SELECT value FROM json_each(?2))
         AND (?9 IS NULL OR EXISTS (SELECT 1 FROM performance p WHERE p.key = ?9 AND p.revision = ?10)) RETURNING key`,
    )
    .bind(
      d.id,
      JSON.stringify(d.from),
      d.to,
      d.how,
      d.by,
      d.reason,
      d.nonce,
      now,
      at?.performance ?? null,
      at?.revision ?? null,
    );

/** In the batch of the decision: moves the performance only if that decision was taken. */
export function applyStatement(db: D1Database, nonce: string, performance: number, set: Columns): D1PreparedStatement {
  const names = Object.keys(set);
  return db
    .prepare(
      `UPDATE performance SET ${names.map((name, i) => `${name} = ?${i + 3}`).join(', ')}, revision = revision + 1
       WHERE key = ?2 AND EXISTS (SELECT 1 FROM proposal WHERE decision = ?1)`,
    )
    .bind(nonce, performance, ...Object.values(set));
}

/** A confirmed claim: the house production becomes the claimant's; the same rows, so every figure stays. Undone: the house's again. */
export const claimStatement = (
  db: D1Database,
  nonce: string,
  production: number,
  provider: number | null,
): D1PreparedStatement =>
  db
    .prepare(
      `UPDATE production SET provider = ?3, house = ?3 IS NULL, revision = revision + 1
       WHERE key = ?2 AND EXISTS (SELECT 1 FROM proposal WHERE decision = ?1)`,
    )
    .bind(nonce, production, provider);

/** The house production behind an id, unclaimed. */
/** A house's own production, on the side of who asks. */
export const readHouseProduction = (db: D1Database, asker: number, id: string) =>
  db
    .prepare(
      `SELECT key, house_venue AS venue FROM production WHERE id = ?2 AND house = 1 AND provider IS NULL AND house_venue IS NOT NULL
       AND disabled_at IS NULL AND merged_into IS NULL AND ${ON_MY_SIDE('house_venue')}`,
    )
    .bind(asker, id)
    .first<{ key: number; venue: number }>();

export const readOpenClaim = (db: D1Database, production: number, asker: number) =>
  db
    .prepare(`SELECT id FROM proposal WHERE kind = 'claim' AND state = 'open' AND production = ?1 AND asker = ?2`)
    .bind(production, asker)
    .first<{ id: string }>();

/** The rule that holds for this venue: its own, else the one for every venue. */
export async function readRule(db: D1Database, provider: number, venue: number): Promise<ProposalRule | null> {
  const row = await db
    .prepare('SELECT body FROM proposal_rule WHERE provider = ?1 AND venue IN (?2, 0) ORDER BY venue DESC LIMIT 1')
    .bind(provider, venue)
    .first<{ body: string }>();
  return row && (JSON.parse(row.body) as ProposalRule);
}

/** The rule for this very venue; 0 = the one for all. */
export async function readRuleFor(db: D1Database, provider: number, venue: number): Promise<unknown> {
  const row = await db
    .prepare('SELECT body FROM proposal_rule WHERE provider = ?1 AND venue = ?2')
    .bind(provider, venue)
    .first<{ body: string }>();
  return row && (JSON.parse(row.body) as unknown);
}

export async function listRules(db: D1Database, provider: number): Promise<ProposalRule[]> {
  const { results } = await db
    .prepare(
      `SELECT t.body, v.id AS venue FROM proposal_rule t LEFT JOIN organisation v ON v.key = t.venue
       WHERE t.provider = ?1 ORDER BY t.venue`,
    )
    .bind(provider)
    .all<{ body: string; venue: string | null }>();
  return results.map(({ body, venue }) => ({ ...(JSON.parse(body) as ProposalRule), venue }));
}

export const putRuleStatement = (db: D1Database, provider: number, venue: number, rule: ProposalRule) =>
  db
    .prepare(
      'INSERT INTO proposal_rule (provider, venue, body) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET body = excluded.body WHERE body <> excluded.body',
    )
    .bind(provider, venue, JSON.stringify(rule));
