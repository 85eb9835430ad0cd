/** Pure: what a framework agreement says against what a deal says. */
import { FORMS, type FieldError, type TermName, type Terms } from '#protocol';
import { changedTerms } from './changed-terms.ts';
import { checkTerms } from './check-terms.ts';

export interface Deviation {
  readonly term: TermName;
  readonly framework: unknown;
  /** Null = the deal is silent where the framework is not. */
  readonly deal: unknown;
}

/** Where a deal deviates: of the terms that the framework names, and no others. */
export const deviations = (framework: Partial<Terms>, deal: Partial<Terms>): readonly Deviation[] =>
  changedTerms(framework, deal)
    .filter(({ term }) => framework[term] !== undefined)
    .map(({ term, before, after }) => ({ term, framework: before, deal: after ?? null }));

/** Terms that say how another one works: named without it they hold for deals that have it. */
const SAYS_HOW: Partial<Record<TermName, TermName>> = {
  guaranteeKind: 'guaranteeProvider',
  providerNeverOwes: 'guaranteeVenue',
  supplementKind: 'supplement',
};

/**
 * What contradicts itself in terms that are only a part: faults of terms that are named, and, where no form is, only those
 * that every form has.
 */
export function checkPartTerms(terms: Partial<Terms>): readonly FieldError[] {
  const forms = terms.form ? [terms.form] : FORMS;
  const found = forms.map((form) =>
    checkTerms({ currency: 'EUR', ...terms, form }, { performances: 1 }).filter(({ pointer }) => {
      const term = pointer.split('/')[1] as TermName;
      const other = SAYS_HOW[term];
      return terms[term] !== undefined && (other === undefined || terms[other] !== undefined);
    }),
  );
  const [first = [], ...others] = found;
  return first.filter((fault) =>
    others.every((errors) =>
      errors.some(({ pointer, detail }) => pointer === fault.pointer && detail === fault.detail),
    ),
  );
}
