import { Kpi } from './kpi.ts';

const TAG = 'dip-kpi';

if (customElements.get(TAG) === undefined) customElements.define(TAG, Kpi);

declare global {
  interface HTMLElementTagNameMap {
    'dip-kpi': Kpi;
  }
}
