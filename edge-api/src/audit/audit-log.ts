/** Whose log is asked for, and which of its lines. */
import { addDays, Day, Instant, PLATFORM_LOG } from '#protocol';
import * as v from 'valibot';
import { ApiError } from '../api-error.ts';
import { actorOf, type Ctx } from '../route.ts';
import { wallClock } from '../sales/export/cells.ts';
import { readLog, type AuditFilter, type Log } from './audit-store.ts';

/** A log is about everything in its organisation: who is limited to some productions reads none of it. */
export function refuseLimited(c: Ctx): void {
  if (actorOf(c).productions) throw new ApiError('not_found', 'no such log');
}

/** Its own; the operator names any by `organisation`, and without it reads the platform's. Another's looks like none. */
export async function logOf(c: Ctx): Promise<Log> {
  refuseLimited(c);
  const actor = actorOf(c);
  const named = c.req.query('organisation') || null;
  const own = actor.kind === 'operator' ? PLATFORM_LOG : actor.organisationId;
  if (actor.kind !== 'operator' && named !== null && named !== own) throw new ApiError('not_found', 'no such log');
  const log = await readLog(c.env.DIRECTORY, named ?? own);
  if (!log) throw new ApiError('not_found', 'no such log');
  return log;
}

const fault = (name: string, detail: string) =>
  new ApiError('invalid_request', `${name} must be ${detail}`, { errors: [{ pointer: `/${name}`, detail }] });

/** Midnight of a day on the clock of a zone; the second look is for the days on which the clock changes. */
function midnight(day: string, zone: string): number {
  const wall = Date.parse(day);
  const ahead = (at: number) => wallClock(new Date(at).toISOString(), zone) - at;
  return wall - ahead(wall - ahead(wall));
}

/** An instant, or a day of the organisation's own clock; the day given as `to` is included. */
function boundOf(c: Ctx, name: 'from' | 'to', zone: string): number | null {
  const text = c.req.query(name);
  if (!text) return null;
  if (v.is(Day, text)) return midnight(name === 'to' ? addDays(text, 1) : text, zone);
  if (v.is(Instant, text)) return Date.parse(text);
  throw fault(name, 'a day as YYYY-MM-DD or an instant with offset');
}

export function filterOf(c: Ctx, { zone }: Log): AuditFilter {
  const action = c.req.query('action') || null;
  if (action !== null && !/^[a-z-]+(\.[a-z-]+){0,3}$/.test(action))
    throw fault('action', 'an action such as hall.change, or its noun alone');
  return {
    from: boundOf(c, 'from', zone),
    to: boundOf(c, 'to', zone),
    action,
    user: c.req.query('user') || null,
    object: c.req.query('object') || null,
  };
}

/** The number of a line, as `next` gave it. */
export function cursorOf(c: Ctx, otherwise: number): number {
  const text = c.req.query('cursor');
  if (!text) return otherwise;
  if (/^-?\d{1,15}$/.test(text)) return Number(text);
  throw fault('cursor', 'next of the last answer');
}
