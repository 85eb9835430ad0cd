import * as v from 'valibot';

/** Where organisations' figures lie, for the operator; a shard is named `SHARD_` and two digits. */
export const ShardName = v.pipe(v.string(), v.regex(/^SHARD_\d\d$/, 'a shard such as SHARD_01'));

/** Body of `POST /v1/tenants/{organisation}/move`: begins a move, or carries on the one under way. */
export const MoveBody = v.strictObject({ shard: ShardName });
export type MoveBody = v.InferOutput<typeof MoveBody>;

/** Body of `POST /v1/shards/{shard}/restored`; `epoch` of the answer carries on that very restore, none begins one. */
export const RestoredBody = v.strictObject({ epoch: v.optional(v.pipe(v.number(), v.safeInteger())) });
export type RestoredBody = v.InferOutput<typeof RestoredBody>;

/** A call does a bounded part of the work; call again until `done`. The minute job carries on what nobody calls for. */
interface Progress {
  readonly step: string;
  readonly done: boolean;
  readonly startedAt: string;
  readonly endedAt: string | null;
  /** What went wrong last; it is tried again by itself. */
  readonly failure: string | null;
}

export interface MoveProgress extends Progress {
  readonly organisation: string;
  readonly from: string;
  readonly to: string;
  /** Rows that lie in the new place. */
  readonly rows: number;
}

export interface RestoreProgress extends Progress {
  readonly shard: string;
  /** In every acknowledgement of this shard from now on; senders that see it send again from their source. */
  readonly epoch: number;
  /** Performances of which everybody's rows are made anew. */
  readonly announced: number;
  /** Organisations that had arrived since that moment and are fetched again from their former home. */
  readonly fetched: readonly string[];
}

export interface TenantItem {
  readonly organisation: string;
  readonly name: string;
  readonly type: string;
  readonly shard: string;
  /** How often it has moved, plus one. */
  readonly homeEpoch: number;
  /** Where it is on its way to, and the step it is at. */
  readonly moving: string | null;
}

export interface ShardItem {
  readonly shard: string;
  readonly tenants: number;
  readonly epoch: number;
  readonly restoredAt: string | null;
  /** Announcements that wait to be passed on to readers. */
  readonly waiting: number;
}

/** `GET /v1/epoch`: a sender with nothing to send asks now and then whether the store was restored meanwhile. */
export interface EpochAnswer {
  readonly epoch: number;
  readonly livemode: boolean;
}
