import { html, nothing, type TemplateResult } from 'lit';
import type { WantedState } from '../data/wanted-resource.ts';
import { stateWords } from './state-words.ts';

type Trouble = Extract<WantedState<unknown>, { kind: 'error' } | { kind: 'alone' }>;

const LASTING = new Set(['refused', 'not_found', 'not_asked_well']);

/** Says in words why there is nothing, with a way to ask again where that may help. */
export function renderTrouble(state: Trouble, locale: string, retry: () => void): TemplateResult {
  const words = stateWords(locale);
  if (state.kind === 'alone') return html`<p class="trouble" role="note">▲ ${words.alone[state.why]}</p>`;
  return html`<div class="trouble" role="alert">
    <p>▲ ${words.errors[state.code]}</p>
    ${LASTING.has(state.code) ? nothing : html`<button type="button" @click=${retry}>${words.retry}</button>`}
  </div>`;
}

/** The line under figures whose last refresh failed. */
export const renderStale = (stale: boolean, locale: string): TemplateResult | typeof nothing =>
  stale ? html`<p class="trouble" role="status">▲ ${stateWords(locale).stale}</p>` : nothing;
