/** How a deal can stand, and the steps that lead there. In no other file of deals, so that each of them can name these. */

/** Of the newest version. An agreement with an approved version stays in force while a later one is being decided. */
export const AGREEMENT_STATES = [
  'draft',
  'proposed',
  /** One person of the two that are needed has approved. */
  'half_approved',
  'partly_rejected',
  'rejected',
  'approved',
  'settled',
  'withdrawn',
  'expired',
] as const;
export type AgreementState = (typeof AGREEMENT_STATES)[number];

export const AGREEMENT_STEPS = [
  'draft',
  'edit',
  'propose',
  'approve',
  'reject',
  'revise',
  'amend',
  'withdraw',
  'expire',
  'settle',
] as const;
export type AgreementStep = (typeof AGREEMENT_STEPS)[number];
