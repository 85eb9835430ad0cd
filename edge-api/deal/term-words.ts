import type { TermName, Terms } from '#protocol';

/** One term as a form shows it: its name, its value, and what is to be known beside it. */
export function termWords(
  _term: TermName,
  _terms: Partial<Terms>,
  _locale: 'nl' | 'en',
): { readonly label: string; readonly value: string; readonly note: string } {
  throw new Error('not written yet');
}
