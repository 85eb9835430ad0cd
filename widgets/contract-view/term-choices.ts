/** Pure: what somebody has chosen to do with single terms, and what is sent for it. Choices live on while the agreement changes. */
import { checkTerms } from '#deal';
import type { Agreement, FieldError, RejectBody, ReviseBody, TermName, Terms, TermState } from '#protocol';
import { draftOf, readDraft, type Draft, type FieldFault } from '../deals/term-draft.ts';
import { TERM_SHAPES } from '../deals/term-shapes.ts';
import { withTerm } from './term-text.ts';

export type Choice =
  | {
      readonly kind: 'reject';
      readonly reason: string;
      readonly counter: 'none' | 'value' | 'gone';
      readonly draft: Draft;
    }
  | { readonly kind: 'accept' }
  | { readonly kind: 'answer'; readonly gone: boolean; readonly draft: Draft };
export type Choices = ReadonlyMap<TermName, Choice>;

export interface ChoiceFaults {
  readonly reason?: true;
  /** By place in the term. */
  readonly fields: Readonly<Record<string, FieldFault>>;
  /** What contradicts another term, in the words of the check. */
  readonly detail?: string;
}
export type Faults = ReadonlyMap<TermName, ChoiceFaults>;

export const rejectChoice = (state: TermState, locale: string): Choice => ({
  kind: 'reject',
  reason: '',
  counter: 'none',
  draft: draftOf(TERM_SHAPES[state.term], state.value, locale),
});
export const answerChoice = (state: TermState, locale: string): Choice => ({
  kind: 'answer',
  gone: false,
  draft: draftOf(TERM_SHAPES[state.term], state.value ?? state.counter, locale),
});

/** The value a choice stands for; `undefined` = none, or not readable yet; null = the term goes. */
export function chosenValue(term: TermName, choice: Choice, counter: unknown): unknown {
  if (choice.kind === 'accept') return counter;
  if (choice.kind === 'answer') return choice.gone ? null : readDraft(TERM_SHAPES[term], choice.draft).value;
  if (choice.counter === 'none') return undefined;
  return choice.counter === 'gone' ? null : readDraft(TERM_SHAPES[term], choice.draft).value;
}

export type Made<T> = { readonly body: T } | { readonly faults: Faults };

export function rejection(version: number, choices: Choices): Made<RejectBody> {
  const faults = new Map<TermName, ChoiceFaults>();
  const terms = [...choices].flatMap(([term, choice]) => {
    if (choice.kind !== 'reject') return [];
    const reason = choice.reason.trim();
    const read = choice.counter === 'value' ? readDraft(TERM_SHAPES[term], choice.draft) : null;
    const fields = read?.faults ?? {};
    if (reason === '' || Object.keys(fields).length > 0)
      faults.set(term, { ...(reason === '' ? { reason: true } : {}), fields });
    const counter = choice.counter === 'none' ? {} : { counter: read === null ? null : read.value };
    return [{ term, reason, ...counter }];
  });
  return faults.size > 0 ? { faults } : { body: { version, terms } };
}

/** The version that the choices make: counter-values taken over, other terms changed. */
export function revision(agreement: Agreement, choices: Choices): Made<ReviseBody> & { readonly terms?: Terms } {
  const faults = new Map<TermName, ChoiceFaults>();
  const accept: TermName[] = [];
  let changed: Terms = agreement.terms;
  let next: Terms = agreement.terms;
  for (const [term, choice] of choices) {
    if (choice.kind === 'reject') continue;
    const { counter } = agreement.termStates.find((one) => one.term === term) ?? {};
    if (choice.kind === 'answer' && !choice.gone) {
      const { faults: fields } = readDraft(TERM_SHAPES[term], choice.draft);
      if (Object.keys(fields).length > 0) {
        faults.set(term, { fields });
        continue;
      }
    }
    const value = chosenValue(term, choice, counter);
    next = withTerm(next, term, value);
    if (choice.kind === 'accept') accept.push(term);
    else changed = withTerm(changed, term, value);
  }
  if (faults.size === 0)
    for (const [term, one] of contradictions(next, agreement.performances.length)) faults.set(term, one);
  if (faults.size > 0) return { faults };
  const { version } = agreement;
  return {
    body: {
      version,
      ...(accept.length > 0 ? { accept } : {}),
      ...(changed === agreement.terms ? {} : { terms: changed }),
    },
    terms: next,
  };
}

function contradictions(terms: Terms, performances: number): Faults {
  return faultsByTerm(checkTerms(terms, { performances }));
}

/** Of remarks by JSON pointer into the terms. */
export function faultsByTerm(errors: readonly FieldError[]): Faults {
  const faults = new Map<TermName, ChoiceFaults>();
  for (const { pointer, detail } of errors) {
    const term = pointer.split('/')[1] as TermName;
    if (!faults.has(term)) faults.set(term, { fields: {}, detail });
  }
  return faults;
}
