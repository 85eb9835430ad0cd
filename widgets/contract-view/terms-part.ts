import { canonicalJson, termWords } from '#deal';
import { html, nothing, type TemplateResult } from 'lit';
import type { TermName, TermState } from '#protocol';
import { checkWords } from '../deals/check-words.ts';
import { fieldWords } from '../deals/field-words.ts';
import { renderTermInputs } from '../deals/term-inputs.ts';
import { renderFault } from '../forms/said.ts';
import { valueText, type Shown } from './shown.ts';
import { chosenValue, withTerm, type Choice, type ChoiceFaults, type Choices, type Faults } from './term-choices.ts';

export interface TermsPart {
  readonly choices: Choices;
  readonly faults: Faults;
  /** What single terms can be given now. */
  readonly mode: 'decide' | 'answer' | 'look';
  readonly busy: boolean;
  readonly begin: (state: TermState, kind: Choice['kind']) => void;
  readonly change: (term: TermName, choice: Choice) => void;
  readonly undo: (term: TermName) => void;
  readonly describe: TemplateResult | typeof nothing;
}

/** Never a term of its own: the amounts say it. */
const HIDDEN: ReadonlySet<TermName> = new Set(['currency']);
export const listedTerms = (shown: Shown): readonly TermState[] =>
  shown.agreement.termStates.filter(({ term, state }) => !HIDDEN.has(term) || state === 'rejected');

export function renderTerms(shown: Shown, part: TermsPart): TemplateResult {
  const { words } = shown;
  return html`<section aria-labelledby="terms">
    <h3 id="terms">${words.terms}</h3>
    <table class="terms">
      <thead>
        <tr>
          <th scope="col">${words.part}</th>
          <th scope="col">${words.value}</th>
          <th scope="col" class="act">${words.state}</th>
        </tr>
      </thead>
      <tbody>
        ${listedTerms(shown).map((state) => renderTerm(shown, part, state))}
      </tbody>
    </table>
    ${part.describe}
  </section>`;
}

function renderTerm(shown: Shown, part: TermsPart, state: TermState): TemplateResult {
  const { agreement, words, locale } = shown;
  const { term, framework } = state;
  const { label, note } = termWords(
    term,
    withTerm(agreement.terms, term, state.value ?? state.was ?? state.counter),
    locale,
  );
  const choice = part.choices.get(term);
  const under = [note, framework === undefined ? '' : words.deviates(valueText(shown, term, framework))].filter(
    Boolean,
  );
  const detail = part.faults.get(term)?.detail;
  return html`<tr class=${choice === undefined && detail === undefined ? '' : 'chosen'} data-term=${term}>
      <th scope="row">${label}${under.map((text) => html`<span class="small">${text}</span>`)}</th>
      <td class="value">${renderValue(shown, state, choice)}</td>
      <td class="act">${renderStand(shown, part, state, label, choice)}</td>
    </tr>
    ${
      (choice === undefined || choice.kind === 'accept') && detail === undefined
        ? nothing
        : html`<tr class="under">
            <td colspan="3">
              ${choice === undefined || choice.kind === 'accept' ? nothing : renderForm(shown, part, state, label, choice)}
              ${
                detail === undefined
                  ? nothing
                  : html`<p class="fault" tabindex="-1">▲ ${words.invalid(checkWords(detail, locale))}</p>`
              }
            </td>
          </tr>`
    }`;
}

function renderValue(shown: Shown, state: TermState, choice: Choice | undefined): TemplateResult {
  const { words, nameOf } = shown;
  const { term, value, was, counter, by } = state;
  const chosen = choice === undefined ? undefined : chosenValue(term, choice, counter);
  const text = (one: unknown): string => (one === null ? words.gone : valueText(shown, term, one));
  if (chosen !== undefined && canonicalJson(chosen) !== canonicalJson(value ?? null))
    return html`<s>${valueText(shown, term, value)}</s><ins>${text(chosen)}</ins>`;
  if (counter !== undefined)
    return html`<s>${valueText(shown, term, value)}</s><ins>${text(counter)}</ins>
      <span class="small"
        >${counter === null ? words.goneBy(nameOf(by ?? 'venue')) : words.counterBy(nameOf(by ?? 'venue'))}</span
      >`;
  if (was !== undefined) return html`<s>${valueText(shown, term, was)}</s><ins>${text(value)}</ins>`;
  return html`${valueText(shown, term, value)}`;
}

function renderStand(
  { words }: Shown,
  part: TermsPart,
  state: TermState,
  label: string,
  choice: Choice | undefined,
): TemplateResult {
  const { term, reason, counter } = state;
  const button = (text: string, name: string, run: () => void, first = false): TemplateResult =>
    html`<button
      type="button"
      class=${first ? 'first' : ''}
      aria-label=${name}
      ?disabled=${part.busy}
      data-act=${`${choice === undefined ? 'do' : 'undo'}-${term}`}
      @click=${run}
    >
      ${text}
    </button>`;
  const stand =
    state.state === 'agreed'
      ? html`<span class="ok">✓ ${words.agreed}</span>`
      : state.state === 'rejected'
        ? html`<span class="no">✕ ${words.rejected}</span>`
        : html`<span class="quiet">○ ${words.open}</span>`;
  const why = reason === undefined ? nothing : html`<span class="small">“${reason}”</span>`;
  const row = (sign: TemplateResult, ...buttons: readonly (TemplateResult | typeof nothing)[]): TemplateResult =>
    html`<div class="line-up">${sign}<span class="pair">${buttons}</span></div>
      ${why}`;
  if (choice !== undefined)
    return row(
      choice.kind === 'accept' ? html`<span class="ok">✓ ${words.accepted}</span>` : stand,
      button(words.undo, words.undoOf(label), () => part.undo(term)),
    );
  if (part.mode === 'look' || (part.mode === 'answer' && state.state !== 'rejected')) return row(stand);
  if (part.mode === 'decide')
    return row(
      stand,
      button(words.reject, words.rejectOf(label), () => part.begin(state, 'reject')),
    );
  return row(
    stand,
    counter === undefined
      ? nothing
      : button(words.accept, words.acceptOf(label), () => part.begin(state, 'accept'), true),
    button(words.answer, words.answerOf(label), () => part.begin(state, 'answer')),
  );
}

function renderForm(
  shown: Shown,
  part: TermsPart,
  { term }: TermState,
  label: string,
  choice: Exclude<Choice, { kind: 'accept' }>,
): TemplateResult {
  const { words } = shown;
  const faults = part.faults.get(term);
  return html`<div class="form" role="group" aria-label=${label}>
    ${
      choice.kind === 'reject'
        ? renderReject(shown, part, term, choice, faults)
        : html`${choice.gone ? nothing : renderInputs(shown, part, term, words.newValue, choice, faults)}
            <label class="tick"
              ><input
                type="checkbox"
                .checked=${choice.gone}
                @change=${(event: Event) =>
                  part.change(term, { ...choice, gone: (event.target as HTMLInputElement).checked })}
              />${words.dropTerm}</label
            >`
    }
  </div>`;
}

function renderReject(
  shown: Shown,
  part: TermsPart,
  term: TermName,
  choice: Extract<Choice, { kind: 'reject' }>,
  faults: ChoiceFaults | undefined,
): TemplateResult {
  const { words } = shown;
  const options = [
    ['none', words.counterNone],
    ['value', words.counterValue],
    ['gone', words.counterGone],
  ] as const;
  return html`<label
      >${words.reason}
      <input
        id="reason-${term}"
        maxlength="500"
        autocomplete="off"
        aria-invalid=${faults?.reason ? 'true' : 'false'}
        aria-describedby="reason-${term}-fault"
        .value=${choice.reason}
        @input=${(event: Event) => part.change(term, { ...choice, reason: (event.target as HTMLInputElement).value })}
      />${renderFault(`reason-${term}-fault`, faults?.reason ? words.faultReason : undefined)}</label
    >
    <fieldset class="ways">
      <legend>${words.counter}</legend>
      ${options.map(
        ([value, text]) =>
          html`<label class="tick"
            ><input
              type="radio"
              name="counter-${term}"
              value=${value}
              .checked=${choice.counter === value}
              @change=${() => part.change(term, { ...choice, counter: value })}
            />${text}</label
          >`,
      )}
    </fieldset>
    ${choice.counter === 'value' ? renderInputs(shown, part, term, words.newValue, choice, faults) : nothing}`;
}

function renderInputs(
  { locale }: Shown,
  part: TermsPart,
  term: TermName,
  label: string,
  choice: Exclude<Choice, { kind: 'accept' }>,
  faults: ChoiceFaults | undefined,
): TemplateResult {
  const words = fieldWords(locale);
  return renderTermInputs({
    term,
    label,
    draft: choice.draft,
    faults: Object.fromEntries(Object.entries(faults?.fields ?? {}).map(([at, fault]) => [at, words.faults[fault]])),
    words,
    locale,
    prefix: 'choice',
    changed: (draft) => part.change(term, { ...choice, draft }),
  });
}
