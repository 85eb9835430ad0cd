import { DealTemplates } from './deal-templates.ts';

const TAG = 'dip-deal-templates';

if (customElements.get(TAG) === undefined) customElements.define(TAG, DealTemplates);

declare global {
  interface HTMLElementTagNameMap {
    'dip-deal-templates': DealTemplates;
  }
}
