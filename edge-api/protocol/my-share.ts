/** My share of a season or a production: realised, provisional, guaranteed; which performances count, and why. */
import type { AgreementState } from './agreement-life.ts';
import type { HouseRemark } from './waterfall.ts';

/** My share: cents without VAT, of the caller's side. */
export interface ShareFigures {
  /** Performances that have been: what both signed where they did, else on what is sold at this moment. */
  readonly realised: number;
  /** On what is sold at this moment, of all that count, those that were signed too. */
  readonly provisional: number;
  /** However little is sold. */
  readonly guaranteed: number;
  /** What today's sales give more than was signed, corrections that were signed since included; left out = nothing differs. */
  readonly difference?: number;
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
  /** What is to be known of its figures of today; of what was signed it stands on the statement. */
  readonly remarks?: readonly HouseRemark[];
  readonly settled: boolean;
  /**
   * Of what is settled. `signed`: `realised` is what both signed. `recomputed`: the signed figure has not reached this
   * organisation's copy of the deal, so that it is on today's sales until the next step of the deal.
   */
  readonly basis?: 'signed' | 'recomputed';
  /** It was signed, and by what is reported today it cannot be computed, so nothing is said of a difference. */
  readonly todayUnknown?: true;
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
