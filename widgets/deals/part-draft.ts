/** Pure: general terms as they are typed: a part of a deal, which names what it names. */
import { checkPartTerms } from '#deal';
import type { Terms } from '#protocol';
import { readTerms, typedTerms, type DealDraft, type ReadTerms } from './deal-draft.ts';

export const partDraft = (terms: Partial<Terms>, locale: string): DealDraft => ({
  form: terms.form ?? null,
  currency: terms.currency ?? null,
  part: true,
  ...typedTerms(terms, locale),
});

export function readPart(draft: DealDraft, locale: string): ReadTerms<Partial<Terms>> {
  const { form, currency } = draft;
  const begun = { ...(form === null ? {} : { form }), ...(currency === null ? {} : { currency }) };
  return readTerms<Partial<Terms>>(draft, begun, locale, checkPartTerms);
}
