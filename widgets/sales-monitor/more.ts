/** What follows the first figures: columns beyond the usual, groups, sums, news, and the tools above the list. */
import './define-monitor-tools.ts';

export { changedCells } from './changed-cells.ts';
export { CELLS, SORTS } from './more-columns.ts';
export { moreTextsOf } from './more-texts.ts';
export { arrange, groupCell } from './row-groups.ts';
export { sumCell } from './row-sums.ts';
