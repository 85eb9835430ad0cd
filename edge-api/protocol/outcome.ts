import * as v from 'valibot';

/** What became of one item of a push. */
export const OUTCOMES = [
  'applied',
  'unchanged',
  'older',
  'unknown_performance',
  'not_linked',
  'quarantined',
  'invalid',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** These need nothing more from the sender. */
export const DELIVERED: ReadonlySet<Outcome> = new Set(['applied', 'unchanged', 'older', 'quarantined']);
/** The sender keeps these until the link list changes. */
export const PARKED: ReadonlySet<Outcome> = new Set(['unknown_performance', 'not_linked']);

/**
 * Why figures were applied and marked for a person to look at. A push is told what could be seen when it arrived; the
 * marks of a monitor are made from all day rows in order, so they are the same however reports arrived.
 */
export const REVIEW_REASONS = ['big_fall', 'over_capacity', 'free_with_amount', 'two_sources'] as const;
export type ReviewReason = (typeof REVIEW_REASONS)[number];

const listOf = <S extends v.GenericSchema>(item: S) => v.pipe(v.array(item), v.readonly());

/** A platform performance that may be meant. Only ever one of the caller's own venues. */
export const Candidate = v.pipe(
  v.object({
    performance: v.string(),
    title: v.string(),
    startsAt: v.string(),
    hall: v.nullable(v.string()),
    score: v.number(),
  }),
  v.readonly(),
);
export type Candidate = v.InferOutput<typeof Candidate>;

export const ItemResult = v.pipe(
  v.object({
    index: v.number(),
    outcome: v.picklist(OUTCOMES),
    /** The performance as first seen, when known. */
    performance: v.exactOptional(v.string()),
    review: v.exactOptional(listOf(v.picklist(REVIEW_REASONS))),
    pointer: v.exactOptional(v.string()),
    detail: v.exactOptional(v.string()),
    candidates: v.exactOptional(listOf(Candidate)),
    /** The report that stands where figures of this item did not win; who knows better sends again with a higher revision. */
    stands: v.exactOptional(v.pipe(v.object({ asOf: v.string(), revision: v.number() }), v.readonly())),
  }),
  v.readonly(),
);
export type ItemResult = v.InferOutput<typeof ItemResult>;

/** Answer of every push. `epoch` changes when the store was restored: a connector that sees a new one sends again from its source. */
export const PushResult = v.pipe(
  v.object({
    epoch: v.number(),
    receivedAt: v.string(),
    livemode: v.boolean(),
    results: listOf(ItemResult),
    /** Said once per answer when items came without `asOf`. */
    warning: v.exactOptional(v.string()),
  }),
  v.readonly(),
);
export type PushResult = v.InferOutput<typeof PushResult>;

/** Status of a push with exactly one item; many items answer 207. */
export const SINGLE_STATUS: Record<Outcome, 200 | 202 | 404 | 422> = {
  applied: 200,
  unchanged: 200,
  older: 200,
  unknown_performance: 404,
  not_linked: 404,
  quarantined: 202,
  invalid: 422,
};
