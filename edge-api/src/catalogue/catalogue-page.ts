/** Pages of the catalogue's lists: how far, from where, and the cursor of the next. */
import { MAX_PAGE } from '#protocol';
import { ApiError } from '../api-error.ts';
import { actorOf, type Ctx } from '../route.ts';

export interface Page {
  /** Key of the caller's organisation; 0 = the operator. */
  readonly viewer: number;
  readonly after: readonly number[];
  readonly limit: number;
  readonly q: string | null;
}

/** `parts`: how many numbers the cursor of this list holds. */
export function pageOf(c: Ctx, parts = 1): Page {
  const text = c.req.query('cursor');
  const after = text ? text.split('.').map(Number) : Array.from({ length: parts }, () => Number.MIN_SAFE_INTEGER);
  if (after.length !== parts || after.some((n) => !Number.isSafeInteger(n)))
    throw new ApiError('invalid_request', 'cursor is not one of ours; take next from the last answer', {
      errors: [{ pointer: '/cursor', detail: 'next of the last answer' }],
    });
  const limit = Number(c.req.query('limit') ?? MAX_PAGE / 2);
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > MAX_PAGE)
    throw new ApiError('invalid_request', `limit must be 1 to ${MAX_PAGE}`, {
      errors: [{ pointer: '/limit', detail: `1 to ${MAX_PAGE}` }],
    });
  return { viewer: actorOf(c).organisation, after, limit, q: c.req.query('q')?.trim() || null };
}

/** Rows carry their cursor; a full page may have another behind it. */
export const pageAnswer = <A>(
  c: Ctx,
  page: Page,
  rows: readonly { readonly cursor: readonly number[]; readonly answer: A }[],
): Response =>
  c.json({
    items: rows.map(({ answer }) => answer),
    next: rows.length === page.limit ? (rows.at(-1)?.cursor.join('.') ?? null) : null,
    livemode: actorOf(c).livemode,
  });

/** `yes` or `no`; absent = no. */
export function flagOf(c: Ctx, name: string): boolean {
  const value = c.req.query(name);
  if (value === undefined || value === 'no') return false;
  if (value === 'yes') return true;
  throw new ApiError('invalid_request', `${name} must be yes or no`, {
    errors: [{ pointer: `/${name}`, detail: 'yes or no' }],
  });
}
