/** Shares as bars with the tick of what they are laid beside; a hidden one says so. */
import { html, nothing, type TemplateResult } from 'lit';
import { shareText, type ChartRow } from './chart-rows.ts';
import type { AudienceTexts } from './audience-texts.ts';

export interface BarOptions {
  readonly texts: AudienceTexts;
  readonly nameOf: (key: string) => string;
  /** `index`: share over share; `points`: their difference; `times`: how much more often than expected; none. */
  readonly third: 'index' | 'points' | 'times' | 'none';
}

export function barRows(rows: readonly ChartRow[], { texts, nameOf, third }: BarOptions): TemplateResult {
  const most = Math.max(20, ...rows.map(({ share, beside }) => Math.max(share ?? 0, beside ?? 0)));
  const width = (share: number): string => `${Math.round((1000 * share) / most) / 10}%`;
  return html`<div class="bars" aria-hidden="true">
    ${rows.map(
      (row) =>
        html`<span class="name">${nameOf(row.key)}</span>${
            row.share === null
              ? html`<span class="hidden-cell">${texts.hidden}</span>`
              : html`<span class="track">
                    <i class="bar" .style=${`width:${width(row.share)}`}></i>
                    ${row.beside === null ? nothing : html`<i class="tick" .style=${`inset-inline-start:${width(row.beside)}`}></i>`}
                  </span>
                  <span class="n">${shareText(row)}</span>
                  <span class="n third">${thirdOf(row, third)}</span>`
          }`,
    )}
  </div>`;
}

function thirdOf({ share, beside, index, times }: ChartRow, third: BarOptions['third']): string {
  if (third === 'times') return times ?? '';
  if (third === 'none' || share === null || beside === null) return '';
  if (third === 'index') return index === null ? '' : String(index);
  const points = share - beside;
  return points === 0 ? '' : `${points > 0 ? '+' : '−'}${Math.abs(points)}`;
}
