/** The only door of the sums: what an agreement pays, in integer cents; pure, the same in the API and in the browser. */
export { countWords, dayWords, moneyWords, percentWords, type Locale } from './amount-words.ts';
export { canonicalJson } from './canonical-json.ts';
export { changedTerms, type TermChange } from './changed-terms.ts';
export { checkTerms } from './check-terms.ts';
export { promiseOf } from './floor.ts';
export { FORM_FIELDS } from './form-fields.ts';
export { checkPartTerms, deviations, type Deviation } from './framework-deviations.ts';
export { lineWords } from './line-words.ts';
export { halfUp, withoutVat, withVat } from './rounding.ts';
export { sentence, sentenceParts, type SentencePart } from './sentence.ts';
export { PARTIES } from './sentence-part.ts';
export { simulate } from './simulate.ts';
export { spread } from './spread.ts';
export {
  extraLineId,
  housesOn,
  isCorrection,
  performanceLineId,
  statementLines,
  waterfallLineIds,
  type StatementLine,
} from './statement-lines.ts';
export { termWords } from './term-words.ts';
export { waterfall } from './waterfall.ts';
/** For tests, and to read: the sums by example. */
export { EXAMPLES, HOUSE_A, HOUSE_B, type Example } from './worked-examples.ts';
