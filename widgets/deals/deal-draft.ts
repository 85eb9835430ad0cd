/** Pure: a whole deal, or a part of one, as it is typed: its form, the terms that belong to it, and those that were added. */
import { checkTerms, FORM_FIELDS } from '#deal';
import { TERM_NAMES, type FieldError, type Form, type TermName, type Terms } from '#protocol';
import { draftOf, readDraft, type Draft, type FieldFault } from './term-draft.ts';
import { TERM_SHAPES } from './term-shapes.ts';

export interface DealDraft {
  /** Null = whatever the form is: only of a part. */
  readonly form: Form | null;
  /** Null = it is not said: only of a part. */
  readonly currency: string | null;
  /** General terms: nothing is needed, and what is said holds for the deals that have it. */
  readonly part?: boolean;
  /** What was typed, also of terms that the form does not have now: changing it back brings them back. */
  readonly drafts: Readonly<Partial<Record<TermName, Draft>>>;
  /** Terms that were added to what the form needs. */
  readonly added: ReadonlySet<TermName>;
}

const OF_A_FORM = new Set(Object.values(FORM_FIELDS).flatMap(({ needs, may }) => [...needs, ...may]));
/** Said by the head of the form, or by the form itself. */
const NEVER: ReadonlySet<TermName> = new Set(['form', 'currency']);
/** Only beside the term that they explain. */
const BESIDE: Readonly<Partial<Record<TermName, TermName>>> = {
  guaranteeKind: 'guaranteeProvider',
  providerNeverOwes: 'guaranteeVenue',
  supplementKind: 'supplement',
};
/** A guarantee is for one side. */
const INSTEAD: Readonly<Partial<Record<TermName, TermName>>> = {
  guaranteeProvider: 'guaranteeVenue',
  guaranteeVenue: 'guaranteeProvider',
};

export const dealDraft = (terms: Partial<Terms>, locale: string): DealDraft => ({
  form: terms.form ?? 'split',
  currency: terms.currency ?? 'EUR',
  ...typedTerms(terms, locale),
});
export function typedTerms(terms: Partial<Terms>, locale: string): Pick<DealDraft, 'drafts' | 'added'> {
  const held = TERM_NAMES.filter((term) => terms[term] !== undefined && !NEVER.has(term));
  return {
    drafts: Object.fromEntries(held.map((term) => [term, draftOf(TERM_SHAPES[term], terms[term], locale)])),
    added: new Set(held),
  };
}

const needed = ({ form, part }: DealDraft): readonly TermName[] =>
  form === null || part ? [] : FORM_FIELDS[form].needs;
const fits = ({ form }: DealDraft, term: TermName): boolean =>
  !NEVER.has(term) &&
  (form === null ||
    !OF_A_FORM.has(term) ||
    FORM_FIELDS[form].needs.includes(term) ||
    FORM_FIELDS[form].may.includes(term));

/** Terms with a field now, in the order of the deal. */
export function shownTerms(draft: DealDraft): readonly TermName[] {
  const held = TERM_NAMES.filter(
    (term) => needed(draft).includes(term) || (draft.added.has(term) && fits(draft, term)),
  );
  return draft.part ? held : held.filter((term) => BESIDE[term] === undefined || held.includes(BESIDE[term]));
}

/** Terms that can be added now. */
export function addableTerms(draft: DealDraft): readonly TermName[] {
  const shown = shownTerms(draft);
  return TERM_NAMES.filter((term) => {
    const [beside, instead] = [BESIDE[term], INSTEAD[term]];
    return (
      fits(draft, term) &&
      !shown.includes(term) &&
      (draft.part || beside === undefined || shown.includes(beside)) &&
      (instead === undefined || !shown.includes(instead))
    );
  });
}
export const isNeeded = (draft: DealDraft, term: TermName): boolean => needed(draft).includes(term);

export const draftFor = (draft: DealDraft, term: TermName, locale: string): Draft =>
  draft.drafts[term] ?? draftOf(TERM_SHAPES[term], undefined, locale);
export const withDraft = (draft: DealDraft, term: TermName, typed: Draft): DealDraft => ({
  ...draft,
  drafts: { ...draft.drafts, [term]: typed },
});
export const withAdded = (draft: DealDraft, term: TermName, on: boolean): DealDraft => ({
  ...draft,
  added: new Set(on ? [...draft.added, term] : [...draft.added].filter((one) => one !== term)),
});

export interface ReadTerms<T> {
  /** Null while a field cannot be read. */
  readonly terms: T | null;
  readonly fields: Readonly<Partial<Record<TermName, Readonly<Record<string, FieldFault>>>>>;
  /** What contradicts itself, once every field can be read. */
  readonly errors: readonly FieldError[];
}
export type ReadDeal = ReadTerms<Terms>;

export function readDeal(draft: DealDraft, performances: number, locale: string): ReadDeal {
  const begun = { form: draft.form ?? 'split', currency: draft.currency ?? 'EUR' };
  return readTerms<Terms>(draft, begun, locale, (terms) => checkTerms(terms, { performances }));
}

export function readTerms<T extends Partial<Terms>>(
  draft: DealDraft,
  begun: T,
  locale: string,
  check: (terms: T) => readonly FieldError[],
): ReadTerms<T> {
  const terms: Record<string, unknown> = { ...begun };
  const fields: Partial<Record<TermName, Readonly<Record<string, FieldFault>>>> = {};
  for (const term of shownTerms(draft)) {
    const read = readDraft(TERM_SHAPES[term], draftFor(draft, term, locale));
    if (Object.keys(read.faults).length > 0) fields[term] = read.faults;
    terms[term] = read.value;
  }
  if (Object.keys(fields).length > 0) return { terms: null, fields, errors: [] };
  return { terms: terms as T, fields, errors: check(terms as T) };
}

/** By place in the term: `bands.0.from`; '' is the term itself. */
export function errorsOf(errors: readonly FieldError[], term: TermName): Readonly<Record<string, string>> {
  return Object.fromEntries(
    errors
      .filter(({ pointer }) => pointer.split('/')[1] === term)
      .map(({ pointer, detail }) => [pointer.split('/').slice(2).join('.'), detail]),
  );
}
