import { html, nothing, type TemplateResult } from 'lit';
import type { Desk } from './desk.ts';

export interface Ask {
  readonly head: string;
  /** What happens then; or why it cannot be done. */
  readonly what: string;
  /** Null: it cannot be done. */
  readonly yes: string | null;
  readonly no: string;
  readonly run: () => void;
}

/** Asked before what cannot be taken back; the focus begins at the harmless button. */
export const renderSure = ({ head, what, yes, no, run }: Ask, desk: Desk): TemplateResult =>
  html`<div
    class="form sure"
    role="group"
    aria-labelledby="sure"
    aria-describedby="sure-what"
    @keydown=${desk.onEscape}
  >
    <h3 id="sure">${head}</h3>
    <p id="sure-what">${what}</p>
    <div class="ends">
      ${
        yes === null
          ? nothing
          : html`<button type="button" class="warn" ?disabled=${desk.busy !== ''} @click=${run}>${yes}</button>`
      }
      <button type="button" class="no" ?disabled=${desk.busy !== ''} @click=${() => void desk.close()}>${no}</button>
    </div>
  </div>`;
