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

/** A platform performance that may be meant. Only ever one of the caller's own venues. */
export interface Candidate {
  readonly performance: string;
  readonly title: string;
  readonly startsAt: string;
  readonly hall: string | null;
  readonly score: number;
}

export interface ItemResult {
  readonly index: number;
  readonly outcome: Outcome;
  /** The performance as first seen, when known. */
  readonly performance?: string;
  readonly review?: readonly ReviewReason[];
  readonly pointer?: string;
  readonly detail?: string;
  readonly candidates?: readonly Candidate[];
  /** The report that stands where figures of this item did not win; who knows better sends again with a higher revision. */
  readonly stands?: { readonly asOf: string; readonly revision: number };
}

/** Answer of every push. `epoch` changes when the store was restored: a connector that sees a new one sends again from its source. */
export interface PushResult {
  readonly epoch: number;
  readonly receivedAt: string;
  readonly livemode: boolean;
  readonly results: readonly ItemResult[];
  /** Said once per answer when items came without `asOf`. */
  readonly warning?: string;
}

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
