/** The audit log: each organisation reads its own; the platform's own log is the operator's. */
import * as v from 'valibot';
import { AuditLine, MAX_PAGE, PATHS, type AuditPage } from '#protocol';
import { ApiError } from '../api-error.ts';
import { pageSchema } from '../route-note.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { cursorOf, filterOf, logOf } from './audit-log.ts';
import { readLines } from './audit-store.ts';

async function list(c: Ctx): Promise<Response> {
  const limit = Number(c.req.query('limit') ?? MAX_PAGE / 2);
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > MAX_PAGE)
    throw new ApiError('invalid_request', `limit must be 1 to ${MAX_PAGE}`, {
      errors: [{ pointer: '/limit', detail: `1 to ${MAX_PAGE}` }],
    });
  const cursor = cursorOf(c, Number.MAX_SAFE_INTEGER);
  const log = await logOf(c);
  const lines = await readLines(c.env.DIRECTORY, log.key, filterOf(c, log), cursor, limit + 1);
  const items = lines.slice(0, limit);
  const answer: AuditPage = {
    items,
    next: lines.length > limit ? String(items.at(-1)?.line) : null,
    livemode: actorOf(c).livemode,
  };
  return c.json(answer, 200, { 'cache-control': 'no-store' });
}

const text = v.optional(v.string());
const filters = { from: text, to: text, action: text, user: text, object: text, organisation: text };

export const auditRoutes = (): Routes =>
  new Routes().on('get', PATHS.audit, 'read_audit', list, {
    summary: 'Who changed what in your organisation, newest first; from and to are days or instants',
    query: { ...filters, cursor: text, limit: text },
    answer: pageSchema.of(AuditLine),
  });
