import { PerformancePicker } from './performance-picker.ts';

const TAG = 'dip-performance-picker';

if (customElements.get(TAG) === undefined) customElements.define(TAG, PerformancePicker);

declare global {
  interface HTMLElementTagNameMap {
    'dip-performance-picker': PerformancePicker;
  }
}
