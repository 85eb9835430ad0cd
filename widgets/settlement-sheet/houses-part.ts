// The performances with what was sold of each, by price type where the source lists them.
import { housesOn, performanceLineId } from '#deal';
import { html, nothing, type TemplateResult } from 'lit';
import type { FrozenHouse } from '#protocol';
import { stepWords } from '../deals/step-words.ts';
import { countText } from '../deals/amount-text.ts';
import type { SheetShown } from './sheet-shown.ts';
import { lineActs, renderTalk } from './talk-part.ts';

const COLUMNS = 6;

export function renderHouses(shown: SheetShown): TemplateResult {
  const { words, statement } = shown;
  const { record } = statement;
  return html`<section aria-labelledby="houses head">
    <h3 id="houses">${words.performances}</h3>
    <table class="houses">
      <thead>
        <tr>
          <th scope="col">${words.performance}</th>
          <th scope="col" class="n">${words.paid}</th>
          <th scope="col" class="n">${words.free}</th>
          <th scope="col" class="n">${words.gross}</th>
          <th scope="col" class="n">${words.net}</th>
          <td class="act"></td>
        </tr>
      </thead>
      ${housesOn(record).map((house) => renderHouse(shown, house))}
    </table>
  </section>`;
}

function renderHouse(shown: SheetShown, house: FrozenHouse): TemplateResult {
  const { words, statement, money, day, moment, locale } = shown;
  const part = statement.record.waterfall.parts.find(
    ({ performance }) => performance === (house.performance ?? house.id),
  );
  const line = performanceLineId(house.id);
  const label = `${house.title}, ${day(house.date)}`;
  const number = (value: number | null): string => (value === null ? '?' : countText(value, locale));
  return html`<tbody>
    <tr class=${part && !part.counts ? 'out' : ''}>
      <th scope="row">
        ${day(house.date)}${house.hall === null ? nothing : ` · ${house.hall}`}
        <span class="small">
          ${house.source && house.asOf ? words.figures(house.source, moment(house.asOf)) : nothing}
          ${part?.remarks.map((remark) => html`<span class="warns">▲ ${stepWords(locale).remarks[remark]}</span>`)}
        </span>
      </th>
      <td class="n" data-label=${words.paid}>${number(house.paid)}</td>
      <td class="n" data-label=${words.free}>${number(house.free)}</td>
      <td class="n" data-label=${words.gross}>${house.gross === null ? '?' : money(house.gross)}</td>
      <td class="n" data-label=${words.net}>${part?.counts ? money(part.net) : words.out}</td>
      <td class="act">${lineActs(shown, line, label)}</td>
    </tr>
    ${renderTypes(shown, house)} ${renderTalk(shown, line, label, COLUMNS)}
  </tbody>`;
}

function renderTypes({ words, money, locale }: SheetShown, { listed, types }: FrozenHouse): TemplateResult {
  if (types.length === 0)
    return html`<tr class="type">
      <td colspan=${COLUMNS} class="small">${listed === 'classes' ? words.onlyClasses : words.noTypes}</td>
    </tr>`;
  return html`${
    listed === 'classes'
      ? html`<tr class="type">
          <td colspan=${COLUMNS} class="small">${words.onlyClasses}</td>
        </tr>`
      : nothing
  }
  ${types.map(
    ({ name, band, price, count, amount }) =>
      html`<tr class="type">
        <td>${name}${band === null ? nothing : ` · ${band}`}</td>
        <td class="n" data-label=${words.count}>${countText(count, locale)}</td>
        <td class="n" data-label=${words.price}>${price === null ? nothing : `× ${money(price)}`}</td>
        <td class="n" data-label=${words.amount}>${amount === null ? nothing : money(amount)}</td>
        <td></td>
        <td class="act"></td>
      </tr>`,
  )}`;
}
