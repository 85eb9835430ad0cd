import { Agreements } from './agreements.ts';

const TAG = 'dip-agreements';

if (customElements.get(TAG) === undefined) customElements.define(TAG, Agreements);

declare global {
  interface HTMLElementTagNameMap {
    'dip-agreements': Agreements;
  }
}
