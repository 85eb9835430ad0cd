// How the deal reads while it is typed, and how it reads with a colleague who was first.
import { sentenceParts } from '#deal';
import { html, type nothing, type TemplateResult } from 'lit';
import type { Agreement, Terms } from '#protocol';
import type { ReadDeal } from '../deals/deal-draft.ts';
import { isDutch } from '../locales/language.ts';
import type { EditorWords } from './editor-words.ts';

export function renderReads(
  base: Agreement,
  { terms, errors }: ReadDeal,
  words: EditorWords,
  locale: string,
  deviations: (terms: Terms) => TemplateResult | typeof nothing,
): TemplateResult {
  const names = { provider: base.provider.name, venue: base.venue.name };
  return html`<section class="reads" aria-labelledby="reads">
    <h3 id="reads" tabindex="-1">${words.reads}</h3>
    ${
      terms === null || errors.length > 0
        ? html`<p class="lead">${words.notYet}</p>`
        : html`<p class="sentence">
              ${sentenceParts(terms, names, isDutch(locale) ? 'nl' : 'en').map(({ text, term }) =>
                term !== undefined && /\d/.test(text) ? html`<b>${text}</b>` : text,
              )}
            </p>
            ${deviations(terms)}
            <h3>${words.preview}</h3>
            <dip-deal-simulator .terms=${terms} .known=${base}></dip-deal-simulator>`
    }
  </section>`;
}

export function renderClash(
  now: Agreement,
  words: EditorWords,
  locale: string,
  settle: (now: Agreement, mine: boolean) => void,
): TemplateResult {
  return html`<div class="form sure" role="group" aria-labelledby="clash">
    <h3 id="clash" tabindex="-1">▲ ${words.clashHead}</h3>
    <p>${words.clashWhat}</p>
    <p>${now.sentence[isDutch(locale) ? 'nl' : 'en']}</p>
    <div class="ends">
      <button type="button" class="first" @click=${() => settle(now, true)}>${words.keepMine}</button>
      <button type="button" @click=${() => settle(now, false)}>${words.takeTheirs}</button>
    </div>
  </div>`;
}
