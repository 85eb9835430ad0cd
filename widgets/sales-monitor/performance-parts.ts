/** Tables of one performance: seats, prices, resellers, and the source of each figure. */
import { html, nothing, type TemplateResult } from 'lit';
import type { MonitorRow, SeriesAnswer } from '#protocol';
import type { DetailTexts } from './detail-texts.ts';
import type { Format } from './monitor-format.ts';
import { seatStates, seatsOver } from './performance-finding.ts';

const MOST_CORRECTIONS = 8;

export function seats(row: MonitorRow, texts: DetailTexts, format: Format): TemplateResult {
  const { capacity } = row.figures;
  const states = seatStates(row);
  const over = seatsOver(row);
  const complete = states.every(({ count }) => count !== null) && capacity !== null;
  const share = (count: number | null): string => (count === null || !capacity ? '' : format.share(count / capacity));
  return html`<table class="seats">
    <caption>
      <span class="h">${texts.seats}</span>
      <span class="sub">${over ? texts.overBy(format.count(over)) : complete ? texts.adds : texts.unknownSeats}</span>
    </caption>
    <thead class="sr">
      <tr>
        <th scope="col">${texts.state}</th>
        <th scope="col">${texts.tickets}</th>
        <th scope="col">${texts.share}</th>
      </tr>
    </thead>
    <tbody>
      ${states.map(
        ({ name, count }) =>
          html`<tr>
            <th scope="row"><i class=${name} aria-hidden="true"></i>${texts.states[name]}</th>
            <td class="num">${count === null ? texts.unknown : format.count(count)}</td>
            <td class="num sub">${share(count)}</td>
          </tr>`,
      )}
    </tbody>
    <tfoot>
      <tr>
        <th scope="row"><i aria-hidden="true"></i>${texts.states['capacity']}</th>
        <td class="num">${capacity === null ? texts.unknown : format.count(capacity)}</td>
        <td></td>
      </tr>
    </tfoot>
  </table>`;
}

export function prices({ lines }: SeriesAnswer, texts: DetailTexts, format: Format): TemplateResult | typeof nothing {
  if (lines.length === 0) return nothing;
  return html`<table class="lines">
    <caption>
      <span class="h">${texts.prices}</span>
    </caption>
    <thead>
      <tr>
        <th scope="col">${texts.type}</th>
        <th scope="col" class="num">${texts.price}</th>
        <th scope="col" class="num">${texts.tickets}</th>
        <th scope="col" class="num">${texts.amount}</th>
      </tr>
    </thead>
    <tbody>
      ${lines
        .toSorted((a, b) => (b.price ?? 0) - (a.price ?? 0))
        .map(
          (line) =>
            html`<tr>
              <th scope="row">${line.name}</th>
              <td class="num">${format.exact(line.price)}</td>
              <td class="num">${format.count(line.count)}</td>
              <td class="num">${format.exact(line.amount)}</td>
            </tr>`,
        )}
    </tbody>
  </table>`;
}

/** Shown apart: the same seat may already be inside the venue's own figures. */
export function resellers(
  { performance }: SeriesAnswer,
  texts: DetailTexts,
  format: Format,
): TemplateResult | typeof nothing {
  if (performance.resellers.length === 0) return nothing;
  return html`<div class="resellers">
    <h4>${texts.resellers}</h4>
    <ul>
      ${performance.resellers.map(
        ({ reseller, within, count, amount }) =>
          html`<li>
            <span>${reseller}<small>${texts.within[within ?? 'unset']}</small></span
            ><span class="num"
              >${format.count(count)}${amount === null ? nothing : html`<small>${format.exact(amount)}</small>`}</span
            >
          </li>`,
      )}
    </ul>
  </div>`;
}

export function provenance(answer: SeriesAnswer, now: number, texts: DetailTexts, format: Format): TemplateResult {
  const { performance: row, timeZone: zone, corrections } = answer;
  const component = (name: string): string => texts.states[name] ?? name;
  const earlier = row.change.count[0] === null || row.count === null ? null : row.count - row.change.count[0];
  const shown = corrections.slice(0, MOST_CORRECTIONS);
  return html`<div class="stand">
    ${
      row.review.length
        ? html`<p class="why">
            <span aria-hidden="true">▲</span> ${texts.review}:
            ${row.review.map((reason) => texts.reasons[reason] ?? reason).join(', ')}.
          </p>`
        : nothing
    }
    <p class="small">
      ${row.asOf ? texts.standOf(format.stamp(row.asOf, zone, now), row.source ?? texts.unknown) : texts.noStand}
      ${earlier === null ? '' : texts.yesterday(format.count(earlier))}
    </p>
    <details>
      <summary>${texts.where}</summary>
      <div class="scroll" tabindex="0" role="group" aria-label=${texts.where}>
        <table class="lines">
          <thead>
            <tr>
              <th scope="col">${texts.source}</th>
              <th scope="col">${texts.component}</th>
              <th scope="col" class="num">${texts.tickets}</th>
              <th scope="col" class="num">${texts.amount}</th>
              <th scope="col">${texts.asOf}</th>
            </tr>
          </thead>
          <tbody>
            ${answer.provenance.map(
              (from) =>
                html`<tr>
                  <th scope="row">${from.source}</th>
                  <td>${component(from.component)}</td>
                  <td class="num">${format.count(from.count)}</td>
                  <td class="num">${format.exact(from.amount)}</td>
                  <td>${format.stamp(from.asOf, zone, now)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <h4>${texts.corrections}</h4>
      ${
        shown.length === 0
          ? html`<p class="sub">${texts.noCorrections}</p>`
          : html`<ul class="small">
              ${shown.map(
                ({ day, component: name, from, to, receivedAt }) =>
                  html`<li>
                    ${texts.correction(format.day(`${day}T12:00:00Z`, 'UTC'), component(name), from === null ? texts.unknown : format.count(from), format.count(to), format.stamp(receivedAt, zone, now))}
                  </li>`,
              )}
              ${corrections.length > shown.length ? html`<li>${texts.moreCorrections(corrections.length - shown.length)}</li>` : nothing}
            </ul>`
      }
    </details>
  </div>`;
}
