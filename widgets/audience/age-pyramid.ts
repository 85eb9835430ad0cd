/** Ages from old to young, women to the left and men to the right of one axis, with ticks of what they are laid beside. */
import { html, nothing, type TemplateResult } from 'lit';
import { AGE_BANDS } from '#protocol';
import type { AudienceTexts } from './audience-texts.ts';
import type { ChartRow } from './chart-rows.ts';

const SIDES = ['f', 'm'] as const;

export function agePyramid(
  rows: readonly ChartRow[],
  texts: AudienceTexts,
  ageName: (band: string) => string,
): TemplateResult {
  const by = new Map(rows.map((row) => [row.key, row]));
  const most = Math.max(5, ...rows.map(({ share, beside }) => Math.max(share ?? 0, beside ?? 0)));
  const width = (share: number): string => `${Math.round((1000 * share) / most) / 10}%`;
  const side = (band: string, gender: (typeof SIDES)[number]): TemplateResult => {
    const row = by.get(`${band}|${gender}`);
    if (!row || row.share === null) return html`<span class="side ${gender} hidden-side">${texts.hiddenShort}</span>`;
    return html`<span class="side ${gender}"
      ><span class="n">${row.share}%</span
      ><span class="track"
        ><i class="bar" .style=${`width:${width(row.share)}`}></i>${
          row.beside === null
            ? nothing
            : html`<i class="tick" .style=${`${gender === 'f' ? 'right' : 'left'}:${width(row.beside)}`}></i>`
        }</span
      ></span
    >`;
  };
  return html`<div class="pyramid" aria-hidden="true">
    <span class="side-head f">${texts.genders.f}</span><span></span><span class="side-head">${texts.genders.m}</span>
    ${AGE_BANDS.toReversed().map(
      (band) => html`${side(band, 'f')}<span class="band">${ageName(band)}</span>${side(band, 'm')}`,
    )}
  </div>`;
}
