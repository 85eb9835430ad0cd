import { html, nothing, type TemplateResult } from 'lit';
import type { FieldError, Form, TermName } from '#protocol';
import { checkWords } from './check-words.ts';
import {
  addableTerms,
  draftFor,
  errorsOf,
  isNeeded,
  shownTerms,
  withAdded,
  withDraft,
  type DealDraft,
  type ReadTerms,
} from './deal-draft.ts';
import { fieldLabel, fieldWords, optionLabel } from './field-words.ts';
import { renderTermInputs } from './term-inputs.ts';
import { TERM_SHAPES } from './term-shapes.ts';

export interface DealForm {
  readonly draft: DealDraft;
  /** Shown once somebody has asked for it: nobody is told of faults in what they have not come to. */
  readonly faults: Pick<ReadTerms<unknown>, 'fields' | 'errors'> | null;
  /** Of the API. */
  readonly errors: readonly FieldError[];
  readonly locale: string;
  readonly prefix: string;
  readonly changed: (draft: DealDraft) => void;
}

/** The form first, then the fields that belong to it, then what can be added. */
export function renderDealForm(form: DealForm): TemplateResult {
  const { draft, locale, prefix, changed } = form;
  const words = fieldWords(locale);
  const forms = TERM_SHAPES.form.kind === 'choice' ? TERM_SHAPES.form.of : [];
  const addable = addableTerms(draft);
  return html`<div class="deal">
    <label class="of-form"
      >${words.fields['form']}
      <select
        id="${prefix}-form"
        @change=${(event: Event) =>
          changed({ ...draft, form: ((event.target as HTMLSelectElement).value || null) as Form | null })}
      >
        ${draft.part ? html`<option value="" ?selected=${draft.form === null}>${words.anyForm}</option>` : nothing}
        ${forms.map(
          (one) =>
            html`<option value=${one} ?selected=${one === draft.form}>${optionLabel('form', one, words)}</option>`,
        )}
      </select></label
    >
    ${shownTerms(draft).map((term) => renderTerm(form, term))}
    ${
      addable.length === 0
        ? nothing
        : html`<div class="adds" role="group" aria-label=${words.addTerm}>
            <span class="small">${words.addTerm}</span>
            ${addable.map(
              (term) =>
                html`<button
                  type="button"
                  class="plain"
                  data-adds=${term}
                  @click=${() => changed(withAdded(draft, term, true))}
                >
                  ${fieldLabel(term, '', words)}
                </button>`,
            )}
          </div>`
    }
  </div>`;
}

function renderTerm(form: DealForm, term: TermName): TemplateResult {
  const { draft, faults, errors, locale, prefix, changed } = form;
  const words = fieldWords(locale);
  const remarks = errorsOf([...(faults?.errors ?? []), ...errors], term);
  return html`<div class="term" data-term=${term}>
    ${renderTermInputs({
      term,
      draft: draftFor(draft, term, locale),
      faults: {
        ...Object.fromEntries(Object.entries(remarks).map(([at, detail]) => [at, checkWords(detail, locale)])),
        ...Object.fromEntries(
          Object.entries(faults?.fields[term] ?? {}).map(([at, fault]) => [at, words.faults[fault]]),
        ),
      },
      words,
      locale,
      prefix,
      changed: (typed) => changed(withDraft(draft, term, typed)),
    })}
    ${
      isNeeded(draft, term)
        ? nothing
        : html`<button
            type="button"
            class="plain"
            aria-label=${words.remove(fieldLabel(term, '', words))}
            @click=${() => changed(withAdded(draft, term, false))}
          >
            ${words.remove('').trim()}
          </button>`
    }
  </div>`;
}
