/** Lead time as columns; the middle half of the buyers is darker. */
import { html, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import type { ChartRow } from './chart-rows.ts';

export function columnChart(
  rows: readonly ChartRow[],
  nameOf: (key: string) => string,
  late: readonly string[],
): TemplateResult {
  const most = Math.max(10, ...rows.map(({ share }) => share ?? 0));
  return html`<div class="columns" aria-hidden="true">
    ${rows.map(
      ({ key, share }) =>
        html`<div class="col">
          <div class="col-box">
            <span class="col-n">${share === null ? '·' : `${share}%`}</span>
            <i
              class=${share === null ? 'col-bar none' : late.includes(key) ? 'col-bar' : 'col-bar light'}
              style=${styleMap({ height: `${share === null ? 3 : Math.max(1, Math.round((88 * share) / most))}px` })}
            ></i>
          </div>
          <span class="col-name">${nameOf(key)}</span>
        </div>`,
    )}
  </div>`;
}
