/** Lead time as columns, the last weeks darker, with the tick of what they are laid beside; a hidden one is an outline without a figure. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ChartRow } from './chart-rows.ts';
import type { AudienceTexts } from './audience-texts.ts';

const HIGH = 88;

export function columnChart(
  rows: readonly ChartRow[],
  nameOf: (key: string) => string,
  late: readonly string[],
  texts: AudienceTexts,
): TemplateResult {
  const most = Math.max(10, ...rows.map(({ share, beside }) => Math.max(share ?? 0, beside ?? 0)));
  const px = (share: number): number => Math.max(1, Math.round((HIGH * share) / most));
  const kind = ({ key, share }: ChartRow): string =>
    share === null ? 'col-bar none' : late.includes(key) ? 'col-bar' : 'col-bar light';
  return html`<div class="columns" aria-hidden="true">
      ${rows.map(
        (row) =>
          html`<div class="col">
            <div class="col-box">
              <span class="col-n">${row.share === null ? '' : `${row.share}%`}</span>
              <i class=${kind(row)} .style=${`height:${row.share === null ? 12 : px(row.share)}px`}></i>
              ${row.beside === null ? nothing : html`<i class="col-tick" .style=${`bottom:${px(row.beside)}px`}></i>`}
            </div>
            <span class="col-name">${nameOf(row.key).replace('–', '–\u200b')}</span>
          </div>`,
      )}
    </div>
    ${
      rows.some(({ share }) => share === null)
        ? html`<p class="key" aria-hidden="true"><i class="col-bar none"></i>${texts.hidden}</p>`
        : nothing
    }`;
}
