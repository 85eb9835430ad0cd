import { MonitorTable } from './monitor-table.ts';

const TAG = 'dip-monitor-table';

if (customElements.get(TAG) === undefined) customElements.define(TAG, MonitorTable);

declare global {
  interface HTMLElementTagNameMap {
    'dip-monitor-table': MonitorTable;
  }
}
