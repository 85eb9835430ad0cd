import { SalesMonitor } from './sales-monitor.ts';

const TAG = 'dip-sales-monitor';

if (customElements.get(TAG) === undefined) customElements.define(TAG, SalesMonitor);

declare global {
  interface HTMLElementTagNameMap {
    'dip-sales-monitor': SalesMonitor;
  }
}
