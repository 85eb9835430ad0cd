import { AudienceCharts } from './audience-charts.ts';

const TAG = 'dip-audience-charts';

if (customElements.get(TAG) === undefined) customElements.define(TAG, AudienceCharts);

declare global {
  interface HTMLElementTagNameMap {
    'dip-audience-charts': AudienceCharts;
  }
}
