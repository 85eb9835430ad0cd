/** Weekday by hour, darker where more bought. */
import { html, type TemplateResult } from 'lit';
import type { AudienceTexts } from './audience-texts.ts';
import type { ChartRow } from './chart-rows.ts';

const FROM = 8;
const UNTIL = 23;

export function heatGrid(rows: readonly ChartRow[], texts: AudienceTexts): TemplateResult {
  const by = new Map(rows.map(({ key, tens }) => [key, tens]));
  const most = Math.max(1, ...rows.map(({ tens }) => tens ?? 0));
  const hours = Array.from({ length: UNTIL - FROM + 1 }, (_, i) => FROM + i);
  return html`<div class="heat" aria-hidden="true">
    ${texts.weekdays.map(
      (name, day) =>
        html`<span class="day">${name}</span>${hours.map((hour) => {
            const tens = by.get(`${day + 1}-${hour}`) ?? null;
            const step = tens === null || tens === 0 ? 0 : Math.max(1, Math.ceil((8 * tens) / most));
            return html`<i class="cell s${step}"></i>`;
          })}`,
    )}
    <span></span>${hours.map((hour) => html`<span class="hour">${(hour - FROM) % 4 === 0 ? hour : ''}</span>`)}
  </div>`;
}
