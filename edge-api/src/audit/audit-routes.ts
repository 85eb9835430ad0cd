/** The audit log: each organisation reads its own; the platform's own log is the operator's. */
import * as v from 'valibot';
import {
  AUDIT_FORMATS,
  AuditHead,
  AuditLine,
  AuditLink,
  MAX_PAGE,
  PATHS,
  type AuditChainPage,
  type AuditPage,
} from '#protocol';
import { ApiError } from '../api-error.ts';
import { pageSchema } from '../route-note.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { exported } from './audit-export.ts';
import { LOCALES } from '../sales/export/words.ts';
import { cursorOf, filterOf, logOf, refuseLimited } from './audit-log.ts';
import { readLines } from './audit-store.ts';
import { readChain, readHeads } from './seal-store.ts';

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

const CHAIN_PAGE = 500;

async function chain(c: Ctx): Promise<Response> {
  const after = cursorOf(c, Number.MIN_SAFE_INTEGER);
  const log = await logOf(c);
  const items = await readChain(c.env.DIRECTORY, log.key, after, CHAIN_PAGE);
  const next = items.length === CHAIN_PAGE ? String(items.at(-1)?.line) : null;
  const answer: AuditChainPage = { organisation: log.id, items, next };
  return c.json(answer, 200, { 'cache-control': 'no-store' });
}

async function heads(c: Ctx): Promise<Response> {
  refuseLimited(c);
  const { kind, organisation } = actorOf(c);
  const after = cursorOf(c, -1);
  const rows = await readHeads(c.env.DIRECTORY, kind === 'operator' ? null : organisation, after, MAX_PAGE);
  return c.json(
    {
      items: rows.map(({ key: _, ...head }) => head),
      next: rows.length === MAX_PAGE ? String(rows.at(-1)?.key) : null,
      livemode: actorOf(c).livemode,
    },
    200,
    { 'cache-control': 'no-store' },
  );
}

const text = v.optional(v.string());
const filters = { from: text, to: text, action: text, user: text, object: text, organisation: text };

export const auditRoutes = (): Routes =>
  new Routes()
    .on('get', PATHS.audit, 'read_audit', list, {
      summary: 'Who changed what in your organisation, newest first; from and to are days or instants',
      query: { ...filters, cursor: text, limit: text },
      answer: pageSchema.of(AuditLine),
    })
    .on('get', PATHS.auditExport, 'read_audit', exported, {
      summary: 'The lines as a file, oldest first, with what was asked for and when',
      query: { ...filters, format: v.optional(v.picklist(AUDIT_FORMATS)), locale: v.optional(v.picklist(LOCALES)) },
    })
    .on('get', PATHS.auditChain, 'read_audit', chain, {
      summary: 'The lines with their seals, oldest first, to be checked on your own machine',
      query: { organisation: text, cursor: text },
      answer: v.object({ organisation: v.string(), items: v.array(AuditLink), next: v.nullable(v.string()) }),
    })
    .on('get', PATHS.auditHeads, 'read_audit', heads, {
      summary: 'How far the log is and how far it is sealed, with the newest seal',
      query: { cursor: text },
      answer: pageSchema.of(AuditHead),
    });
