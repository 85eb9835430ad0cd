import { html, type TemplateResult } from 'lit';
import { stateWords } from '../states/state-words.ts';

/** The place of a head and a list that are on their way. */
export const renderWaiting = (locale: string): TemplateResult =>
  html`<div role="status" aria-busy="true">
    <span class="sr">${stateWords(locale).loading}</span>
    <div class="waiting head-place"></div>
    <div class="waiting list-place"></div>
  </div>`;
