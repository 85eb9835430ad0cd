/** Pure: how an agreement stands, and what of it one side sees. A version is its author's alone until it is proposed. */
import type { Side } from '#protocol';
import type { EventRow, Stored, VersionRow } from './agreement-store.ts';
import type { Life } from './life.ts';

/** Who signs: a person, or a client that acts for none. An embedded session names its viewer. */
export const signerOf = (event: Pick<EventRow, 'client' | 'person'>): string => event.person ?? event.client ?? '';

export function lifeOf({ row, versions, events }: Stored): Life {
  const author = (number: number | null) => versions.find(({ version }) => version === number)?.author ?? null;
  const since = events.findLastIndex(({ step, version }) => version === row.version && STARTS.includes(step));
  return {
    state: row.state,
    version: row.version,
    author: row.author,
    approvedVersion: row.approvedVersion,
    approvedAuthor: author(row.approvedVersion),
    versions: versions.at(-1)?.version ?? 1,
    signers: events
      .slice(since + 1)
      .filter(({ step, version }) => step === 'approve' && version === row.version)
      .map(signerOf),
    expiresAt: row.expiresAt,
  };
}
const STARTS: readonly string[] = ['propose', 'revise'];
/** Of the other side, seen by its own people alone. */
const AT_HOME: readonly string[] = ['draft', 'edit', 'amend'];

export interface Seen {
  readonly life: Life;
  /** The version that the state speaks of. */
  readonly version: VersionRow;
  /** The version it was made from. */
  readonly base: VersionRow | null;
  readonly approved: VersionRow | null;
  readonly events: readonly EventRow[];
  /** Number of the last event that is seen. */
  readonly revision: number;
}

/** The version another was made from. */
export function baseOf({ versions, events }: Pick<Stored, 'versions' | 'events'>, version: number): VersionRow | null {
  const base = events.find((event) => event.version === version && event.body.base !== undefined)?.body.base;
  return versions.find((one) => one.version === base) ?? null;
}

/** Null: to this side there is no such agreement. */
export function seenBy(stored: Stored, side: Side): Seen | null {
  const { row, versions } = stored;
  const of = (number: number | null) => versions.find(({ version }) => version === number) ?? null;
  const proposed = new Set(versions.filter((one) => one.proposed).map(({ version }) => version));
  const events = stored.events.filter(
    (event) =>
      event.side === side ||
      event.side === null ||
      (!AT_HOME.includes(event.step) && (event.step !== 'withdraw' || proposed.has(event.version))),
  );
  const revision = events.at(-1)?.seq ?? 0;
  const newest = of(row.version);
  const approved = of(row.approvedVersion);
  if (!newest) return null;
  const whole = lifeOf(stored);
  if (newest.proposed || newest.author === side)
    return { life: whole, version: newest, base: baseOf(stored, row.version), approved, events, revision };
  if (!approved) return null;
  const life: Life = {
    ...whole,
    state: 'approved',
    version: approved.version,
    author: approved.author,
    signers: [],
    expiresAt: null,
  };
  return { life, version: approved, base: baseOf(stored, approved.version), approved, events, revision };
}
