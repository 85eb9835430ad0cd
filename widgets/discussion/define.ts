import { Discussion } from './discussion.ts';

const TAG = 'dip-discussion';

if (customElements.get(TAG) === undefined) customElements.define(TAG, Discussion);

declare global {
  interface HTMLElementTagNameMap {
    'dip-discussion': Discussion;
  }
}
