import { html, nothing, type TemplateResult } from 'lit';
import type { AgreementSummary } from '#protocol';
import { amountText } from '../deals/amount-text.ts';
import { datesText } from '../deals/deal-days.ts';
import { dealWords, stateMood } from '../deals/deal-words.ts';
import { formWords } from '../forms/form-words.ts';
import type { Fault } from '../forms/write-request.ts';
import { agreementsWords } from './agreements-words.ts';
import { canPropose, canRemind, type ChosenDeals } from './chosen-deals.ts';
import { coreOf, floorsOf } from './row-figures.ts';

const SIGN = { waits: '▲', good: '✓', quiet: '○' } as const;

export interface ListPart {
  readonly items: readonly AgreementSummary[];
  readonly locale: string;
  readonly mayEdit: boolean;
  readonly chosen: ChosenDeals;
  readonly open: (id: string) => void;
}

export function renderList(part: ListPart): TemplateResult {
  const { items, locale, mayEdit, chosen } = part;
  const words = agreementsWords(locale);
  const drafts = items.filter((one) => canPropose(one));
  const all = drafts.length > 0 && drafts.every(({ id }) => chosen.has(id));
  return html`${chosen.renderBulk(items, words)}
    <table class="list">
      <thead>
        <tr>
          ${
            mayEdit
              ? html`<td class="pick">
                  <input
                    type="checkbox"
                    aria-label=${words.selectAll}
                    .checked=${all}
                    ?disabled=${drafts.length === 0}
                    @change=${() => chosen.set(all ? [] : drafts.map(({ id }) => id))}
                  />
                </td>`
              : nothing
          }
          <th scope="col">${words.what}</th>
          <th scope="col">${words.dates}</th>
          <th scope="col">${words.form}</th>
          <th scope="col" class="n">${words.floor}</th>
          <th scope="col">${words.state}</th>
          <th scope="col">${words.turn}</th>
        </tr>
      </thead>
      <tbody>
        ${items.map((one) => renderRow(part, one))}
      </tbody>
      ${renderTotal(part)}
    </table>`;
}

function renderRow({ locale, mayEdit, chosen, open }: ListPart, one: AgreementSummary): TemplateResult {
  const words = agreementsWords(locale);
  const { id, production, side, provider, venue, performances, state, version, turn } = one;
  const deal = dealWords(locale);
  const other = side === 'provider' ? venue : provider;
  const name = `${production.title} · ${other.name}`;
  const mood = stateMood(state);
  const core = coreOf(one, locale, words);
  const trouble = chosen.troubleOf(id);
  return html`<tr class=${turn === side ? 'mine' : ''}>
    ${
      mayEdit
        ? html`<td class="pick">
            ${
              canPropose(one) || canRemind(one)
                ? html`<input
                    type="checkbox"
                    aria-label=${words.select(name)}
                    .checked=${chosen.has(id)}
                    @change=${(event: Event) => chosen.pick(id, (event.target as HTMLInputElement).checked)}
                  />`
                : nothing
            }
          </td>`
        : nothing
    }
    <th scope="row">
      <button
        type="button"
        class="plain title"
        data-opens=${id}
        aria-label=${words.open(name)}
        @click=${() => open(id)}
      >
        ${production.title}</button
      ><span class="small">${other.name}</span>
      ${
        trouble === undefined
          ? nothing
          : html`<span class="fault">▲ ${trouble.detail ?? formWords(locale).why[trouble.why as Fault]}</span>`
      }
    </th>
    <td>${datesText(performances, locale, words.performances)}</td>
    <td>${core.head}${core.under === '' ? nothing : html`<span class="small">${core.under}</span>`}</td>
    <td class="n floor" data-label=${words.floor}>${renderFloor(one, locale)}</td>
    <td class="stand ${mood}">
      <span aria-hidden="true">${SIGN[mood]}</span> ${deal.states[state]}<span class="small"
        >${deal.version(version)}</span
      >
    </td>
    <td>
      ${turn === null ? words.nobody : turn === side ? html`<b>${words.you}</b>` : html`<span class="small">${other.name}</span>`}
    </td>
  </tr>`;
}

/** What is only asked stands lighter, and says so. */
function renderFloor({ figures }: AgreementSummary, locale: string): TemplateResult | string {
  const words = agreementsWords(locale);
  if (figures === undefined || figures.floor === null) return words.nobody;
  const { floor, currency, holds } = figures;
  if (floor === 0) return html`<span class="small">${words.noFloor}</span>`;
  const amount = amountText(floor, currency, locale);
  return holds
    ? html`<b>${amount}</b>`
    : html`<span class="asked">${amount}</span><span class="small">${words.onceAgreed}</span>`;
}

function renderTotal({ items, locale, mayEdit }: ListPart): TemplateResult | typeof nothing {
  const words = agreementsWords(locale);
  const floors = items.length < 2 ? null : floorsOf(items);
  if (floors === null || (floors.holds === 0 && floors.asked === 0)) return nothing;
  const { currency, holds, asked, count } = floors;
  return html`<tfoot>
    <tr>
      ${mayEdit ? html`<td class="pick"></td>` : nothing}
      <th scope="row" colspan="3">${words.sure(count)}</th>
      <td class="n floor">
        <b>${amountText(holds, currency, locale)}</b>
        ${asked === 0 ? nothing : html`<span class="small">${words.andAsked(amountText(asked, currency, locale))}</span>`}
      </td>
      <td colspan="2"></td>
    </tr>
  </tfoot>`;
}
