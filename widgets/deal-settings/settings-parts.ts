import { html, nothing, type TemplateResult } from 'lit';
import type { AgreementSettings, BillingProfile } from '#protocol';
import { amountText } from '../deals/amount-text.ts';
import type { Desk } from '../forms/desk.ts';
import { formWords } from '../forms/form-words.ts';
import { renderFault } from '../forms/said.ts';
import {
  BILLING_FIELDS,
  groups,
  isRequired,
  lacking,
  mostOf,
  type BillingDraft,
  type BillingField,
} from './billing-draft.ts';
import type { SettingsWords } from './settings-words.ts';

export interface ApprovalDraft {
  readonly two: boolean;
  readonly from: string;
  readonly links: 'auto' | 'yes' | 'no';
}
export const linksOf = (links: boolean | null | undefined): ApprovalDraft['links'] =>
  links === true ? 'yes' : links === false ? 'no' : 'auto';

export const renderApproval = (
  { twoPeopleFrom, contactLinks }: AgreementSettings,
  words: SettingsWords,
  locale: string,
): TemplateResult =>
  html`<p>${twoPeopleFrom === null ? words.one : words.two(amountText(twoPeopleFrom, 'EUR', locale))}</p>
    <p class="small">${words.links}: ${words.linksOf[linksOf(contactLinks)]}.</p>`;

export interface FormPart<T> {
  readonly draft: T;
  readonly words: SettingsWords;
  readonly locale: string;
  readonly desk: Desk;
  readonly clash: TemplateResult | typeof nothing;
  readonly changed: (draft: T) => void;
  readonly save: () => void;
}

const submitted = (save: () => void) => (event: SubmitEvent) => {
  event.preventDefault();
  save();
};
const valueOf = (event: Event): string => (event.target as HTMLInputElement | HTMLSelectElement).value;

export const renderEnds = (desk: Desk, locale: string, text = formWords(locale).save): TemplateResult =>
  html`<div class="ends">
    <button type="submit" name="save" class="first" ?disabled=${desk.busy !== ''}>
      ${desk.busy === '' ? text : formWords(locale).busy}
    </button>
    <button type="button" @click=${() => void desk.close()}>${formWords(locale).cancel}</button>
  </div>`;

export function renderApprovalForm(part: FormPart<ApprovalDraft>): TemplateResult {
  const { draft, words, locale, desk, clash, changed, save } = part;
  return html`<form class="form" novalidate aria-label=${words.changeApproval} @submit=${submitted(save)}>
    ${clash}
    <label class="tick"
      ><input
        type="checkbox"
        name="two"
        .checked=${draft.two}
        @change=${(event: Event) => changed({ ...draft, two: (event.target as HTMLInputElement).checked })}
      /><span>${words.twoLabel} <span class="small">${words.twoHint}</span></span></label
    >
    ${
      draft.two
        ? html`<label
            >${words.from}
            <input
              name="from"
              class="figure"
              inputmode="decimal"
              autocomplete="off"
              maxlength="20"
              aria-invalid=${desk.faults['twoPeopleFrom'] ? 'true' : 'false'}
              aria-describedby="twoPeopleFrom-fault"
              .value=${draft.from}
              @input=${(event: Event) => changed({ ...draft, from: valueOf(event) })}
            />${renderFault('twoPeopleFrom-fault', desk.faults['twoPeopleFrom'])}</label
          >`
        : nothing
    }
    <label
      >${words.links}
      <select
        name="links"
        @change=${(event: Event) => changed({ ...draft, links: valueOf(event) as ApprovalDraft['links'] })}
      >
        ${(['auto', 'yes', 'no'] as const).map(
          (one) => html`<option value=${one} ?selected=${one === draft.links}>${words.linksOf[one]}</option>`,
        )}
      </select></label
    >
    ${renderEnds(desk, locale)}
  </form>`;
}

export function renderBilling(profile: BillingProfile | null, words: SettingsWords): TemplateResult {
  if (profile === null) return html`<p class="warns">▲ ${words.noBilling}</p>`;
  const fact = (field: BillingField, text: string | null | undefined): TemplateResult | typeof nothing =>
    text
      ? html`<div>
          <dt>${words.fields[field]}</dt>
          <dd>${text}</dd>
        </div>`
      : nothing;
  const { zeroRate } = profile;
  const lacks = lacking(profile);
  return html`<dl class="facts">
      ${fact('legalName', profile.legalName)}
      ${fact('street', `${profile.street}, ${profile.postcode} ${profile.city}, ${profile.country}`)}
      ${fact('vatId', profile.vatId)} ${fact('kvk', profile.kvk)} ${fact('iban', groups(profile.iban ?? ''))}
      ${fact('paymentDays', words.days(profile.paymentDays))} ${fact('email', profile.email)}
      ${fact('numberPrefix', words.series(profile.numberPrefix))}
      ${zeroRate ? fact('zeroCategory', `${words.zero[zeroRate.category]}: ${zeroRate.reason}`) : nothing}
    </dl>
    ${
      lacks.length === 0
        ? nothing
        : html`<p class="warns lacks">▲ ${words.lacks(lacks.map((field) => words.fields[field]).join(', '))}</p>`
    }`;
}

export function renderBillingForm(part: FormPart<BillingDraft>): TemplateResult {
  const { draft, words, locale, desk, clash, changed, save } = part;
  const shown = BILLING_FIELDS.filter((field) => field !== 'zeroReason' || draft.zeroCategory !== '');
  return html`<form class="form" novalidate aria-label=${words.changeBilling} @submit=${submitted(save)}>
    ${clash}
    <div class="fields">
      ${shown.map((field) => {
        const fault = desk.faults[field];
        const label = `${words.fields[field]}${isRequired(field, draft) || field === 'zeroCategory' ? '' : ` (${words.optional})`}`;
        return html`<label
          >${label}
          ${
            field === 'zeroCategory'
              ? html`<select name=${field} @change=${(event: Event) => changed({ ...draft, [field]: valueOf(event) })}>
                  ${Object.entries(words.zero).map(
                    ([value, text]) =>
                      html`<option value=${value} ?selected=${value === draft[field]}>${text}</option>`,
                  )}
                </select>`
              : html`<input
                  name=${field}
                  type=${field === 'email' ? 'email' : 'text'}
                  inputmode=${field === 'paymentDays' || field === 'kvk' ? 'numeric' : field === 'email' ? 'email' : 'text'}
                  autocomplete="off"
                  maxlength=${mostOf(field)}
                  aria-invalid=${fault === undefined ? 'false' : 'true'}
                  aria-describedby="${field}-fault"
                  .value=${draft[field]}
                  @input=${(event: Event) => changed({ ...draft, [field]: valueOf(event) })}
                />`
          }${renderFault(`${field}-fault`, fault)}</label
        >`;
      })}
    </div>
    ${renderEnds(desk, locale)}
  </form>`;
}

interface Part {
  readonly name: string;
  readonly head: string;
  /** Null for who may not change it. */
  readonly opener: {
    readonly text: string;
    readonly label: string;
    readonly isOpen: boolean;
    readonly toggle: () => void;
  } | null;
}
export const renderPart = ({ name, head, opener }: Part, inner: TemplateResult): TemplateResult =>
  html`<section class="part" aria-labelledby=${name}>
    <div class="head">
      <h2 id=${name}>${head}</h2>
      ${
        opener === null
          ? nothing
          : html`<button
              type="button"
              data-opens=${name}
              aria-label=${opener.label}
              aria-expanded=${opener.isOpen ? 'true' : 'false'}
              @click=${opener.toggle}
            >
              ${opener.text}
            </button>`
      }
    </div>
    ${inner}
  </section>`;

export const renderClash = (
  now: TemplateResult,
  keepMine: () => void,
  takeTheirs: () => void,
  words: SettingsWords,
): TemplateResult =>
  html`<div class="form sure" role="group" aria-labelledby="clash">
    <h3 id="clash" tabindex="-1">▲ ${words.clashHead}</h3>
    <p>${words.clashWhat}</p>
    ${now}
    <div class="ends">
      <button type="button" class="first" @click=${keepMine}>${words.keepMine}</button>
      <button type="button" @click=${takeTheirs}>${words.takeTheirs}</button>
    </div>
  </div>`;
