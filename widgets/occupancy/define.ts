import { Occupancy } from './occupancy.ts';

const TAG = 'dip-occupancy';

if (customElements.get(TAG) === undefined) customElements.define(TAG, Occupancy);

declare global {
  interface HTMLElementTagNameMap {
    'dip-occupancy': Occupancy;
  }
}
