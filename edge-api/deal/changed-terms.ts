import { TERM_NAMES, type TermName, type Terms } from '#protocol';
import { canonicalJson } from './canonical-json.ts';

export interface TermChange {
  readonly term: TermName;
  /** Absent = the term was not, or is no longer, agreed. */
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Terms that differ, in the order of the form. A term that says the default differs from one that is left out. */
export function changedTerms(before: Partial<Terms>, after: Partial<Terms>): readonly TermChange[] {
  return TERM_NAMES.flatMap((term) => {
    const [was, is] = [before[term], after[term]];
    if (canonicalJson(was ?? null) === canonicalJson(is ?? null)) return [];
    return [{ term, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) }];
  });
}
