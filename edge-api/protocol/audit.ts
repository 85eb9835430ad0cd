/** The audit log: who, as whom, did what, to which object, before and after. */
import * as v from 'valibot';

export const AUDIT_ACTORS = ['client', 'embed', 'person', 'operator', 'nobody'] as const;

export const AuditActor = v.object({
  kind: v.picklist(AUDIT_ACTORS),
  /** The client whose token it was; for a person, the portal's. */
  client: v.string(),
  /** `XD-USR-…`; a name stands nowhere in the log. */
  user: v.nullable(v.string()),
  /** As which of the person's memberships, `XD-MEM-…`. */
  membership: v.nullable(v.string()),
  /** Support looked as that membership: the id of the role switch. */
  support: v.nullable(v.string()),
  /** Of an embed session: the host's own opaque name for its viewer. */
  viewer: v.nullable(v.string()),
});
export type AuditActor = v.InferOutput<typeof AuditActor>;

export const AuditLine = v.object({
  /** 1, 2, 3, … within the log of one organisation, without a gap. */
  line: v.number(),
  /** Instant of the change. */
  at: v.string(),
  actor: AuditActor,
  /** Noun and verb: `hall.change`, `grant.end`. */
  action: v.string(),
  /** Outside id of what was changed. */
  object: v.string(),
  /** Only what changed; null = it was not there. */
  before: v.unknown(),
  /** Only what changed; null = it is no more. */
  after: v.unknown(),
  requestId: v.string(),
  /** Part of the hash chain; the newest lines are so within some minutes. */
  sealed: v.boolean(),
});
export type AuditLine = v.InferOutput<typeof AuditLine>;

export interface AuditPage {
  readonly items: readonly AuditLine[];
  /** Cursor of the lines before these; null = there are none. */
  readonly next: string | null;
  readonly livemode: boolean;
}

export const AUDIT_FORMATS = ['jsonl', 'csv'] as const;
export type AuditFormat = (typeof AUDIT_FORMATS)[number];
/** Most lines in one export. */
export const MAX_AUDIT_EXPORT = 20_000;
/** Id of the platform's own log, which only the operator reads. */
export const PLATFORM_LOG = 'platform';

/** A place of the chain: a line with its seal. Either may be missing, and that is what a check looks for. */
export const AuditLink = v.object({
  line: v.number(),
  /** SHA-256, hex: of `auditText` and the seal before it; null = not sealed. */
  hash: v.nullable(v.string()),
  entry: v.nullable(AuditLine),
});
export type AuditLink = v.InferOutput<typeof AuditLink>;

export interface AuditChainPage {
  readonly organisation: string;
  /** Oldest first. */
  readonly items: readonly AuditLink[];
  readonly next: string | null;
}

/** How far the chain of one log goes. */
export const AuditHead = v.object({
  organisation: v.string(),
  lines: v.number(),
  sealed: v.number(),
  /** The newest seal; null = none yet. */
  hash: v.nullable(v.string()),
});
export type AuditHead = v.InferOutput<typeof AuditHead>;

/** What the first line of every log is chained to. */
export const FIRST_SEAL = '0'.repeat(64);

/**
 * The text a seal is made over: the same from the database and from the API's answer. The seal is the SHA-256 (hex) of
 * the seal before it, a line feed, and this text, in UTF-8.
 */
export const auditText = (organisation: string, entry: Omit<AuditLine, 'sealed'>): string => {
  const { kind, client, user, membership, support, viewer } = entry.actor;
  return JSON.stringify([
    1,
    organisation,
    entry.line,
    entry.at,
    entry.requestId,
    kind,
    client,
    user,
    membership,
    support,
    viewer,
    entry.action,
    entry.object,
    entry.before ?? null,
    entry.after ?? null,
  ]);
};
