/** What a move is and how far it came; kept as JSON in its job row, so that anybody can take it up. */
import { ApiError } from '../api-error.ts';
import type { Home } from './home-store.ts';

/** In this order; `fence` to `turn` is the time in which pushes are asked to wait. */
export const MOVE_STEPS = ['clear', 'fence', 'copy', 'compare', 'turn', 'settle', 'done'] as const;
export type MoveStep = (typeof MOVE_STEPS)[number];

export interface Move {
  readonly organisation: string;
  /** The home it leaves. */
  readonly from: Home;
  readonly to: string;
  readonly step: MoveStep;
  /** Rows copied so far. */
  readonly rows: number;
  /** While comparing: the table, the places in both shards and both chains of hashes. */
  readonly at?: {
    readonly table: string;
    readonly here: string | null;
    readonly there: string | null;
    readonly digestHere: string;
    readonly digestThere: string;
    readonly count: number;
  };
  /** Comparisons that failed; the copy is then made anew. */
  readonly mismatches: number;
  readonly startedAt: number;
  readonly endedAt?: number;
}

export const moveName = (tenant: number) => `move ${tenant}`;
export const forgetName = (tenant: number, shard: string) => `forget ${tenant} ${shard}`;

export const parseMove = (state: string | null): Move => {
  if (state) return JSON.parse(state) as Move;
  throw new ApiError('not_found', 'no move of this organisation');
};
