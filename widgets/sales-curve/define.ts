import { SalesCurve } from './sales-curve.ts';

const TAG = 'dip-sales-curve';

if (customElements.get(TAG) === undefined) customElements.define(TAG, SalesCurve);

declare global {
  interface HTMLElementTagNameMap {
    'dip-sales-curve': SalesCurve;
  }
}
