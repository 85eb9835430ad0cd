/** Support looks as a member: a reason, at most an hour, reading only; each call in the log of those looked at, the member mailed after. */
import * as v from 'valibot';
import {
  MAX_PAGE,
  MAX_SWITCH_MINUTES,
  PATHS,
  RoleSwitch,
  RoleSwitchBody,
  RoleSwitchMade,
  SupportMember,
  holds,
} from '#protocol';
import { ApiError } from '../api-error.ts';
import { auditStatement } from '../audit/audit-entry.ts';
import { parseBody, readText } from '../body.ts';
import { idOf } from '../catalogue/change-items.ts';
import { writeOnce } from '../identity/once.ts';
import { newId } from '../identity/secret.ts';
import { sendMailSoon } from '../mail/mail-job.ts';
import { pageSchema } from '../route-note.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { despiteOthers } from './late-edit.ts';
import { readStanding, searchMembers } from './membership-store.ts';
import * as store from './role-switch-store.ts';
import { endedStatements } from './support-ended.ts';

const MINUTE_MS = 60_000;
const MAX_FOUND = 50;

async function search(c: Ctx): Promise<Response> {
  const q = c.req.query('q')?.trim() ?? '';
  if (q.length < 2)
    throw new ApiError('invalid_request', 'q takes at least 2 characters', {
      errors: [{ pointer: '/q', detail: 'part of a name, an e-mail address or an organisation' }],
    });
  const items = (await searchMembers(c.env.DIRECTORY, q, MAX_FOUND)).map(
    ({ id, name, email, preset, organisation }): SupportMember => ({
      membership: id,
      name,
      email,
      preset,
      organisation: { id: organisation.id, name: organisation.name, type: organisation.type },
      livemode: organisation.livemode,
    }),
  );
  return c.json({ items, next: null, livemode: actorOf(c).livemode }, 200, { 'cache-control': 'no-store' });
}

async function start(c: Ctx): Promise<Response> {
  const db = c.env.DIRECTORY;
  const text = await readText(c);
  const body = parseBody(text, RoleSwitchBody);
  const actor = actorOf(c);
  // The token may be some seconds behind what its membership holds by now.
  const supporter = actor.membership === undefined ? null : await readStanding(db, actor.membership);
  if (!supporter || !holds(supporter.grid, 'support', 'view')) throw new ApiError('not_found', 'there is nothing here');
  const member = await readStanding(db, body.membership);
  if (!member || member.organisation.type === 'platform') throw new ApiError('not_found', 'no such membership');
  return writeOnce(c, text, () => {
    const id = newId('SUP');
    // Ends with the tokens given for it, so by the machine's own clock.
    const now = c.var.clock;
    const endsAt = now + (body.minutes ?? MAX_SWITCH_MINUTES) * MINUTE_MS;
    const until = new Date(endsAt).toISOString();
    const made = { id, supporter: supporter.key, membership: member.key, reason: body.reason, now, endsAt };
    const entry = {
      action: 'support.start',
      object: id,
      after: { membership: member.id, user: member.user, reason: body.reason, until },
    };
    return Promise.resolve({
      statements: [store.addSwitchStatement(db, made)],
      // In both logs: the platform's own, and that of the organisation looked at.
      audit: [entry, { ...entry, organisation: member.organisation.key }],
      status: 201,
      answer: { id, until },
    });
  });
}

async function end(c: Ctx): Promise<Response> {
  const db = c.env.DIRECTORY;
  return despiteOthers(async () => {
    const seen = await store.readOwnSwitch(db, idOf(c), actorOf(c).user ?? '');
    if (!seen) throw new ApiError('not_found', 'no such role switch');
    if (seen.toldAt === null) {
      const entry = { action: 'support.end', object: seen.id };
      await db.batch([
        ...endedStatements(db, seen, c.var.clock),
        auditStatement(c, { ...entry, organisation: seen.organisation.key }),
        auditStatement(c, { ...entry, organisation: seen.supporter.organisation }),
      ]);
      sendMailSoon(c);
    }
    const ended = await store.readOwnSwitch(db, seen.id, actorOf(c).user ?? '');
    return c.json(store.toAnswer(ended ?? seen));
  });
}

async function list(c: Ctx): Promise<Response> {
  const actor = actorOf(c);
  const grid = actor.grid ?? {};
  const administers = actor.kind !== 'person' || holds(grid, 'people', 'administer');
  const before = Number(/^\d{1,15}$/.exec(c.req.query('cursor') ?? '')?.[0] ?? Number.MAX_SAFE_INTEGER);
  const rows = await store.listSwitches(
    c.env.DIRECTORY,
    // Who looks as another sees what that one sees, not their own looks elsewhere.
    { user: actor.support ? '' : (actor.user ?? ''), organisation: actor.organisation, all: administers },
    before,
    MAX_PAGE,
  );
  return c.json({
    items: rows.map(({ answer }) => answer),
    next: rows.length === MAX_PAGE ? String(rows.at(-1)?.key) : null,
    livemode: actor.livemode,
  });
}

export function roleSwitchRoutes(): Routes {
  return new Routes()
    .on('get', PATHS.supportMembers, 'support', search, {
      summary: 'Support finds whom it may look as, by name, e-mail or organisation',
      query: { q: v.string() },
      answer: pageSchema.of(SupportMember),
    })
    .on('post', PATHS.roleSwitches, 'support', start, {
      summary: 'Support begins to look as a member, with a reason, for at most an hour; ask a person token with its id',
      body: RoleSwitchBody,
      answer: RoleSwitchMade,
      status: 201,
    })
    .on('get', PATHS.roleSwitches, 'read_people', list, {
      summary: 'When support looked: your own looks; for an admin, those as people of the organisation',
      query: { cursor: v.optional(v.string()) },
      answer: pageSchema.of(RoleSwitch),
    })
    .on('delete', `${PATHS.roleSwitches}/:id`, 'self', end, {
      summary: 'Stop looking as a member; the tokens for it end within 5 seconds and the member is mailed',
      answer: RoleSwitch,
    });
}
