import type { WaterfallLine } from '#protocol';
import type { Locale } from './amount-words.ts';
import { lineWordsEn } from './line-words-en.ts';
import { lineWordsNl } from './line-words-nl.ts';
import { LineWriter, type LineNames } from './line-writer.ts';

/** A line in words: what it is, and how it was computed. */
export function lineWords(
  line: WaterfallLine,
  of: LineNames,
  locale: Locale,
): { readonly label: string; readonly formula: string } {
  const [label, formula] = (locale === 'nl' ? lineWordsNl : lineWordsEn)[line.key](new LineWriter(line, of, locale));
  return { label, formula };
}
