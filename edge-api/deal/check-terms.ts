import type { FieldError, Terms } from '#protocol';

/** What contradicts itself, with the field (JSON pointer from the terms) and the remedy; empty = the deal can be computed. */
export function checkTerms(_terms: Terms, _about: { readonly performances: number }): readonly FieldError[] {
  throw new Error('not written yet');
}
