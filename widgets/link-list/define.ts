import { LinkList } from './link-list.ts';

const TAG = 'dip-link-list';

if (customElements.get(TAG) === undefined) customElements.define(TAG, LinkList);

declare global {
  interface HTMLElementTagNameMap {
    'dip-link-list': LinkList;
  }
}
