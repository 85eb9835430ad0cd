import { html, type TemplateResult } from 'lit';
import type { Agreement } from '#protocol';
import { decidingWords } from './deciding-words.ts';
import { renderStep } from './history-part.ts';
import type { Shown } from './shown.ts';
import { chosenValue, type Choices } from './term-choices.ts';
import { termLabel, valueText } from './term-text.ts';

export interface ClashPart {
  /** As it was when the choices were begun. */
  readonly base: Agreement;
  readonly choices: Choices;
  readonly goOn: () => void;
  readonly drop: () => void;
}

/** Two at once: what has come meanwhile beside what was chosen here. Nothing that was typed is gone. */
export function renderClash(shown: Shown, { base, choices, goOn, drop }: ClashPart): TemplateResult {
  const { agreement, locale } = shown;
  const words = decidingWords(locale);
  const since = agreement.history.filter(({ seq }) => seq > base.revision);
  return html`<section class="clash" role="group" aria-labelledby="clash">
    <h3 id="clash" tabindex="-1">▲ ${words.clashHead}</h3>
    <p>${words.clashKept}</p>
    <div class="both">
      <div>
        <h4>${words.clashNow}</h4>
        ${since.map((event) => renderStep(shown, event))}
      </div>
      <div>
        <h4>${words.clashMine}</h4>
        <ul>
          ${[...choices].map(([term, choice]) => {
            const { counter } = base.termStates.find((one) => one.term === term) ?? {};
            const value = chosenValue(term, choice, counter);
            const text = value === undefined ? '' : value === null ? words.gone : valueText(shown, term, value);
            return html`<li>
              ${termLabel(shown, term)}: ${words.mine[choice.kind](choice.kind === 'reject' ? choice.reason : '', text)}
            </li>`;
          })}
        </ul>
      </div>
    </div>
    <div class="ends">
      <button type="button" class="first" @click=${goOn}>${words.clashGoOn(agreement.version)}</button>
      <button type="button" @click=${drop}>${words.clashDrop}</button>
    </div>
  </section>`;
}
