/** What the reader opened; the address bar and the history are the host's. */
export class DipAgreementOpenedEvent extends Event {
  /** Id of the agreement; '' = back at the list. */
  readonly agreement: string;
  constructor(agreement: string) {
    super('dip-agreement-opened', { bubbles: true, composed: true });
    this.agreement = agreement;
  }
}

declare global {
  interface HTMLElementEventMap {
    'dip-agreement-opened': DipAgreementOpenedEvent;
  }
}
