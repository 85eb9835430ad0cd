import { Members } from './members.ts';

const TAG = 'dip-members';

if (customElements.get(TAG) === undefined) customElements.define(TAG, Members);

declare global {
  interface HTMLElementTagNameMap {
    'dip-members': Members;
  }
}
