import { html, nothing, type TemplateResult } from 'lit';
import type { SelfBilling } from '#protocol';
import { dayText } from '../deals/deal-days.ts';
import type { Partner } from '../deals/partners.ts';
import type { Desk } from '../forms/desk.ts';
import { renderFault } from '../forms/said.ts';
import { renderEnds } from './settings-parts.ts';
import type { SettingsWords } from './settings-words.ts';

export interface ConsentPart {
  readonly items: readonly SelfBilling[];
  /** Id of the organisation that looks. */
  readonly own: string;
  readonly mayEdit: boolean;
  readonly partners: readonly Partner[];
  readonly today: string;
  readonly words: SettingsWords;
  readonly locale: string;
  readonly desk: Desk;
  readonly give: (event: SubmitEvent) => void;
  readonly end: (event: SubmitEvent, consent: SelfBilling) => void;
}

/** Who may make invoices in whose name, by dated consent. */
export function renderConsents(part: ConsentPart): TemplateResult {
  const { items, own, mayEdit, words, locale, desk } = part;
  const day = (iso: string): string => dayText(iso, locale);
  if (items.length === 0) return html`<p class="small">${words.noConsent}</p>`;
  return html`<ul class="items">
    ${items.map((one) => {
      const ours = one.seller === own;
      const form = `end ${one.buyer}`;
      return html`<li class="item">
        <div class="row">
          <b>${ours ? words.given(one.buyerName) : words.received(one.sellerName)}</b>
          <span
            >${words.since(day(one.from), one.to === null ? null : day(one.to))}
            <span class="small">${words.numbers(one.numberPrefix)}</span></span
          >
          ${
            ours && mayEdit && one.to === null
              ? html`<div class="acts">
                  <button
                    type="button"
                    class="plain"
                    data-opens=${form}
                    aria-label=${words.endOf(one.buyerName)}
                    aria-expanded=${desk.open === form ? 'true' : 'false'}
                    @click=${() => void desk.toggle(form, '[name=to]')}
                  >
                    ${words.end}
                  </button>
                </div>`
              : nothing
          }
        </div>
        ${desk.open === form ? renderEnd(part, one) : nothing}
      </li>`;
    })}
  </ul>`;
}

const renderEnd = ({ words, locale, desk, today, end }: ConsentPart, one: SelfBilling): TemplateResult =>
  html`<form
    class="form"
    novalidate
    aria-label=${words.endOf(one.buyerName)}
    @submit=${(event: SubmitEvent) => end(event, one)}
    @keydown=${desk.onEscape}
  >
    <p>${words.endWhat}</p>
    <label
      >${words.last}
      <input
        type="date"
        name="to"
        .value=${today}
        aria-invalid=${desk.faults['to'] ? 'true' : 'false'}
        aria-describedby="to-fault"
      />${renderFault('to-fault', desk.faults['to'])}</label
    >
    ${renderEnds(desk, locale, words.end)}
  </form>`;

export const renderGive = ({ words, locale, desk, partners, today, give }: ConsentPart): TemplateResult =>
  html`<form class="form" novalidate aria-label=${words.give} @submit=${give} @keydown=${desk.onEscape}>
    <div class="fields">
      <label
        >${words.who}
        <select name="with" aria-invalid=${desk.faults['with'] ? 'true' : 'false'} aria-describedby="with-fault">
          <option value="">${words.choose}</option>
          ${partners.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
        </select>
        ${renderFault('with-fault', desk.faults['with'])}</label
      ><label
        >${words.day}
        <input
          type="date"
          name="from"
          .value=${today}
          aria-invalid=${desk.faults['from'] ? 'true' : 'false'}
          aria-describedby="from-fault"
        />${renderFault('from-fault', desk.faults['from'])}</label
      ><label
        >${words.prefix}
        <input
          name="numberPrefix"
          autocomplete="off"
          maxlength="20"
          value="SB-"
          aria-invalid=${desk.faults['numberPrefix'] ? 'true' : 'false'}
          aria-describedby="numberPrefix-fault"
        />${renderFault('numberPrefix-fault', desk.faults['numberPrefix'])}</label
      >
    </div>
    ${renderEnds(desk, locale, words.give)}
  </form>`;
