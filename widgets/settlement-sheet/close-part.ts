// What has to be known, what was sold differently, who signed, the record and its history, and the files of it.
import { html, nothing, type TemplateResult } from 'lit';
import type { StatementCorrection, StatementDifference } from '#protocol';
import { countText } from '../deals/amount-text.ts';
import type { SheetShown } from './sheet-shown.ts';

export function renderBlocked({ statement, words }: SheetShown): TemplateResult | typeof nothing {
  if (statement.blocked.length === 0 || statement.state === 'final') return nothing;
  return html`<div class="notice">
    <h3>▲ ${words.blocked}</h3>
    <ul>
      ${statement.blocked.map(({ detail }) => html`<li lang="en">${detail}</li>`)}
    </ul>
  </div>`;
}

export function renderDifferences(shown: SheetShown, correct: (() => void) | null): TemplateResult | typeof nothing {
  const { statement, words, desk } = shown;
  const { differences, correction, state } = statement;
  const rates = correction?.rates ?? [];
  if ((differences.length === 0 && rates.length === 0) || state === 'withdrawn') return nothing;
  const final = state === 'final';
  return html`<div class="notice">
    <h3>▲ ${final ? words.corrected : words.differs}</h3>
    <p>${final ? (correction === null ? nothing : correctionText(shown, correction)) : words.differsWhat}</p>
    <table class="differs" ?hidden=${differences.length === 0}>
      <thead>
        <tr>
          <th scope="col">${words.performance}</th>
          <th scope="col" class="n">${words.paid}</th>
          <th scope="col" class="n">${words.gross}</th>
          <th scope="col" class="n">${words.more}</th>
        </tr>
      </thead>
      <tbody>
        ${differences.map((one) => renderDifference(shown, one))}
      </tbody>
    </table>
    ${
      correct !== null && rates.length !== 0
        ? html`<button type="button" ?disabled=${desk.busy !== ''} @click=${correct}>${words.correct}</button>`
        : nothing
    }
  </div>`;
}

/** Of another VAT rate alone the sum is nothing: what moves between the rates is told. */
function correctionText({ words, money }: SheetShown, { ex, left, rates }: StatementCorrection): string {
  if (ex !== 0 || rates.length === 0) return words.correction(money(ex), money(left));
  return words.rateMoved(rates.map((one) => `${one.rate}%: ${money(one.ex)}`).join('; '));
}

function renderDifference(
  { statement, words, money, day, locale }: SheetShown,
  one: StatementDifference,
): TemplateResult {
  const { record } = statement;
  const house = [...record.houses, ...(record.adjustment?.houses ?? [])].find(({ id }) => id === one.performance);
  const count = (value: number | null): string => (value === null ? '?' : countText(value, locale));
  const cents = (value: number | null): string => (value === null ? '?' : money(value));
  const change = ([was, now]: readonly [number | null, number | null], text: (value: number | null) => string) =>
    was === now ? text(now) : html`<s><span class="sr">${words.was} </span>${text(was)}</s> <b>${text(now)}</b>`;
  return html`<tr>
    <th scope="row">${house ? day(house.date) : one.performance}</th>
    <td class="n" data-label=${words.paid}>${change(one.paid, count)}</td>
    <td class="n" data-label=${words.gross}>${change(one.gross, cents)}</td>
    <td class="n" data-label=${words.more}>${one.provider > 0 ? '+' : ''}${money(one.provider)}</td>
  </tr>`;
}

export function renderClose({ statement, words, names, moment }: SheetShown): TemplateResult {
  const { signatures, history, sha256, id } = statement;
  return html`<section aria-labelledby="signatures head">
      <h3 id="signatures">${words.signatures}</h3>
      <dl class="signs">
        ${(['provider', 'venue'] as const).map((side) => {
          const signed = signatures.find((one) => one.side === side);
          return html`<div>
            <dt>${names[side]}</dt>
            <dd>${signed ? words.signed(signed.person ?? signed.by, moment(signed.at)) : words.unsigned}</dd>
          </div>`;
        })}
      </dl>
      <p class="small">${id}</p>
      <p class="small">${words.hash}: <code>${sha256}</code></p>
    </section>
    <details class="history">
      <summary>${words.history(history.length)}</summary>
      <ol>
        ${history.map(
          ({ at, step, by, person, note }) =>
            html`<li>
              <span class="small">${moment(at)}</span> ${words.steps[step]} ·
              ${person === null ? by : `${person}, ${by}`}
              ${note === null ? nothing : html`<span class="note">${note}</span>`}
            </li>`,
        )}
      </ol>
    </details>`;
}
