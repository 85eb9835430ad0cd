/** Rows that are no performance: the open one's details, groups and sums; and what stands instead of an empty list. */
import { html, render, type TemplateResult } from 'lit';
import type { MonitorRow } from '#protocol';
import { fill } from './drawn-rows.ts';
import type { ColumnId } from './monitor-columns.ts';
import { moreTextsOf } from './more-texts.ts';
import type { Shown } from './row-cells.ts';
import { groupCell } from './row-groups.ts';
import { sumCell } from './row-sums.ts';
import type { Item } from './table-items.ts';

export const laterRow =
  (item: Item, columns: readonly ColumnId[], shown: Shown, detail: (row: MonitorRow) => unknown) =>
  (row: HTMLElement): void => {
    if (item.kind === 'detail') render(html`<td role="cell">${detail(item.row)}</td>`, row);
    if (item.kind === 'group')
      fill(
        row,
        columns.map((id) => groupCell(id, item.group, shown)),
      );
    if (item.kind === 'sum')
      fill(
        row,
        columns.map((id) => sumCell(id, item.sum, shown)),
      );
  };

/** `some`: there are performances, and the choice leaves all of them out. */
export function emptyList(some: boolean, { format }: Shown, clear: () => void): TemplateResult {
  const texts = moreTextsOf(format.dutch);
  return html`<div class="state">
    <p><strong>${some ? texts.none : texts.empty}</strong></p>
    ${some ? html`<button class="chip" @click=${clear}>${texts.clear}</button>` : html`<p class="sub">${texts.emptyHow}</p>`}
  </div>`;
}
