import { Frameworks } from './frameworks.ts';

const TAG = 'dip-frameworks';

if (customElements.get(TAG) === undefined) customElements.define(TAG, Frameworks);

declare global {
  interface HTMLElementTagNameMap {
    'dip-frameworks': Frameworks;
  }
}
