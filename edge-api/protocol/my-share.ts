/** My share of a season or a production: realised, provisional, guaranteed; which performances count, and why. */
import type { AgreementState } from './agreement-life.ts';

/** My share: cents without VAT, of the caller's side. */
export interface ShareFigures {
  /** Performances that have been, settled or not. */
  readonly realised: number;
  /** On what is sold at this moment, of all that count. */
  readonly provisional: number;
  /** However little is sold. */
  readonly guaranteed: number;
}
export const SHARE_REASONS = [
  'counts',
  'no_agreement',
  'not_approved',
  'cancelled',
  'unknown_figures',
  'currency_mismatch',
] as const;
export type ShareReason = (typeof SHARE_REASONS)[number];
export interface SharePerformance extends ShareFigures {
  readonly performance: string;
  readonly production: string;
  /** Its id. */
  readonly venue: string;
  readonly venueName?: string;
  readonly date: string;
  readonly agreement: string | null;
  readonly state: AgreementState | null;
  readonly counts: boolean;
  readonly why: ShareReason;
  readonly settled: boolean;
  readonly asOf: string | null;
}
/** Answer of `GET /v1/my-share`. */
export interface ShareAnswer {
  readonly currency: string;
  readonly asOf: string;
  readonly livemode: boolean;
  readonly total: ShareFigures;
  readonly productions: readonly (ShareFigures & {
    readonly production: string;
    readonly title: string;
    readonly counted: number;
    readonly left: number;
  })[];
  readonly performances: readonly SharePerformance[];
}
