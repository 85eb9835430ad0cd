/** Creating, for every noun: one object or an array, each item checked on its own, one transaction, one result per item. */
import * as v from 'valibot';
import { MAX_BULK, type WriteResult } from '#protocol';
import { ApiError } from '../api-error.ts';
import { parseJson, readText, toFieldErrors } from '../body.ts';
import type { AuditEntry } from '../audit/audit-entry.ts';
import { writeOnce } from '../identity/once.ts';
import type { Ctx } from '../route.ts';
import { tellReaders } from './announcing.ts';

export interface Item<B> {
  readonly index: number;
  readonly body: B;
}
export interface Prepared {
  readonly results: readonly WriteResult[];
  readonly statements: readonly D1PreparedStatement[];
  /** A line for each thing made. */
  readonly audit: readonly AuditEntry[];
}

export const invalid = (index: number, pointer: string, detail: string): WriteResult => ({
  index,
  outcome: 'invalid',
  pointer: `/${pointer}`,
  detail,
});

export async function createItems<S extends v.GenericSchema>(
  c: Ctx,
  schema: S,
  prepare: (items: readonly Item<v.InferOutput<S>>[]) => Promise<Prepared>,
): Promise<Response> {
  const text = await readText(c);
  const given = parseJson(text);
  const many = Array.isArray(given);
  const list = many ? (given as unknown[]) : [given];
  if (!list.length || list.length > MAX_BULK) throw new ApiError('invalid_request', `send 1 to ${MAX_BULK} items`);
  const faults: WriteResult[] = [];
  const good: Item<v.InferOutput<S>>[] = [];
  for (const [index, item] of list.entries()) {
    const parsed = v.safeParse(schema, item);
    if (parsed.success) good.push({ index, body: parsed.output });
    else if (many) faults.push({ index, outcome: 'invalid', ...toFieldErrors(parsed.issues, `/${index}`)[0] });
    else
      throw new ApiError('invalid_request', 'the body does not fit; see errors', {
        errors: toFieldErrors(parsed.issues),
      });
  }
  const answer = await writeOnce(c, text, async () => {
    const prepared = good.length ? await prepare(good) : { results: [], statements: [], audit: [] };
    const results = [
      ...faults,
      ...prepared.results.map((result) =>
        many && result.pointer ? { ...result, pointer: `/${result.index}${result.pointer}` } : result,
      ),
    ].toSorted((a, b) => a.index - b.index);
    const { statements, audit } = prepared;
    if (many) return { statements, audit, status: 207, answer: { results } };
    const [only] = results;
    if (only?.outcome !== 'created')
      throw new ApiError('invalid_request', only?.detail ?? 'the body does not fit', {
        errors: [{ pointer: only?.pointer ?? '', detail: only?.detail ?? '' }],
      });
    const { index: _, outcome: __, ...made } = only;
    return { statements, audit, status: 201, answer: made };
  });
  await tellReaders(c);
  return answer;
}
