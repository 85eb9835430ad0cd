import { ContractView } from './contract-view.ts';

const TAG = 'dip-contract-view';

if (customElements.get(TAG) === undefined) customElements.define(TAG, ContractView);

declare global {
  interface HTMLElementTagNameMap {
    'dip-contract-view': ContractView;
  }
}
