import '../deal-simulator/define.ts';
import { DealEditor } from './deal-editor.ts';

const TAG = 'dip-deal-editor';

if (customElements.get(TAG) === undefined) customElements.define(TAG, DealEditor);

declare global {
  interface HTMLElementTagNameMap {
    'dip-deal-editor': DealEditor;
  }
}
