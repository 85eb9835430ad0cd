import type { Terms } from '#protocol';
import type { Locale } from './amount-words.ts';
import { english } from './sentence-en.ts';
import { dutch } from './sentence-nl.ts';
import { joined, type Names, type SentencePart } from './sentence-part.ts';

export type { SentencePart } from './sentence-part.ts';

/** The deal in plain language, one short paragraph that covers every term. */
export const sentenceParts = (terms: Terms, names: Names, locale: Locale): readonly SentencePart[] =>
  joined((locale === 'nl' ? dutch : english)(terms, names));

export const sentence = (terms: Terms, names: Names, locale: Locale): string =>
  sentenceParts(terms, names, locale)
    .map(({ text }) => text)
    .join('');
