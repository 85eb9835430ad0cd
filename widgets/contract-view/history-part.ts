import { html, nothing, type TemplateResult } from 'lit';
import { TERM_NAMES, type AgreementEvent, type TermName, type Terms } from '#protocol';
import { stepWords } from '../deals/step-words.ts';
import { bodyWords } from './body-words.ts';
import type { Shown } from './shown.ts';
import { termLabel, valueText } from './term-text.ts';

const isTerm = (name: string): name is TermName => (TERM_NAMES as readonly string[]).includes(name);

export const whoDid = ({ agreement, deal }: Shown, { by, side }: AgreementEvent): string => {
  const name = side === null ? '' : side === 'provider' ? agreement.provider.name : agreement.venue.name;
  return [by.person, name || (side === null ? '' : deal.sides[side])].filter(Boolean).join(', ');
};

export function renderHistory(shown: Shown): TemplateResult {
  const { agreement, locale } = shown;
  const words = bodyWords(locale);
  return html`<details class="history" id="history">
    <summary>${words.history(agreement.history.length)}</summary>
    <ol>
      ${agreement.history.toReversed().map((event) => html`<li>${renderStep(shown, event)}</li>`)}
    </ol>
  </details>`;
}

export function renderStep(shown: Shown, event: AgreementEvent): TemplateResult {
  const { deal, moment, locale } = shown;
  const { at, step, version, changes, rejected, message } = event;
  return html`<p>
      <b>${[whoDid(shown, event), stepWords(locale).steps[step]].filter(Boolean).join(' ')}</b>
      <span class="small">${moment(at)} · ${deal.version(version)} · ${deal.states[event.state]}</span>
    </p>
    ${message === null ? nothing : html`<p class="quote">“${message}”</p>`}
    ${
      changes.length === 0 && !rejected
        ? nothing
        : html`<ul class="changes">
            ${changes.map((change) => html`<li>${renderChange(shown, change)}</li>`)}
            ${(rejected ?? []).map(
              ({ term, reason, counter }) =>
                html`<li>
                  ${termLabel(shown, term, counter)}:
                  “${reason}”${
                    counter === undefined
                      ? nothing
                      : html` <ins
                          >${counter === null ? bodyWords(shown.locale).gone : valueText(shown, term, counter)}</ins
                        >`
                  }
                </li>`,
            )}
          </ul>`
    }`;
}

function renderChange(
  shown: Shown,
  { term, before, after }: AgreementEvent['changes'][number],
): TemplateResult | string {
  if (!isTerm(term)) return bodyWords(shown.locale).performancesChanged;
  const value = (after ?? before) as Terms[TermName];
  return html`${termLabel(shown, term, value)}: <s>${valueText(shown, term, before)}</s> →
    <ins>${valueText(shown, term, after)}</ins>`;
}
