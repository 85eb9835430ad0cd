import type { Waterfall, WaterfallLine } from '#protocol';

/** A line in words: what it is, and how it was computed. */
export function lineWords(
  _line: WaterfallLine,
  _of: Pick<Waterfall, 'currency'> & { readonly provider: string; readonly venue: string },
  _locale: 'nl' | 'en',
): { readonly label: string; readonly formula: string } {
  throw new Error('not written yet');
}
