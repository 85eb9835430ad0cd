import { html, nothing, type TemplateResult } from 'lit';

/** What came of the last change, in one line that is also read aloud. */
export interface Said {
  readonly text: string;
  readonly failed: boolean;
}
export const NOTHING_SAID: Said = { text: '', failed: false };
export const done = (text: string): Said => ({ text, failed: false });
export const failed = (text: string): Said => ({ text, failed: true });

export const renderSaid = ({ text, failed: bad }: Said): TemplateResult =>
  html`<div role="status" class=${text === '' ? 'said quiet' : bad ? 'said failed' : 'said'}>
    ${text === '' ? nothing : html`<span>${bad ? '▲ ' : ''}${text}</span>`}
  </div>`;

/** Under a field; the field names it with `aria-describedby`. */
export const renderFault = (id: string, text: string | undefined): TemplateResult | typeof nothing =>
  text ? html`<span class="fault" id=${id}>▲ ${text}</span>` : nothing;
