import { ContactLinks } from './contact-links.ts';

const TAG = 'dip-contact-links';

if (customElements.get(TAG) === undefined) customElements.define(TAG, ContactLinks);

declare global {
  interface HTMLElementTagNameMap {
    'dip-contact-links': ContactLinks;
  }
}
