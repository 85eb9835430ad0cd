import type { ErrorCode } from './session-context.ts';

const OUT = { bubbles: true, composed: true } as const;

/** The first figures of an element are on screen. */
export class DipReadyEvent extends Event {
  constructor() {
    super('dip-ready', OUT);
  }
}

/** An element has no figures to show. */
export class DipErrorEvent extends Event {
  readonly code: ErrorCode;
  /** Whether asking again by itself may help; the elements do so. */
  readonly retryable: boolean;
  constructor(code: ErrorCode) {
    super('dip-error', OUT);
    this.code = code;
    this.retryable = code !== 'refused' && code !== 'not_found' && code !== 'not_asked_well';
  }
}

/** A refresh failed: an element goes on showing older figures, and says so. */
export class DipStaleEvent extends Event {
  constructor() {
    super('dip-stale', OUT);
  }
}

declare global {
  interface HTMLElementEventMap {
    'dip-ready': DipReadyEvent;
    'dip-error': DipErrorEvent;
    'dip-stale': DipStaleEvent;
  }
}
