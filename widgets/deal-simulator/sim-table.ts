// Below the slider, for every place of it: where something changes, as buttons that go there, and the curve as a table.
import { html, nothing, type TemplateResult } from 'lit';
import { amountText, countText } from '../deals/amount-text.ts';
import type { Mark } from './sim-curves.ts';
import { dealsOf, type Told } from './sim-reading.ts';

const TABLE_ROWS = 20;

export function renderMarks(
  { sim, words, locale }: Told,
  goTo: (paid: number) => void,
): TemplateResult | typeof nothing {
  if (sim.marks.length === 0) return nothing;
  const nameOf = ({ paid, kind, side }: Mark): string => {
    const name = kind === 'break_even' && side !== null ? `${words.marks[kind]} ${words[side]}` : words.marks[kind];
    return `${countText(paid, locale)} · ${name}`;
  };
  return html`<div class="marks">
    ${sim.marks.map(
      (mark) =>
        html`<button type="button" class="plain" aria-label=${words.goTo(nameOf(mark))} @click=${() => goTo(mark.paid)}>
          ${nameOf(mark)}
        </button>`,
    )}
  </div>`;
}

export function renderTable({ sim, words, locale, currency }: Told): TemplateResult {
  const { paid } = sim.curve;
  const every = Math.max(1, Math.ceil((paid.length - 1) / TABLE_ROWS));
  const places = paid.map((_, i) => i).filter((i) => i % every === 0 || i === paid.length - 1);
  const deals = dealsOf(sim);
  const names = deals.length === 1 ? [''] : [words.this, words.other];
  const head = (name: string, under: string): TemplateResult =>
    html`<th scope="col" class="num">${name}${under === '' ? nothing : html`<span class="small">${under}</span>`}</th>`;
  const amount = (cents: number | undefined): TemplateResult =>
    html`<td class="num">${amountText(cents ?? 0, currency, locale)}</td>`;
  return html`<details>
    <summary>${words.table}</summary>
    <div class="scrolls" tabindex="0" role="region" aria-label=${words.table}>
      <table class="figures">
        <thead>
          <tr>
            <th scope="col" class="num">${words.tickets}</th>
            ${names.map((name) => html`${head(words.provider, name)} ${head(words.venue, name)}`)}
          </tr>
        </thead>
        <tbody>
          ${places.map(
            (i) =>
              html`<tr>
                <th scope="row" class="num">${countText(paid[i] ?? 0, locale)}</th>
                ${deals.map((deal) => html`${amount(deal.provider[i])} ${amount(deal.venue[i])}`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}
