import { AudienceCharts } from './audience-charts.ts';

const TAG = 'dip-audience-charts';

/** One chart each, with the attributes of the whole. */
const CHARTS = {
  'dip-origin-map': 'origin',
  'dip-catchment': 'catchment',
  'dip-distance-bars': 'distance',
  'dip-age-pyramid': 'age_gender',
  'dip-newness': 'newness',
  'dip-behaviour': 'segment',
  'dip-visit-frequency': 'visits',
  'dip-lead-time': 'lead',
  'dip-purchase-moment': 'moment',
  'dip-channel-mix': 'channel',
  'dip-price-mix': 'price_class',
  'dip-party-size': 'party',
  'dip-overlap': 'overlap',
  'dip-combinations': 'combinations',
} as const;

if (customElements.get(TAG) === undefined) customElements.define(TAG, AudienceCharts);

for (const [tag, chart] of Object.entries(CHARTS))
  if (customElements.get(tag) === undefined)
    customElements.define(
      tag,
      class extends AudienceCharts {
        constructor() {
          super();
          this.chart = chart;
        }
      },
    );

declare global {
  interface HTMLElementTagNameMap extends Record<keyof typeof CHARTS, AudienceCharts> {
    'dip-audience-charts': AudienceCharts;
  }
}
