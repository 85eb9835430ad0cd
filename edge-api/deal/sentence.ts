import type { TermName, Terms } from '#protocol';

/** A piece of the sentence; with `term`, the figure that this term sets, to be marked. */
export interface SentencePart {
  readonly text: string;
  readonly term?: TermName;
}
interface Names {
  readonly provider: string;
  readonly venue: string;
}

/** The deal in plain language, one short paragraph that covers every term. */
export function sentenceParts(_terms: Terms, _names: Names, _locale: 'nl' | 'en'): readonly SentencePart[] {
  throw new Error('not written yet');
}
export const sentence = (terms: Terms, names: Names, locale: 'nl' | 'en'): string =>
  sentenceParts(terms, names, locale)
    .map(({ text }) => text)
    .join('');
