/** Pure: terms that are rejected, with what they should be; and the terms that come of taking counter-values over. */
import * as v from 'valibot';
import { canonicalJson } from '#deal';
import { Terms, type RejectBody, type TermName } from '#protocol';
import { ApiError } from '../api-error.ts';
import { toFieldErrors } from '../body.ts';
import type { EventBody } from './agreement-store.ts';

type Rejected = NonNullable<RejectBody['terms']>;
/** Every deal has them. */
const ALWAYS: readonly TermName[] = ['form', 'currency'];
const fault = (pointer: string, detail: string) =>
  new ApiError('invalid_request', detail, { errors: [{ pointer, detail }] });

/** Each term once; a counter-value is one that the term can have. */
export function checkedRejection(terms: Rejected): Rejected {
  return terms.map((one, i) => {
    const pointer = `/terms/${i}`;
    if (terms.findIndex(({ term }) => term === one.term) !== i) throw fault(`${pointer}/term`, 'each term once');
    if (one.counter === undefined) return one;
    if (one.counter === null) {
      if (ALWAYS.includes(one.term)) throw fault(`${pointer}/counter`, 'every deal has this term; name a value');
      return one;
    }
    const parsed = v.safeParse(Terms.entries[one.term] as v.GenericSchema, one.counter);
    if (parsed.success) return { ...one, counter: parsed.output };
    throw new ApiError('invalid_request', 'the counter-value does not fit the term; see errors', {
      errors: toFieldErrors(parsed.issues, `${pointer}/counter`),
    });
  });
}

/** What is rejected stands in the version, or is missed in it. */
export function namesWhatStands(rejected: Rejected, terms: Terms): void {
  for (const [i, { term, counter }] of rejected.entries()) {
    if (terms[term] === undefined && (counter === undefined || counter === null))
      throw fault(`/terms/${i}/term`, 'this version has no such term; name what it should be');
    if (counter !== undefined && canonicalJson(counter) === canonicalJson(terms[term] ?? null))
      throw fault(`/terms/${i}/counter`, 'it is so already; approve it, or name another value');
  }
}

/** The terms with counter-values over them. */
export function withCounters(terms: Terms, accept: readonly TermName[], rejected: EventBody['rejected']): Terms {
  const taken: Record<string, unknown> = { ...terms };
  for (const [i, term] of accept.entries()) {
    const counter = rejected?.find((one) => one.term === term)?.counter;
    if (counter === undefined) throw fault(`/accept/${i}`, 'there is no counter-value for this term to take over');
    if (counter === null) delete taken[term];
    else taken[term] = counter;
  }
  return taken as Terms;
}
