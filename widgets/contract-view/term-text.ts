/** Pure: a term's value and name in words. */
import { termWords } from '#deal';
import type { TermName, Terms } from '#protocol';
import { bodyWords } from './body-words.ts';
import type { Shown } from './shown.ts';

export function withTerm(terms: Terms, term: TermName, value: unknown): Terms {
  const { [term]: _, ...others } = terms;
  return (value === null || value === undefined ? others : { ...others, [term]: value }) as Terms;
}

/** One value of a term in words, as if the deal said so; null and nothing have words too. */
export function valueText({ agreement, locale }: Shown, term: TermName, value: unknown): string {
  if (value === null || value === undefined) return bodyWords(locale).none;
  return termWords(term, withTerm(agreement.terms, term, value), locale).value;
}

export const termLabel = ({ agreement, locale }: Shown, term: TermName, value?: unknown): string =>
  termWords(
    term,
    value === undefined || value === null ? agreement.terms : withTerm(agreement.terms, term, value),
    locale,
  ).label;
