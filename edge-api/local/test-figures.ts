// Figures and words that an answer must not hold, told from the same digits inside a random id or a hash.

/**
 * What finds one of `words`, and one of `figures` (whole numbers, also as the beginning of a longer one: 5252 finds the 525200 cents)
 * that stands by itself. Every answer has a random request id and many have hashes, in which any few digits turn up sooner or later.
 */
export const tells = (words: readonly string[], figures: readonly number[]): RegExp =>
  new RegExp([...words, ...figures.map((figure) => `(?<!\\w|\\w-)${figure}\\d*(?!\\w|-\\w)`)].join('|'));
