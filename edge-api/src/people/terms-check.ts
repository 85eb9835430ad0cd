/** Terms as asked in a request: whole, of this organisation, and not wider than the asker's own; else the fault with its field. */
import { ApiError } from '../api-error.ts';
import { readProductions } from '../catalogue/production-store.ts';
import { actorOf, type Ctx } from '../route.ts';
import { faultsOf, termsOf, widerThan, type Asked } from './giving.ts';
import type { Terms } from './membership-store.ts';

export function checkGiving(c: Ctx, terms: Terms): void {
  const errors = widerThan(actorOf(c), terms);
  if (errors.length) throw new ApiError('forbidden', 'nobody gives rights wider than their own', { errors });
}

export async function checkedTerms(
  c: Ctx,
  organisation: { readonly key: number; readonly type: string },
  asked: Asked,
  before?: Terms,
): Promise<Terms> {
  const terms = termsOf(asked, organisation.type, before);
  const errors = faultsOf(terms, organisation.type);
  if (asked.productions?.length) {
    const known = await readProductions(c.env.DIRECTORY, organisation.key, asked.productions);
    errors.push(
      ...asked.productions.flatMap((id, i) =>
        known.has(id) ? [] : [{ pointer: `/productions/${i}`, detail: 'no such production of this organisation' }],
      ),
    );
  }
  if (errors.length) throw new ApiError('invalid_request', 'the rights do not fit; see errors', { errors });
  checkGiving(c, terms);
  return terms;
}
