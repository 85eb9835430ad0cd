/** Pure: a sentence in pieces, its amounts, percentages and counts apart, to be marked. */
const FIGURE = /((?:€\u00a0|[€£$]|[A-Z]{3}\u00a0)?\d(?:[\d.,]*\d)?%?)/;

export const figurePieces = (sentence: string): readonly { readonly text: string; readonly figure: boolean }[] =>
  sentence
    .split(FIGURE)
    .map((text, i) => ({ text, figure: i % 2 === 1 }))
    .filter(({ text }) => text !== '');
