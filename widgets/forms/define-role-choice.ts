import { RoleChoice } from './role-choice.ts';

const TAG = 'dip-role-choice';

if (customElements.get(TAG) === undefined) customElements.define(TAG, RoleChoice);

declare global {
  interface HTMLElementTagNameMap {
    'dip-role-choice': RoleChoice;
  }
}
