/** A venue proposes a change of a provider's performance; a provider claims a house production. The other side decides. */
import * as v from 'valibot';
import { PerformanceChange } from './catalogue.ts';

const Text = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));

export const ProposalBody = v.strictObject({
  performance: Text(60),
  change: v.pipe(
    PerformanceChange,
    v.check((change) => Object.keys(change).length > 0, 'name at least one field to change'),
  ),
  note: v.optional(Text(500)),
});
export type ProposalBody = v.InferOutput<typeof ProposalBody>;

export const PROPOSAL_STATES = ['open', 'accepted', 'refused', 'withdrawn', 'undone'] as const;
export const PROPOSAL_DECISIONS = ['accept', 'refuse', 'withdraw', 'undo'] as const;
export const DecisionBody = v.strictObject({
  decision: v.picklist(PROPOSAL_DECISIONS),
  reason: v.optional(Text(500)),
});
export type DecisionBody = v.InferOutput<typeof DecisionBody>;

export const Proposal = v.object({
  id: v.string(),
  kind: v.picklist(['change', 'claim']),
  production: v.string(),
  title: v.string(),
  performance: v.nullable(v.string()),
  asker: v.string(),
  decider: v.string(),
  /** Fields as they were when it was asked, and as they are wanted. */
  was: v.record(v.string(), v.unknown()),
  wanted: v.record(v.string(), v.unknown()),
  note: v.nullable(v.string()),
  state: v.picklist(PROPOSAL_STATES),
  /** By a person or by the provider's rule. */
  how: v.nullable(v.picklist(['person', 'rule'])),
  reason: v.nullable(v.string()),
  createdAt: v.string(),
  decidedAt: v.nullable(v.string()),
});
export type Proposal = v.InferOutput<typeof Proposal>;

/** What a provider accepts without looking. A proposal is accepted by rule only when every field of it is covered. */
export const ProposalRule = v.strictObject({
  /** For one venue; left out, for every venue without a rule of its own. */
  venue: v.optional(v.nullable(Text(40))),
  /** Another hall of the same venue. */
  hallWithinVenue: v.optional(v.boolean(), false),
  /** A start at most this many minutes earlier or later; 0 = never. */
  startsWithinMinutes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(240)), 0),
  capacity: v.optional(v.boolean(), false),
  onSaleAt: v.optional(v.boolean(), false),
});
export type ProposalRule = v.InferOutput<typeof ProposalRule>;
