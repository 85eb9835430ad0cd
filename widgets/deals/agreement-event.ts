import type { AgreementStep } from '#protocol';

/** A step of an agreement that the platform confirmed. */
export class DipAgreementChangedEvent extends Event {
  readonly agreement: string;
  readonly step: AgreementStep;
  constructor(agreement: string, step: AgreementStep) {
    super('dip-agreement-changed', { bubbles: true, composed: true });
    this.agreement = agreement;
    this.step = step;
  }
}

declare global {
  interface HTMLElementEventMap {
    'dip-agreement-changed': DipAgreementChangedEvent;
  }
}
