import { html, nothing, type TemplateResult } from 'lit';
import { SIDES, type FieldError, type Framework, type Side } from '#protocol';
import { renderDealForm } from '../deals/deal-form.ts';
import type { Partner } from '../deals/partners.ts';
import { termsText } from '../deals/terms-table.ts';
import type { Desk } from '../forms/desk.ts';
import { formWords } from '../forms/form-words.ts';
import { renderFault } from '../forms/said.ts';
import type { FrameworkDraft, ReadFramework } from './framework-draft.ts';
import { termsOf } from './framework-stand.ts';
import type { FrameworkWords } from './framework-words.ts';

export interface FrameworkForm {
  readonly draft: FrameworkDraft;
  /** Null until it was asked for: nobody is told of faults in what they have not come to. */
  readonly read: ReadFramework | null;
  readonly errors: readonly FieldError[];
  /** Of the version before, when this is a next one. */
  readonly of: Framework | null;
  readonly both: boolean;
  /** Null while they are on their way. */
  readonly partners: readonly Partner[] | null;
  readonly clash: Framework | null;
  readonly words: FrameworkWords;
  readonly locale: string;
  readonly desk: Desk;
  readonly changed: (draft: FrameworkDraft) => void;
  readonly send: (sign: boolean) => void;
  readonly keepMine: () => void;
  readonly drop: () => void;
}

/** A new framework agreement, or the next version of one. */
export function renderForm(form: FrameworkForm): TemplateResult {
  const { draft, of, words, locale, desk, clash, changed } = form;
  return html`<form
    class="form"
    novalidate
    aria-labelledby="form-head"
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      form.send(event.submitter?.getAttribute('name') !== 'later');
    }}
  >
    <h3 id="form-head">${of === null ? words.createHead : words.nextHead(of.title)}</h3>
    ${of === null ? nothing : html`<p>${words.nextWhat}</p>`} ${clash === null ? nothing : renderClash(form, clash)}
    ${of === null ? renderParties(form) : nothing}
    ${field(
      form,
      'title',
      html`<input
        name="title"
        autocomplete="off"
        maxlength="120"
        aria-invalid=${desk.faults['title'] ? 'true' : 'false'}
        aria-describedby="title-fault"
        .value=${draft.title}
        @input=${typed((title) => changed({ ...draft, title }))}
      />`,
      words.name,
    )}
    <div class="days">
      ${day(form, 'validFrom', draft.from, words.from, (from) => changed({ ...draft, from }))}
      ${day(form, 'validTo', draft.to, words.to, (to) => changed({ ...draft, to }))}
    </div>
    <section aria-labelledby="form-terms">
      <h4 id="form-terms" tabindex="-1" aria-describedby="terms-fault">${words.terms}</h4>
      <p class="small">${words.termsHint}</p>
      ${renderFault('terms-fault', desk.faults['terms'])}
      ${renderDealForm({
        draft: draft.terms,
        faults: form.read?.terms ?? null,
        errors: form.errors,
        locale,
        prefix: 'framework',
        changed: (terms) => changed({ ...draft, terms }),
      })}
    </section>
    ${field(
      form,
      'text',
      html`<textarea
        name="text"
        rows="6"
        maxlength="20000"
        aria-invalid=${desk.faults['text'] ? 'true' : 'false'}
        aria-describedby="text-fault"
        .value=${draft.text}
        @input=${typed((text) => changed({ ...draft, text }))}
      ></textarea>`,
      `${words.textLabel} (${words.optional})`,
      'wide',
    )}
    <div class="ends">
      <button type="submit" name="sign" class="first" ?disabled=${desk.busy !== ''}>
        ${desk.busy === '' ? words.signAndPropose : formWords(locale).busy}
      </button>
      <button type="submit" name="later" ?disabled=${desk.busy !== ''}>${words.propose}</button>
      <button type="button" @click=${() => void desk.close()}>${formWords(locale).cancel}</button>
    </div>
  </form>`;
}

const typed = (heard: (value: string) => void) => (event: Event) =>
  heard((event.target as HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement).value);

const field = ({ desk }: FrameworkForm, name: string, input: TemplateResult, label: string, classes = '') =>
  html`<label class=${classes}>${label} ${input}${renderFault(`${name}-fault`, desk.faults[name])}</label>`;

function day(
  form: FrameworkForm,
  name: 'validFrom' | 'validTo',
  value: string,
  label: string,
  set: (value: string) => void,
): TemplateResult {
  const { desk, words } = form;
  return html`<label
    >${label}
    <input
      type="date"
      name=${name}
      aria-invalid=${desk.faults[name] ? 'true' : 'false'}
      aria-describedby="${name}-fault ${name}-hint"
      .value=${value}
      @input=${typed(set)}
    />${renderFault(`${name}-fault`, desk.faults[name])}${
      name === 'validTo' ? html`<span class="small" id="validTo-hint">${words.endless}</span>` : nothing
    }</label
  >`;
}

function renderParties(form: FrameworkForm): TemplateResult {
  const { draft, partners, both, words, desk, changed } = form;
  return html`<label
      >${words.other}
      <select
        name="with"
        aria-invalid=${desk.faults['with'] ? 'true' : 'false'}
        aria-describedby="with-fault"
        @change=${typed((other) => changed({ ...draft, with: other, as: '' }))}
      >
        <option value="" ?selected=${draft.with === ''}>${words.choose}</option>
        ${(partners ?? []).map(
          ({ id, name }) => html`<option value=${id} ?selected=${id === draft.with}>${name}</option>`,
        )}
      </select>
      ${renderFault('with-fault', desk.faults['with'])}
      ${partners?.length === 0 ? html`<span class="small">${words.noPartners}</span>` : nothing}</label
    >${
      both
        ? html`<label
            >${words.as}
            <select
              name="as"
              aria-invalid=${desk.faults['as'] ? 'true' : 'false'}
              aria-describedby="as-fault"
              @change=${typed((as) => changed({ ...draft, as: as as Side | '' }))}
            >
              <option value="" ?selected=${draft.as === ''}>${words.choose}</option>
              ${SIDES.map((side) => html`<option value=${side} ?selected=${side === draft.as}>${words.sides[side]}</option>`)}
            </select>
            ${renderFault('as-fault', desk.faults['as'])}</label
          >`
        : nothing
    }`;
}

/** Two at once: what stands now beside what was typed here, of which nothing is gone. */
function renderClash({ words, locale, keepMine, drop }: FrameworkForm, now: Framework): TemplateResult {
  return html`<div class="form sure" role="group" aria-labelledby="clash">
    <h4 id="clash" tabindex="-1">▲ ${words.clashHead}</h4>
    <p>${words.clashWhat}</p>
    <p>
      ${[now.title, words.version(now.version), words.versionStands[now.state], termsText(termsOf(now), locale)]
        .filter(Boolean)
        .join(' · ')}
    </p>
    <div class="ends">
      <button type="button" class="first" @click=${keepMine}>${words.keepMine}</button>
      <button type="button" @click=${drop}>${words.takeTheirs}</button>
    </div>
  </div>`;
}
