import { PerformanceDetail } from './performance-detail.ts';

const TAG = 'dip-performance-detail';

if (customElements.get(TAG) === undefined) customElements.define(TAG, PerformanceDetail);

declare global {
  interface HTMLElementTagNameMap {
    'dip-performance-detail': PerformanceDetail;
  }
}
