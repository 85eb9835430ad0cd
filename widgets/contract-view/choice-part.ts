import { html, nothing, type TemplateResult } from 'lit';
import type { TermName, TermState } from '#protocol';
import { checkWords } from '../deals/check-words.ts';
import { fieldWords } from '../deals/field-words.ts';
import { renderTermInputs } from '../deals/term-inputs.ts';
import { renderFault } from '../forms/said.ts';
import { decidingWords } from './deciding-words.ts';
import type { Shown } from './shown.ts';
import { chosenValue, type Choice, type Choices, type Faults } from './term-choices.ts';
import { termLabel } from './term-text.ts';
import type { TermExtra } from './terms-part.ts';

export interface ChoicePart {
  readonly choices: Choices;
  readonly faults: Faults;
  /** What single terms can be given now. */
  readonly mode: 'decide' | 'answer' | 'look';
  readonly busy: boolean;
  readonly begin: (state: TermState, kind: Choice['kind']) => void;
  readonly change: (term: TermName, choice: Choice) => void;
  readonly undo: (term: TermName) => void;
}

export const termExtra = (shown: Shown, part: ChoicePart): TermExtra => ({
  chosen: ({ term, counter }) => {
    const choice = part.choices.get(term);
    return choice === undefined ? undefined : chosenValue(term, choice, counter);
  },
  stand: (state, stand) => renderStand(shown, part, state, stand),
  under: (state) => renderUnder(shown, part, state),
});

function renderStand(shown: Shown, part: ChoicePart, state: TermState, stand: TemplateResult): TemplateResult {
  const words = decidingWords(shown.locale);
  const { term, counter } = state;
  const label = termLabel(shown, term, state.value ?? counter);
  const choice = part.choices.get(term);
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
  if (choice !== undefined)
    return html`${choice.kind === 'accept' ? html`<span class="ok">✓ ${words.accepted}</span>` : stand}
    ${button(words.undo, words.undoOf(label), () => part.undo(term))}`;
  if (part.mode === 'look' || (part.mode === 'answer' && state.state !== 'rejected')) return stand;
  if (part.mode === 'decide')
    return html`${stand} ${button(words.reject, words.rejectOf(label), () => part.begin(state, 'reject'))}`;
  const accept =
    counter === undefined
      ? nothing
      : button(words.accept, words.acceptOf(label), () => part.begin(state, 'accept'), true);
  return html`${stand}
    <span class="pair"
      >${accept}${button(words.answer, words.answerOf(label), () => part.begin(state, 'answer'))}</span
    >`;
}

function renderUnder(shown: Shown, part: ChoicePart, state: TermState): TemplateResult | typeof nothing {
  const { term } = state;
  const choice = part.choices.get(term);
  const detail = part.faults.get(term)?.detail;
  const form = choice === undefined || choice.kind === 'accept' ? nothing : renderForm(shown, part, term, choice);
  if (form === nothing && detail === undefined) return nothing;
  return html`${form}
  ${
    detail === undefined
      ? nothing
      : html`<p class="fault" tabindex="-1">
          ▲ ${decidingWords(shown.locale).invalid(checkWords(detail, shown.locale))}
        </p>`
  }`;
}

function renderForm(
  shown: Shown,
  part: ChoicePart,
  term: TermName,
  choice: Exclude<Choice, { kind: 'accept' }>,
): TemplateResult {
  const words = decidingWords(shown.locale);
  const inputs = renderInputs(shown, part, term, choice);
  return html`<div class="form" role="group" aria-label=${termLabel(shown, term)}>
    ${
      choice.kind === 'reject'
        ? html`${renderReject(shown, part, term, choice)} ${choice.counter === 'value' ? inputs : nothing}`
        : html`${choice.gone ? nothing : inputs}
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
  { locale }: Shown,
  part: ChoicePart,
  term: TermName,
  choice: Extract<Choice, { kind: 'reject' }>,
): TemplateResult {
  const words = decidingWords(locale);
  const wrong = part.faults.get(term)?.reason === true;
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
        aria-invalid=${wrong ? 'true' : 'false'}
        aria-describedby="reason-${term}-fault"
        .value=${choice.reason}
        @input=${(event: Event) => part.change(term, { ...choice, reason: (event.target as HTMLInputElement).value })}
      />${renderFault(`reason-${term}-fault`, wrong ? words.faultReason : undefined)}</label
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
    </fieldset>`;
}

function renderInputs(
  { locale }: Shown,
  part: ChoicePart,
  term: TermName,
  choice: Exclude<Choice, { kind: 'accept' }>,
): TemplateResult {
  const words = fieldWords(locale);
  const fields = part.faults.get(term)?.fields ?? {};
  return renderTermInputs({
    term,
    label: decidingWords(locale).newValue,
    draft: choice.draft,
    faults: Object.fromEntries(Object.entries(fields).map(([at, fault]) => [at, words.faults[fault]])),
    words,
    locale,
    prefix: 'choice',
    changed: (draft) => part.change(term, { ...choice, draft }),
  });
}
