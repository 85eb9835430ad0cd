import * as v from 'valibot';
import type { Snapshot } from './snapshot.ts';
import type { ItemResult } from './outcome.ts';
import { Instant } from './time.ts';

export const QUARANTINE_STATES = ['open', 'decided', 'all'] as const;

/** A report from the future: kept as it came, applied to nothing until a person decides. */
export interface QuarantineItem {
  readonly id: string;
  /** DIP-form id, or `ref:…` for a venue's own performance that is not linked. */
  readonly performance: string;
  readonly title: string;
  readonly startsAt: string;
  /** Organisation id, and its name. */
  readonly venue: string;
  readonly venueName: string;
  readonly source: string;
  readonly asOf: string;
  readonly receivedAt: string;
  readonly snapshot: Snapshot;
  /** Null while nobody decided. `asOf` is the time it was given instead of its own. */
  readonly decision: {
    readonly decision: 'retime' | 'drop';
    readonly asOf: string | null;
    readonly at: string;
    readonly by: string;
  } | null;
}

/** Answer of `GET /v1/quarantine?state=open|decided|all`, oldest first. */
export interface QuarantineList {
  readonly items: readonly QuarantineItem[];
  readonly next: string | null;
  readonly livemode: boolean;
}

/** Body of `POST /v1/quarantine/{id}`: give the report the time it was meant to have, or drop it. */
export const QuarantineDecision = v.variant(
  'decision',
  [v.strictObject({ decision: v.literal('retime'), asOf: Instant }), v.strictObject({ decision: v.literal('drop') })],
  'retime (with asOf) or drop',
);
export type QuarantineDecision = v.InferOutput<typeof QuarantineDecision>;

/** Answer of a decision; `result` is what became of the re-timed report. */
export interface QuarantineDecided {
  readonly id: string;
  readonly decision: 'retime' | 'drop';
  readonly result: ItemResult | null;
  readonly livemode: boolean;
}
