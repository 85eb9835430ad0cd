/** What follows the first sight of an agreement: its terms, its sums and its history. */
export { contractBodyStyles } from './contract-body.styles.ts';
export { renderHistory } from './history-part.ts';
export { renderTerms } from './terms-part.ts';
export { renderWaterfall } from './waterfall-part.ts';
