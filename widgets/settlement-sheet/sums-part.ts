// From gross to what each gets, line by line with its formula; what was added beside the deal; and what is invoiced.
import { extraLineId, lineWords, waterfallLineIds } from '#deal';
import { html, nothing, type TemplateResult } from 'lit';
import { percentText } from '../deals/amount-text.ts';
import { addForm } from './add-part.ts';
import type { SheetShown } from './sheet-shown.ts';
import { lineActs, renderTalk } from './talk-part.ts';

export function renderSums(shown: SheetShown): TemplateResult | typeof nothing {
  const { words, statement, names, locale, money, zone } = shown;
  const { waterfall } = statement.record;
  if (waterfall.lines.length === 0) return nothing;
  const ids = waterfallLineIds(waterfall);
  return html`<section aria-labelledby="sums head">
    <h3 id="sums">${words.waterfall}</h3>
    <table class="sums">
      <thead>
        <tr>
          <th scope="col">${words.line}</th>
          <th scope="col">${words.gets}</th>
          <th scope="col" class="n">${words.amount}</th>
          <td class="act"></td>
        </tr>
      </thead>
      <tbody>
        ${waterfall.lines.map((line, i) => {
          const id = ids[i] ?? line.key;
          const { label, formula } = lineWords(line, { currency: waterfall.currency, ...names, zone }, locale);
          return html`<tr class="is-${line.kind}">
              <th scope="row">${label}${formula === '' ? nothing : html`<span class="small">${formula}</span>`}</th>
              <td>${line.to === null ? nothing : line.to in names ? names[line.to as 'venue'] : words.to[line.to]}</td>
              <td class="n">${money(line.amount)}</td>
              <td class="act">${lineActs(shown, id, label)}</td>
            </tr>
            ${renderTalk(shown, id, label, 4)}`;
        })}
      </tbody>
    </table>
  </section>`;
}

export function renderExtra(shown: SheetShown): TemplateResult {
  const { words, statement, names, money, locale, desk, step } = shown;
  const { extra } = statement.record;
  const adds = statement.may.includes('add_line');
  return html`<section aria-labelledby="extra head">
    <h3 id="extra">${words.extra}</h3>
    ${
      extra.length === 0
        ? html`<p class="small">${words.noExtra}</p>`
        : html`<table class="sums">
            <thead>
              <tr>
                <th scope="col">${words.label}</th>
                <th scope="col">${words.gets}</th>
                <th scope="col" class="n">${words.amount}</th>
                <td class="act"></td>
              </tr>
            </thead>
            <tbody>
              ${extra.map((line) => {
                const id = extraLineId(line.id);
                const own = adds && line.by === statement.side;
                return html`<tr>
                    <th scope="row">
                      ${line.label}
                      <span class="small"
                        >${words.evidence} ${line.evidence} · ${words.addedBy(names[line.by])} ·
                        ${words.rate.toLowerCase()}
                        ${percentText(line.vatRate, locale)}${line.adjusts === null ? nothing : ` · ${words.corrects(line.adjusts)}`}</span
                      >
                    </th>
                    <td>${names[line.amount < 0 ? 'venue' : 'provider']}</td>
                    <td class="n">${money(line.amount)}</td>
                    <td class="act">
                      ${lineActs(shown, id, line.label)}
                      ${
                        own
                          ? html`<button
                              type="button"
                              class="plain"
                              aria-label=${words.removeOf(line.label)}
                              ?disabled=${desk.busy !== ''}
                              @click=${() => step('remove_line', `lines/${encodeURIComponent(line.id)}`, undefined, 'DELETE')}
                            >
                              ${words.remove}
                            </button>`
                          : nothing
                      }
                    </td>
                  </tr>
                  ${renderTalk(shown, id, line.label, 4)}`;
              })}
            </tbody>
          </table>`
    }
    ${adds ? addForm(shown) : nothing}
  </section>`;
}

export function renderDue({ words, statement, money, locale }: SheetShown): TemplateResult {
  const { due } = statement.record;
  const row = (name: string, { ex, vat }: { ex: number; vat: number }, total = false) =>
    html`<tr class=${total ? 'total' : ''}>
      <th scope="row">${name}</th>
      <td class="n" data-label=${words.ex}>${money(ex)}</td>
      <td class="n" data-label=${words.vat}>${money(vat)}</td>
      <td class="n" data-label=${words.incl}>${money(ex + vat)}</td>
    </tr>`;
  return html`<section aria-labelledby="due head">
    <h3 id="due">${words.due}</h3>
    <table class="due">
      <thead>
        <tr>
          <th scope="col">${words.rate}</th>
          <th scope="col" class="n">${words.ex}</th>
          <th scope="col" class="n">${words.vat}</th>
          <th scope="col" class="n">${words.incl}</th>
        </tr>
      </thead>
      <tbody>
        ${due.rates.map((one) => row(percentText(one.rate, locale), one))} ${row(words.total, due, true)}
      </tbody>
    </table>
  </section>`;
}
