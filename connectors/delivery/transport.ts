import type { PushResult } from '#protocol';

/** What one attempt came to. `detail` holds codes of the API's own, never a secret. */
export type Outcome =
  | { readonly kind: 'answered'; readonly result: PushResult }
  | { readonly kind: 'retry'; readonly reached: boolean; readonly afterMs?: number; readonly cause?: string }
  | { readonly kind: 'too_large' }
  | { readonly kind: 'refused'; readonly status: number; readonly detail: string }
  | { readonly kind: 'auth'; readonly status: number }
  | { readonly kind: 'no_route'; readonly status: number };
export type Failure = Exclude<Outcome, { kind: 'answered' }>;

/** What became of an erasure that the API was told of. */
export type EraseOutcome = { readonly kind: 'told' } | Failure;

export interface Transport {
  /** Figures, or with `facts` who comes. */
  push(key: string, body: string, what?: 'figures' | 'facts'): Promise<Outcome>;
  /** Facts of these buyers are to be deleted, and never taken again. */
  erase(keyId: string, buyers: readonly string[]): Promise<EraseOutcome>;
  /** Version of the venue's link list; undefined when it cannot be had now. */
  linksVersion(): Promise<string | undefined>;
  /** Number of the last restore of the store behind the API; undefined when it cannot be had now. */
  epoch(): Promise<number | undefined>;
}
