import { MyShare } from './my-share.ts';

const TAG = 'dip-my-share';

if (customElements.get(TAG) === undefined) customElements.define(TAG, MyShare);

declare global {
  interface HTMLElementTagNameMap {
    'dip-my-share': MyShare;
  }
}
