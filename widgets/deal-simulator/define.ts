import { DealSimulator } from './deal-simulator.ts';

const TAG = 'dip-deal-simulator';

if (customElements.get(TAG) === undefined) customElements.define(TAG, DealSimulator);

declare global {
  interface HTMLElementTagNameMap {
    'dip-deal-simulator': DealSimulator;
  }
}
