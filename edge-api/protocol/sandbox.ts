/** Sandboxes: the sector's test environment. A sandbox is a small world of its own, thrown away as one. */
import * as v from 'valibot';
import { SCOPES } from './token.ts';

const Text = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));

/** Shards whose two digits begin with 9 hold sandboxes and nothing else. */
export const isSandboxShard = (name: string): boolean => /^SHARD_9\d$/.test(name);

/** What the clients of a sandbox are given: everything but what is the operator's or a portal's. */
export const SANDBOX_SCOPES = SCOPES.filter((scope) => scope !== 'operator' && scope !== 'people:sign-in');

export const SandboxBody = v.strictObject({
  name: v.optional(Text(120)),
  /** After so many days it is thrown away by itself; absent = when somebody does it. */
  days: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(366))),
});
export type SandboxBody = v.InferOutput<typeof SandboxBody>;

const MadeOrganisation = v.object({
  id: v.string(),
  type: v.string(),
  name: v.string(),
  /** Its client; the secret is shown this once. */
  client: v.object({ id: v.string(), secret: v.optional(v.string()), scopes: v.array(v.string()) }),
});

export const SandboxMade = v.object({
  id: v.string(),
  name: v.string(),
  expiresAt: v.nullable(v.string()),
  organisations: v.array(MadeOrganisation),
  livemode: v.literal(false),
  note: v.string(),
});
export type SandboxMade = v.InferOutput<typeof SandboxMade>;

export const Sandbox = v.object({
  id: v.string(),
  name: v.string(),
  organisations: v.number(),
  createdAt: v.string(),
  expiresAt: v.nullable(v.string()),
  /** `ended`: nobody gets in any more, its rows are being removed. */
  state: v.picklist(['open', 'ended']),
  livemode: v.literal(false),
});
export type Sandbox = v.InferOutput<typeof Sandbox>;

/** A call removes a part; call again until `done`. The minute job goes on meanwhile. */
export const SandboxRemoval = v.object({
  id: v.string(),
  step: v.picklist(['figures', 'catalogue', 'done']),
  done: v.boolean(),
  /** Rows removed so far. */
  rows: v.number(),
  failure: v.nullable(v.string()),
  livemode: v.literal(false),
});
export type SandboxRemoval = v.InferOutput<typeof SandboxRemoval>;
