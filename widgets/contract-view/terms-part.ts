import { canonicalJson, termWords } from '#deal';
import { html, nothing, type TemplateResult } from 'lit';
import type { TermName, TermState } from '#protocol';
import { bodyWords } from './body-words.ts';
import { whoDid } from './history-part.ts';
import type { Shown } from './shown.ts';
import { valueText, withTerm } from './term-text.ts';

/** What whoever may decide adds to a row. */
export interface TermExtra {
  /** The value that is chosen instead; `undefined` = none, null = the term goes. */
  readonly chosen: (state: TermState) => unknown;
  /** Buttons beside how it stands, and instead of it where something is chosen. */
  readonly stand: (state: TermState, stand: TemplateResult) => TemplateResult;
  /** Under the row; `nothing` where there is nothing. */
  readonly under: (state: TermState) => TemplateResult | typeof nothing;
}

/** Never a term of its own: the amounts say it. */
const HIDDEN: ReadonlySet<TermName> = new Set(['currency']);
const listedTerms = (shown: Shown): readonly TermState[] =>
  shown.agreement.termStates.filter(({ term, state }) => !HIDDEN.has(term) || state === 'rejected');

export function renderTerms(
  shown: Shown,
  extra: TermExtra | null,
  actions: TemplateResult | typeof nothing,
  toHistory: (event: Event) => void,
): TemplateResult {
  const { agreement, moment, locale } = shown;
  const words = bodyWords(locale);
  const terms = listedTerms(shown);
  const open = terms.filter((one) => one.state !== 'agreed').length;
  const last = agreement.history.at(-1);
  return html`<section aria-labelledby="terms head">
    <h3 id="terms" tabindex="-1">${words.terms}</h3>
    <table class="terms">
      <thead>
        <tr>
          <th scope="col">${words.part}</th>
          <th scope="col">${words.value}</th>
          <th scope="col" class="act">${words.state}</th>
        </tr>
      </thead>
      <tbody>
        ${terms.map((state) => renderTerm(shown, extra, state))}
      </tbody>
    </table>
    <p class="foot">
      ${open === 0 ? words.allAgreed(terms.length) : words.openCount(open, terms.length)}${
        last === undefined ? nothing : ` · ${words.lastStep(moment(last.at), whoDid(shown, last))}`
      }
      · <a href="#history" @click=${toHistory}>${words.toHistory}</a>
    </p>
    ${actions}
  </section>`;
}

function renderTerm(shown: Shown, extra: TermExtra | null, state: TermState): TemplateResult {
  const { agreement, locale } = shown;
  const { term, framework, reason } = state;
  const words = bodyWords(locale);
  const { label, note } = termWords(
    term,
    withTerm(agreement.terms, term, state.value ?? state.was ?? state.counter),
    locale,
  );
  const deviates = framework === undefined ? '' : words.deviates(valueText(shown, term, framework));
  const under = extra?.under(state) ?? nothing;
  const stand = standOf(state, shown);
  return html`<tr class=${under === nothing ? '' : 'chosen'} data-term=${term}>
      <th scope="row">
        ${label}${[note, deviates].filter(Boolean).map((text) => html`<span class="small">${text}</span>`)}
      </th>
      <td class="value">${renderValue(shown, state, extra?.chosen(state))}</td>
      <td class="act">
        <div class="line-up">${extra === null ? stand : extra.stand(state, stand)}</div>
        ${reason === undefined ? nothing : html`<span class="small">“${reason}”</span>`}
      </td>
    </tr>
    ${
      under === nothing
        ? nothing
        : html`<tr class="under">
            <td colspan="3">${under}</td>
          </tr>`
    }`;
}

function standOf({ state }: TermState, { locale }: Shown): TemplateResult {
  const words = bodyWords(locale);
  if (state === 'agreed') return html`<span class="ok">✓ ${words.agreed}</span>`;
  if (state === 'rejected') return html`<span class="no">✕ ${words.rejected}</span>`;
  return html`<span class="quiet">○ ${words.open}</span>`;
}

function renderValue(shown: Shown, { term, value, was, counter, by }: TermState, chosen: unknown): TemplateResult {
  const words = bodyWords(shown.locale);
  const text = (one: unknown): string => (one === null ? words.gone : valueText(shown, term, one));
  if (chosen !== undefined && canonicalJson(chosen) !== canonicalJson(value ?? null))
    return html`<s>${valueText(shown, term, value)}</s><ins>${text(chosen)}</ins>`;
  const who = shown.nameOf(by ?? 'venue');
  if (counter !== undefined)
    return html`<s>${valueText(shown, term, value)}</s><ins>${text(counter)}</ins>
      <span class="small">${counter === null ? words.goneBy(who) : words.counterBy(who)}</span>`;
  if (was !== undefined) return html`<s>${valueText(shown, term, was)}</s><ins>${text(value)}</ins>`;
  return html`${valueText(shown, term, value)}`;
}
