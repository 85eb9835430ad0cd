import { MonitorTools } from './monitor-tools.ts';

const TAG = 'dip-monitor-tools';

if (customElements.get(TAG) === undefined) customElements.define(TAG, MonitorTools);

declare global {
  interface HTMLElementTagNameMap {
    'dip-monitor-tools': MonitorTools;
  }
}
