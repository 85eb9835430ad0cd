import { RoleSwitch } from './role-switch.ts';

const TAG = 'dip-role-switch';

if (customElements.get(TAG) === undefined) customElements.define(TAG, RoleSwitch);

declare global {
  interface HTMLElementTagNameMap {
    'dip-role-switch': RoleSwitch;
  }
}
