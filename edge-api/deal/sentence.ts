import type { Terms } from '#protocol';
import type { Locale } from './amount-words.ts';
import { capitalised, joined, type Names, type SentencePart } from './sentence-part.ts';
import { told } from './sentence-writer.ts';

export type { SentencePart } from './sentence-part.ts';

/** The deal in plain language, one short paragraph that covers every term. */
export const sentenceParts = (terms: Terms, names: Names, locale: Locale): readonly SentencePart[] =>
  joined(told(terms, names, locale)).map((part, at) =>
    // In the middle of a sentence a piece may begin with a name too.
    part.term
      ? part
      : { text: at === 0 ? capitalised(part.text, names) : capitalised(`.${part.text}`, names).slice(1) },
  );

export const sentence = (terms: Terms, names: Names, locale: Locale): string =>
  sentenceParts(terms, names, locale)
    .map(({ text }) => text)
    .join('');
