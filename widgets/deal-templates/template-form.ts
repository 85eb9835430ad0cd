import { html, nothing, type TemplateResult } from 'lit';
import type { FieldError, Template } from '#protocol';
import type { DealDraft, ReadDeal } from '../deals/deal-draft.ts';
import { renderDealForm } from '../deals/deal-form.ts';
import type { Partner } from '../deals/partners.ts';
import { renderSentence } from '../deals/terms-table.ts';
import type { Desk } from '../forms/desk.ts';
import { formWords } from '../forms/form-words.ts';
import { renderFault } from '../forms/said.ts';
import type { TemplateWords } from './template-words.ts';

export interface TemplateDraft {
  readonly name: string;
  /** '' = for all. */
  readonly with: string;
  readonly terms: DealDraft;
}
export interface TemplateForm {
  /** Null = a new one. */
  readonly of: Template | null;
  readonly draft: TemplateDraft;
  readonly read: ReadDeal;
  /** Whether somebody has asked to save: nobody is told of faults in what they have not come to. */
  readonly asked: boolean;
  readonly errors: readonly FieldError[];
  readonly partners: readonly Partner[];
  readonly clash: Template | null;
  readonly words: TemplateWords;
  readonly locale: string;
  readonly desk: Desk;
  readonly changed: (draft: TemplateDraft) => void;
  readonly save: () => void;
  readonly keepMine: () => void;
  readonly takeTheirs: () => void;
}

/** A template as it is typed, and how a deal reads that begins with it. */
export function renderTemplateForm(form: TemplateForm): TemplateResult {
  const { of, draft, read, asked, errors, words, locale, desk, changed } = form;
  return html`<form
    class="form"
    novalidate
    aria-labelledby="form-head"
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      form.save();
    }}
  >
    <h3 id="form-head">${of === null ? words.createHead : words.changeOf(of.name)}</h3>
    ${form.clash === null ? nothing : renderClash(form, form.clash)}
    <div class="cols">
      <div>
        <label
          >${words.name}
          <input
            name="name"
            autocomplete="off"
            maxlength="120"
            aria-invalid=${desk.faults['name'] ? 'true' : 'false'}
            aria-describedby="name-fault"
            .value=${draft.name}
            @input=${(event: Event) => changed({ ...draft, name: (event.target as HTMLInputElement).value })}
          />${renderFault('name-fault', desk.faults['name'])}</label
        >
        ${renderWhom(form)}
        ${renderDealForm({
          draft: draft.terms,
          faults: asked ? read : null,
          errors,
          locale,
          prefix: 'template',
          changed: (terms) => changed({ ...draft, terms }),
        })}
      </div>
      <section aria-labelledby="reads">
        <h3 id="reads">${words.reads}</h3>
        ${
          read.terms === null || read.errors.length > 0
            ? html`<p class="lead">${words.notYet}</p>`
            : renderSentence(read.terms, locale)
        }
      </section>
    </div>
    <div class="ends">
      <button type="submit" name="save" class="first" ?disabled=${desk.busy !== ''}>
        ${desk.busy === '' ? formWords(locale).save : formWords(locale).busy}
      </button>
      <button type="button" @click=${() => void desk.close()}>${formWords(locale).cancel}</button>
    </div>
  </form>`;
}

function renderWhom({ of, draft, partners, words, desk, changed }: TemplateForm): TemplateResult {
  const known = partners.some(({ id }) => id === draft.with);
  return html`<label
    >${words.forWhom}
    <select
      name="with"
      aria-invalid=${desk.faults['with'] ? 'true' : 'false'}
      aria-describedby="with-fault"
      @change=${(event: Event) => changed({ ...draft, with: (event.target as HTMLSelectElement).value })}
    >
      <option value="" ?selected=${draft.with === ''}>${words.all}</option>
      ${
        known || draft.with === ''
          ? nothing
          : html`<option value=${draft.with} selected>
              ${of?.with === draft.with ? (of.withName ?? words.unknown) : draft.with}
            </option>`
      }
      ${partners.map(({ id, name }) => html`<option value=${id} ?selected=${id === draft.with}>${name}</option>`)}
    </select>
    ${renderFault('with-fault', desk.faults['with'])}</label
  >`;
}

/** Two at once: what is saved now beside what was typed here, of which nothing is gone. */
const renderClash = ({ words, locale, keepMine, takeTheirs }: TemplateForm, now: Template): TemplateResult =>
  html`<div class="form sure" role="group" aria-labelledby="clash">
    <h4 id="clash" tabindex="-1">▲ ${words.clashHead}</h4>
    <p>${words.clashWhat}</p>
    <p>${now.name} · ${now.withName ?? words.all}</p>
    ${renderSentence(now.terms, locale)}
    <div class="ends">
      <button type="button" class="first" @click=${keepMine}>${words.keepMine}</button>
      <button type="button" @click=${takeTheirs}>${words.takeTheirs}</button>
    </div>
  </div>`;
