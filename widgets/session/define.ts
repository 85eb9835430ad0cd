import { DipSession } from './session.ts';

const TAG = 'dip-session';

if (customElements.get(TAG) === undefined) customElements.define(TAG, DipSession);

declare global {
  interface HTMLElementTagNameMap {
    'dip-session': DipSession;
  }
}
