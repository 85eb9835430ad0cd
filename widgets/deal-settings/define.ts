import { DealSettings } from './deal-settings.ts';

const TAG = 'dip-deal-settings';

if (customElements.get(TAG) === undefined) customElements.define(TAG, DealSettings);

declare global {
  interface HTMLElementTagNameMap {
    'dip-deal-settings': DealSettings;
  }
}
