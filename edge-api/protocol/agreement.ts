/** A deal as its sides see it: how it stands, term by term, what it pays, and every step as an appended event. */
import type { AgreementState, AgreementStep } from './agreement-life.ts';
import type { Contacts, RejectBody } from './agreement-steps.ts';
import type { Side, TermName, Terms } from './agreement-terms.ts';
import type { ShareFigures } from './my-share.ts';
import type { Waterfall } from './waterfall.ts';

/** One term of the newest version as it stands between the parties. */
export interface TermState {
  readonly term: TermName;
  readonly value: unknown;
  /** Of the version before, when it differs. */
  readonly was?: unknown;
  readonly state: 'open' | 'agreed' | 'rejected';
  readonly reason?: string;
  /** Null = the other side wants it gone. */
  readonly counter?: unknown;
  readonly by?: Side;
  /** What the framework says, where this deal deviates from it. */
  readonly framework?: unknown;
}

export interface AgreementEvent {
  readonly seq: number;
  readonly at: string;
  readonly step: AgreementStep;
  readonly version: number;
  readonly side: Side | null;
  readonly by: { readonly organisation: string; readonly person: string | null };
  /** State after it. */
  readonly state: AgreementState;
  /** Terms that changed: before and after. */
  readonly changes: readonly { readonly term: string; readonly before: unknown; readonly after: unknown }[];
  readonly rejected?: RejectBody['terms'];
  readonly message: string | null;
}

/** As lists show it. */
export interface AgreementSummary {
  readonly id: string;
  readonly reference: string | null;
  readonly provider: { readonly id: string; readonly name: string };
  readonly venue: { readonly id: string; readonly name: string };
  readonly production: { readonly id: string; readonly title: string };
  readonly performances: readonly {
    readonly id: string;
    readonly startsAt: string;
    readonly date: string;
    readonly hall: string | null;
    /** As the catalogue has it by now: a cancelled or moved one stays in its agreement. */
    readonly status?: string;
    /** The day it was agreed for, where it is another one by now. */
    readonly agreedDate?: string;
  }[];
  readonly form: Terms['form'];
  readonly state: AgreementState;
  readonly version: number;
  /** The version in force, if any. */
  readonly approvedVersion: number | null;
  /** Whose turn it is; null when nothing waits. */
  readonly turn: Side | null;
  /** The caller's side. */
  readonly side: Side;
  readonly updatedAt: string;
  readonly livemode: boolean;
  /** In lists: what a tour is read by. */
  readonly figures?: AgreementFigures;
}

/** Of the newest version, of its form alone; cents without VAT, percentages of the provider. */
export interface AgreementFigures {
  readonly currency: string;
  readonly basis: 'per_performance' | 'total';
  readonly fee?: number;
  readonly share?: number;
  /** Of a scale: its lowest and its highest share. */
  readonly shares?: readonly [lowest: number, highest: number];
  readonly guaranteeProvider?: number;
  readonly guaranteeVenue?: number;
  readonly supplement?: number;
  readonly rent?: number;
  readonly perTicket?: number;
  /**
   * What the caller's side gets however little is sold, over all performances that were not cancelled: by the version in force,
   * else by the newest. Null once a deal came to nothing.
   */
  readonly floor: number | null;
  /** Whether the floor is of a version in force. */
  readonly holds: boolean;
}

/** Answer of `GET /v1/agreements/{id}`. `ETag` is its revision; each step takes it in `If-Match`. */
export interface Agreement extends AgreementSummary {
  readonly revision: number;
  readonly terms: Terms;
  /** Lower-case hex of SHA-256 over the canonical JSON of the terms and performances: what a signature stands for. */
  readonly sha256: string;
  readonly sentence: { readonly nl: string; readonly en: string };
  readonly author: Side;
  readonly termStates: readonly TermState[];
  readonly contacts: Contacts;
  readonly framework: { readonly id: string; readonly version: number; readonly title: string } | null;
  readonly expiresAt: string | null;
  readonly approvals: readonly {
    readonly at: string;
    readonly side: Side;
    readonly person: string | null;
    readonly by: string;
  }[];
  /** People still needed at the deciding side, and why two. */
  readonly approvalsNeeded: number;
  readonly approvalLimit: number | null;
  /** On what is sold now, by the version in force, else by the newest; null = it cannot be computed, with the reasons. */
  readonly waterfall: Waterfall | null;
  readonly waterfallVersion: number | null;
  readonly share: ShareFigures | null;
  readonly history: readonly AgreementEvent[];
  /** What the caller may do now. */
  readonly may: readonly AgreementStep[];
}
