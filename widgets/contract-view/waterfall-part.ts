import { lineWords } from '#deal';
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { Waterfall } from '#protocol';
import { amountText, countText } from '../deals/amount-text.ts';
import { dayText } from '../deals/deal-days.ts';
import { stepWords } from '../deals/step-words.ts';
import { bodyWords } from './body-words.ts';
import type { Shown } from './shown.ts';
import { barLines, type BarLine } from './waterfall-bars.ts';

const FEW_PARTS = 6;

export function renderWaterfall(shown: Shown, all: boolean, toggle: () => void): TemplateResult {
  const { agreement, locale } = shown;
  const words = bodyWords(locale);
  const { waterfall, waterfallVersion } = agreement;
  const other = waterfallVersion !== null && waterfallVersion !== agreement.version;
  return html`<section aria-labelledby="waterfall head">
    <h3 id="waterfall">
      ${words.waterfall}${other ? html` <span class="small">${words.ofVersion(waterfallVersion)}</span>` : nothing}
    </h3>
    ${
      waterfall === null
        ? html`<p class="lead">${words.noWaterfall}</p>`
        : html`${waterfall.remarks.map((remark) => html`<p class="no">▲ ${stepWords(locale).remarks[remark]}</p>`)}
            ${renderLines(shown, waterfall, all)}
            <button type="button" class="plain" aria-expanded=${all ? 'true' : 'false'} @click=${toggle}>
              ${all ? words.fewSteps : words.allSteps}
            </button>
            ${renderParts(shown, waterfall)}`
    }
  </section>`;
}

function renderLines(shown: Shown, waterfall: Waterfall, all: boolean): TemplateResult {
  const { names, locale } = shown;
  const words = bodyWords(locale);
  const rows = barLines(waterfall).filter(({ between }) => all || !between);
  return html`<table class="wf">
    <thead>
      <tr>
        <th scope="col"><span class="sr">${words.line}</span></th>
        <td class="bar"></td>
        <th scope="col" class="num"><span class="sr">${words.amount}</span></th>
      </tr>
    </thead>
    <tbody>
      ${rows.map((row, i) => {
        const { label, formula } = lineWords(row.line, { currency: waterfall.currency, ...names }, locale);
        return html`<tr class="is-${row.line.kind} is-${row.line.key}">
          <th scope="row">${label}${formula === '' ? nothing : html`<span class="small">${formula}</span>`}</th>
          <td class="bar" aria-hidden="true">${drawBar(row, rows[i + 1])}</td>
          <td class="num">${amountText(row.line.amount, waterfall.currency, locale)}</td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}

/** The bar, and a thread from its end to where the next one begins. */
function drawBar({ bar, zero }: BarLine, next: BarLine | undefined): SVGTemplateResult | typeof nothing {
  if (bar === null) return nothing;
  const [left, right] = bar.from < bar.to ? [bar.from, bar.to] : [bar.to, bar.from];
  const thread =
    next?.bar && (next.bar.from === bar.to || next.bar.to === bar.to)
      ? svg`<line class="thread" x1="${bar.to / 10}%" x2="${bar.to / 10}%" y1="50%" y2="150%"></line>`
      : nothing;
  return svg`<svg width="100%" height="100%">
    ${thread}
    ${zero > 0 ? svg`<line class="zero" x1="${zero / 10}%" x2="${zero / 10}%" y1="0" y2="100%"></line>` : nothing}
    <svg y="50%" overflow="visible">
      <rect class=${bar.tone} x="${left / 10}%" width="${Math.max(2, right - left) / 10}%" y="-6" height="12"></rect>
    </svg>
  </svg>`;
}

function renderParts(shown: Shown, { parts, currency }: Waterfall): TemplateResult | typeof nothing {
  const { locale } = shown;
  const words = bodyWords(locale);
  if (parts.length < 2) return nothing;
  const money = (cents: number): string => amountText(cents, currency, locale);
  return html`<details class="parts" ?open=${parts.length <= FEW_PARTS}>
    <summary>${words.partsOf(parts.length)}</summary>
    <div class="scrolls" tabindex="0" role="region" aria-label=${words.parts}>
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">${words.date}</th>
            <th scope="col" class="num">${words.tickets}</th>
            <th scope="col" class="num">${words.net}</th>
            <th scope="col" class="num">${shown.deal.sides.provider}</th>
            <th scope="col" class="num">${shown.deal.sides.venue}</th>
          </tr>
        </thead>
        <tbody>
          ${parts.map(
            (part) =>
              html`<tr class=${part.counts ? '' : 'out'}>
                <th scope="row">
                  ${dayText(part.date, locale)}${part.remarks.map(
                    (remark) => html`<span class="small">${stepWords(locale).remarks[remark]}</span>`,
                  )}
                </th>
                ${
                  part.counts
                    ? html`<td class="num">${countText(part.paid, locale)}</td>
                        <td class="num">${money(part.net)}</td>
                        <td class="num">${money(part.provider)}</td>
                        <td class="num">${money(part.venue)}</td>`
                    : html`<td class="num" colspan="4">–</td>`
                }
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}
