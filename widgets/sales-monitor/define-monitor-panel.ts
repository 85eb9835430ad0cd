import { MonitorPanel } from './monitor-panel.ts';

const TAG = 'dip-monitor-panel';

if (customElements.get(TAG) === undefined) customElements.define(TAG, MonitorPanel);

declare global {
  interface HTMLElementTagNameMap {
    'dip-monitor-panel': MonitorPanel;
  }
}
