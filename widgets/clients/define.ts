import { Clients } from './clients.ts';

const TAG = 'dip-clients';

if (customElements.get(TAG) === undefined) customElements.define(TAG, Clients);

declare global {
  interface HTMLElementTagNameMap {
    'dip-clients': Clients;
  }
}
