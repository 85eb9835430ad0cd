// What is typed: the house, and the deal to compare with.
import { html, type TemplateResult } from 'lit';
import { dealDraft, type DealDraft } from '../deals/deal-draft.ts';
import { renderDealForm } from '../deals/deal-form.ts';
import { renderFault } from '../forms/said.ts';
import type { Model } from './sim-model.ts';
import type { SeatDraft } from './sim-seats.ts';

export function renderSeats(
  { words, seats: typed, read: { seats, faults } }: Model,
  changed: (seats: SeatDraft) => void,
): TemplateResult {
  const field = (name: keyof SeatDraft, label: string, full: boolean): TemplateResult => {
    const fault = faults[name];
    return html`<label
      >${label}
      <input
        id=${`seat-${name}`}
        class="figure"
        inputmode="decimal"
        autocomplete="off"
        maxlength="20"
        aria-invalid=${fault === undefined ? 'false' : 'true'}
        aria-describedby="seat-${name}-fault"
        ?required=${full}
        .value=${typed[name]}
        @change=${(event: Event) => changed({ ...typed, [name]: (event.target as HTMLInputElement).value })}
      />${renderFault(`seat-${name}-fault`, fault === undefined ? undefined : fault === 'count' ? words.wrongCount : words.wrongMoney)}</label
    >`;
  };
  return html`<details class="house" ?open=${seats === null}>
    <summary>${words.house}</summary>
    <div class="fields">
      ${field('capacity', words.capacity, true)} ${field('price', words.price_, true)}
      ${field('free', words.free, false)} ${field('performances', words.performances, false)}
      ${field('costsProvider', words.costsProvider, false)} ${field('costsVenue', words.costsVenue, false)}
    </div>
  </details>`;
}

export function renderOther(
  { terms, draft, other, words, locale }: Model,
  changed: (draft: DealDraft | null) => void,
): TemplateResult {
  if (draft === null)
    return html`<button type="button" id="compare" @click=${() => changed(dealDraft(terms, locale))}>
      ${words.compare}
    </button>`;
  return html`<section class="other" aria-labelledby="other">
    <div class="head">
      <h3 id="other">${words.terms}</h3>
      <button type="button" @click=${() => changed(null)}>${words.stop}</button>
    </div>
    ${renderDealForm({ draft, faults: other, errors: [], locale, prefix: 'other', changed })}
  </section>`;
}
