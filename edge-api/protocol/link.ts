import * as v from 'valibot';

/** A venue's own performance (as its system knows it) beside the platform performance it may be. */
export interface LinkSuggestion {
  readonly performance: string;
  readonly title: string;
  readonly startsAt: string;
  readonly hall: string | null;
  readonly provider: string | null;
  /** 0 to 1; the parts add up to it: time at most 0.5, title 0.25, hall 0.2, provider 0.05. */
  readonly score: number;
  readonly parts: { readonly time: number; readonly hall: number; readonly title: number; readonly provider: number };
}

/** The platform performance that a reference is linked to, as a person knows it. */
export interface LinkedPerformance {
  readonly title: string;
  readonly startsAt: string;
  readonly hall: string | null;
  readonly provider: string | null;
}

export interface LinkItem {
  readonly ref: string;
  readonly source: string;
  readonly title: string;
  readonly startsAt: string;
  readonly hall: string | null;
  readonly linked: string | null;
  /** Beside `linked`; absent or null without it. */
  readonly linkedTo?: LinkedPerformance | null;
  readonly how: 'auto' | 'person' | 'id' | null;
  readonly linkedAt: string | null;
  /** Tickets issued that wait behind this link; null when unknown, or when it is linked and nothing waits. */
  readonly count: number | null;
  readonly suggestions: readonly LinkSuggestion[];
}

/** Answer of `GET /v1/links?state=open|linked|all`. */
export interface LinkList {
  readonly items: readonly LinkItem[];
  readonly open: number;
  readonly linked: number;
  readonly next: string | null;
  /** Changes whenever a link does; connectors ask again for parked rows when it differs. */
  readonly version: string;
  readonly livemode: boolean;
}

/** `POST /v1/links`: link (with `performance`) or undo (without). */
export const LinkBody = v.strictObject({
  ref: v.pipe(v.string(), v.minLength(1), v.maxLength(120)),
  source: v.optional(v.string()),
  performance: v.optional(v.nullable(v.string())),
});
export type LinkBody = v.InferOutput<typeof LinkBody>;
