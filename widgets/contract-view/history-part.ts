import { termWords } from '#deal';
import { html, nothing, type TemplateResult } from 'lit';
import { TERM_NAMES, type AgreementEvent, type TermName, type Terms } from '#protocol';
import { valueText, type Shown } from './shown.ts';
import { withTerm } from './term-choices.ts';

const isTerm = (name: string): name is TermName => (TERM_NAMES as readonly string[]).includes(name);

export const termLabel = ({ agreement, locale }: Shown, term: TermName, value?: unknown): string =>
  termWords(
    term,
    value === undefined || value === null ? agreement.terms : withTerm(agreement.terms, term, value),
    locale,
  ).label;

export const whoDid = ({ agreement, deal }: Shown, { by, side }: AgreementEvent): string => {
  const name = side === null ? '' : side === 'provider' ? agreement.provider.name : agreement.venue.name;
  return [by.person, name || (side === null ? '' : deal.sides[side])].filter(Boolean).join(', ');
};

export function renderHistory(shown: Shown): TemplateResult {
  const { agreement, words } = shown;
  return html`<details class="history" id="history">
    <summary>${words.history(agreement.history.length)}</summary>
    <ol>
      ${agreement.history.toReversed().map((event) => html`<li>${renderStep(shown, event)}</li>`)}
    </ol>
  </details>`;
}

export function renderStep(shown: Shown, event: AgreementEvent): TemplateResult {
  const { deal, moment } = shown;
  const { at, step, version, changes, rejected, message } = event;
  return html`<p>
      <b>${[whoDid(shown, event), deal.steps[step]].filter(Boolean).join(' ')}</b>
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
                      : html` <ins>${counter === null ? shown.words.gone : valueText(shown, term, counter)}</ins>`
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
  if (!isTerm(term)) return shown.words.performancesChanged;
  const value = (after ?? before) as Terms[TermName];
  return html`${termLabel(shown, term, value)}: <s>${valueText(shown, term, before)}</s> →
    <ins>${valueText(shown, term, after)}</ins>`;
}
