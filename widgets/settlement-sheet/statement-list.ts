// The statements of a deal, or of all of the organisation; and making the next, or why there is nothing to make it of.
import { html, nothing, type TemplateResult } from 'lit';
import type { StatementSummary } from '#protocol';
import { amountText } from '../deals/amount-text.ts';
import { dayText } from '../deals/deal-days.ts';
import type { Desk } from '../forms/desk.ts';
import { formWords } from '../forms/form-words.ts';
import { renderSaid } from '../forms/said.ts';
import type { LeftToSettle } from './left-to-settle.ts';
import { sheetWords, type SheetWords } from './sheet-words.ts';

export interface ListShown {
  readonly items: readonly StatementSummary[];
  readonly locale: 'nl' | 'en';
  readonly desk: Desk;
  /** Of all the organisation, not of one deal. */
  readonly all: boolean;
  /** Null: this viewer makes none, or it is not known yet. */
  readonly left: LeftToSettle | null;
  readonly make: () => void;
  readonly open: (id: string) => void;
  /** Null: there are no more. */
  readonly more: (() => void) | null;
}

export function renderList(shown: ListShown): TemplateResult {
  const { items, locale, desk, all, left, more } = shown;
  const words = sheetWords(locale);
  const none = items.length === 0 ? (all ? words.noneAtAll : words.none) : nothing;
  return html`<div class="head">
      <div>
        <h2 id="head" tabindex="-1">${all ? words.listAll : words.list}</h2>
        <p class="lead">${none} ${left === null ? nothing : leftText(left, locale, words)}</p>
      </div>
      ${
        left?.why === 'some' || left?.why === 'all_cancelled'
          ? html`<button type="button" class="first" ?disabled=${desk.busy !== ''} @click=${shown.make}>
              ${words.make}
            </button>`
          : nothing
      }
    </div>
    ${renderSaid(desk.said)}
    <ul class="items">
      ${items.map((one) => renderRow(one, shown, words))}
    </ul>
    ${
      more === null
        ? nothing
        : html`<div class="pages">
            <button type="button" @click=${more}>${formWords(locale).more}</button>
          </div>`
    }`;
}

const leftText = (left: LeftToSettle, locale: 'nl' | 'en', { left: words }: SheetWords): string =>
  'date' in left ? words[left.why](dayText(left.date, locale)) : words[left.why];

function renderRow(one: StatementSummary, { locale, all, open }: ListShown, words: SheetWords): TemplateResult {
  const { id, state: stands, side, production, performances, due, currency } = one;
  const dates = performances.map(({ date }) => dayText(date, locale)).join(', ') || id;
  const other = side === 'provider' ? one.venue : one.provider;
  return html`<li class="item row">
    <span
      ><button
        type="button"
        class="plain"
        data-opens=${id}
        aria-label=${words.open(all ? `${production.title} · ${other.name}, ${dates}` : dates)}
        @click=${() => open(id)}
      >
        ${all ? production.title : dates}</button
      >${all ? html`<span class="small">${other.name} · ${dates}</span>` : nothing}</span
    >
    <span>${words.states[stands]}</span>
    <span class="n">${amountText(due, currency, locale)} <span class="small">${words.exVat}</span></span>
  </li>`;
}
