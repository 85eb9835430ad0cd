import { SettlementSheet } from './settlement-sheet.ts';

const TAG = 'dip-settlement-sheet';

if (customElements.get(TAG) === undefined) customElements.define(TAG, SettlementSheet);

declare global {
  interface HTMLElementTagNameMap {
    'dip-settlement-sheet': SettlementSheet;
  }
}
