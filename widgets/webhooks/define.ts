import { Webhooks } from './webhooks.ts';

const TAG = 'dip-webhooks';

if (customElements.get(TAG) === undefined) customElements.define(TAG, Webhooks);

declare global {
  interface HTMLElementTagNameMap {
    'dip-webhooks': Webhooks;
  }
}
