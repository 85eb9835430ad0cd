/** What follows the first figures: columns beyond the usual, groups, sums, news, and the tools above the list. */
import './define-monitor-tools.ts';

export { changedCells } from './changed-cells.ts';
export { keepChoice } from './keep-choice.ts';
export { emptyList, laterRow } from './later-rows.ts';
export { inOrderOf, keptRows, sortedRows } from './chosen-rows.ts';
export { CELLS } from './more-columns.ts';
export { moreTextsOf } from './more-texts.ts';
export { arrange } from './row-groups.ts';
export { seasonSteps } from './season-steps.ts';
export { TableWindow } from './table-window.ts';
export { monitorLaterStyles } from './monitor-later.styles.ts';
export { Opened } from './opened.ts';
