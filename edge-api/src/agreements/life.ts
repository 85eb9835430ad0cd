/**
 * Pure: the life of a deal. From how it stands and what somebody wants to do: how it stands next, or why not. A version that
 * is being decided stands beside the approved one, which stays in force until the later one is approved.
 */
import type { AgreementState, AgreementStep, Side } from '#protocol';

export interface Life {
  readonly state: AgreementState;
  /** The version that `state` speaks of, and whose it is. */
  readonly version: number;
  readonly author: Side;
  readonly approvedVersion: number | null;
  readonly approvedAuthor: Side | null;
  /** The highest number a version ever had: numbers are never given twice. */
  readonly versions: number;
  /** Who has approved this version, at the deciding side: persons, or clients that act for none. */
  readonly signers: readonly string[];
  readonly expiresAt: number | null;
}

export interface Move {
  readonly step: AgreementStep;
  /** Null = time, or a job. */
  readonly side: Side | null;
  readonly now: number;
  /** The version that was looked at. */
  readonly version?: number;
  /** Who approves, and how many people it takes. */
  readonly signer?: string;
  readonly needed?: number;
  /** Some terms alone are rejected. */
  readonly partly?: boolean;
}

export type Taken = { readonly ok: true; readonly life: Life } | { readonly ok: false; readonly why: string };

const OTHER: Readonly<Record<Side, Side>> = { provider: 'venue', venue: 'provider' };
export const otherSide = (side: Side): Side => OTHER[side];

const DECIDED_BY_OTHER: readonly AgreementState[] = ['proposed', 'half_approved'];
const WAITS_FOR_AUTHOR: readonly AgreementState[] = ['draft', 'rejected', 'partly_rejected'];

/** Whose turn it is; null when nothing waits. */
export function turnOf({ state, author }: Pick<Life, 'state' | 'author'>): Side | null {
  if (WAITS_FOR_AUTHOR.includes(state)) return author;
  return DECIDED_BY_OTHER.includes(state) ? OTHER[author] : null;
}

interface Rule {
  readonly from: readonly AgreementState[];
  readonly by: 'author' | 'other' | 'either' | 'time';
}
const RULES: Readonly<Record<Exclude<AgreementStep, 'draft'>, Rule>> = {
  edit: { from: ['draft'], by: 'author' },
  propose: { from: ['draft'], by: 'author' },
  approve: { from: DECIDED_BY_OTHER, by: 'other' },
  reject: { from: DECIDED_BY_OTHER, by: 'other' },
  revise: { from: ['rejected', 'partly_rejected', ...DECIDED_BY_OTHER], by: 'author' },
  amend: { from: ['approved'], by: 'either' },
  withdraw: { from: [...WAITS_FOR_AUTHOR, ...DECIDED_BY_OTHER], by: 'author' },
  expire: { from: [...DECIDED_BY_OTHER, 'partly_rejected'], by: 'time' },
  // An amendment that nobody agreed on yet ends with it.
  settle: { from: ['approved', ...WAITS_FOR_AUTHOR, ...DECIDED_BY_OTHER], by: 'time' },
};

const STANDS: Readonly<Record<AgreementState, string>> = {
  draft: 'a draft',
  proposed: 'proposed',
  half_approved: 'approved by one of two people',
  partly_rejected: 'partly rejected',
  rejected: 'rejected',
  approved: 'approved',
  settled: 'settled',
  withdrawn: 'withdrawn',
  expired: 'expired',
};
const ends = (life: Life, state: 'withdrawn' | 'expired'): Life => {
  if (life.approvedVersion === null) return { ...life, state, signers: [], expiresAt: null };
  const { approvedVersion: version, approvedAuthor } = life;
  return { ...life, state: 'approved', version, author: approvedAuthor ?? life.author, signers: [], expiresAt: null };
};

function refusal(life: Life, { step, side, now, signer }: Move): string | null {
  if (step === 'draft') return 'it is there already';
  const { from, by } = RULES[step];
  if (!from.includes(life.state)) return `it is ${STANDS[life.state]}: ${step} is not possible now`;
  if (by === 'author' && side !== life.author) return `it is the other side's to ${step}`;
  if (by === 'other' && side !== OTHER[life.author]) return `it is the other side's to ${step}`;
  if (by === 'time' && side !== null) return `nobody can ${step} it by hand`;
  if (by !== 'time' && side === null) return `${step} needs a side`;
  const over = life.expiresAt !== null && life.expiresAt <= now;
  if (step === 'approve' && over) return 'the proposal has expired; ask for it to be proposed again';
  if (step === 'expire' && !over) return 'its time is not over';
  if (step === 'settle' && life.approvedVersion === null) return 'no version of it was approved';
  if (step === 'approve' && signer !== undefined && life.signers.includes(signer))
    return 'you have approved it; it waits for a second person of your organisation';
  return null;
}

/** What becomes of it. `draft` begins; it is not asked of a life that is there. */
export function take(life: Life, move: Move): Taken {
  const why = refusal(life, move);
  return why === null ? { ok: true, life: next(life, move) } : { ok: false, why };
}

function next(life: Life, { step, side, now, signer = '', needed = 1, partly = false }: Move): Life {
  const opened = { version: life.versions + 1, versions: life.versions + 1, signers: [], author: side ?? life.author };
  switch (step) {
    case 'draft':
    case 'edit':
      return life;
    case 'propose':
      return { ...life, state: 'proposed', signers: [] };
    case 'approve': {
      const signers = [...life.signers, signer];
      if (signers.length < needed) return { ...life, state: 'half_approved', signers };
      const { version, author } = life;
      return { ...life, state: 'approved', approvedVersion: version, approvedAuthor: author, signers, expiresAt: null };
    }
    case 'reject':
      return { ...life, state: partly ? 'partly_rejected' : 'rejected', signers: [] };
    case 'revise': {
      const expiresAt = life.expiresAt !== null && life.expiresAt <= now ? null : life.expiresAt;
      return { ...life, ...opened, state: 'proposed', expiresAt };
    }
    case 'amend':
      return { ...life, ...opened, state: 'draft', expiresAt: null };
    case 'withdraw':
      return ends(life, 'withdrawn');
    case 'expire':
      return ends(life, 'expired');
    case 'settle':
      return { ...ends(life, 'withdrawn'), state: 'settled' };
  }
}

export const begins = (author: Side): Life => ({
  state: 'draft',
  version: 1,
  author,
  approvedVersion: null,
  approvedAuthor: null,
  versions: 1,
  signers: [],
  expiresAt: null,
});

/** Steps that a side could take now, whatever their content. */
export const stepsOf = (life: Life, side: Side, now: number, signer?: string): readonly AgreementStep[] =>
  (Object.keys(RULES) as Exclude<AgreementStep, 'draft'>[]).filter(
    (step) =>
      RULES[step].by !== 'time' &&
      refusal(life, { step, side, now, ...(signer === undefined ? {} : { signer }) }) === null,
  );
