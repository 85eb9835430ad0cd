/** The people of an organisation: an admin changes their rights and ends them, and never the last admin. */
import * as v from 'valibot';
import { MAX_PAGE, Member, MemberChange, PATHS } from '#protocol';
import { ApiError } from '../api-error.ts';
import { auditStatement } from '../audit/audit-entry.ts';
import { readBody } from '../body.ts';
import { etagOf, idOf, revisionIn } from '../catalogue/change-items.ts';
import { pageSchema } from '../route-note.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { sameTerms, told } from './giving.ts';
import { despiteOthers } from './late-edit.ts';
import * as store from './membership-store.ts';
import { organisationAsked } from './organisation-asked.ts';
import { endSwitchesOfStatement } from './role-switch-store.ts';
import { checkedTerms, checkGiving } from './terms-check.ts';

async function list(c: Ctx): Promise<Response> {
  const organisation = await organisationAsked(c, c.req.query('organisation'));
  const rows = await store.listMembers(c.env.DIRECTORY, organisation.key, {
    ended: c.req.query('ended') === 'yes',
    after: Number(/^\d{1,15}$/.exec(c.req.query('cursor') ?? '0')?.[0] ?? 0),
    limit: MAX_PAGE,
  });
  return c.json({
    items: rows.map(({ answer }) => answer),
    next: rows.length === MAX_PAGE ? String(rows.at(-1)?.key) : null,
    livemode: organisation.livemode === 1,
  });
}

/** One of the caller's own organisation. */
async function memberAsked(c: Ctx): Promise<store.Membership> {
  const seen = await store.readMember(c.env.DIRECTORY, actorOf(c).organisation, idOf(c));
  if (!seen) throw new ApiError('not_found', 'no such member');
  return seen;
}

function checkRevision(c: Ctx, seen: store.Membership): void {
  const revision = revisionIn(c);
  if (revision !== null && revision !== seen.revision)
    throw new ApiError('edit_clash', 'somebody changed this member since you read it', {
      current: store.toMember(seen),
      headers: { etag: etagOf(seen.revision) },
    });
}

const shown = (c: Ctx, member: store.Membership) =>
  c.json(store.toMember(member), 200, { etag: etagOf(member.revision), 'cache-control': 'private, no-cache' });

async function change(c: Ctx): Promise<Response> {
  const db = c.env.DIRECTORY;
  const body = await readBody(c, MemberChange);
  return despiteOthers(async () => {
    const seen = await memberAsked(c);
    if (seen.endedAt !== null) throw new ApiError('not_found', 'no such member');
    checkRevision(c, seen);
    const terms = await checkedTerms(c, seen.organisation, body, seen);
    if (sameTerms(terms, seen)) return shown(c, seen);
    // Who is limited to productions changes only those who are so themselves.
    checkGiving(c, { ...terms, productions: seen.productions });
    const at = c.var.clock;
    await db
      .batch([
        store.changeStatement(db, seen, terms, at),
        ...(terms.grid.support ? [] : [endSwitchesOfStatement(db, seen.key, at)]),
        auditStatement(c, {
          action: 'membership.change',
          object: seen.id,
          organisation: seen.organisation.key,
          before: { user: seen.user, ...told(seen) },
          after: told(terms),
        }),
      ])
      .catch((error: unknown) => {
        if (!/UNIQUE constraint failed/.test((error as Error).message)) throw error;
        throw new ApiError('conflict', 'this person has that role here already; end one of the two');
      });
    return shown(c, await memberAsked(c));
  });
}

async function end(c: Ctx): Promise<Response> {
  const db = c.env.DIRECTORY;
  return despiteOthers(async () => {
    const seen = await memberAsked(c);
    if (seen.endedAt !== null) return shown(c, seen);
    checkRevision(c, seen);
    if (actorOf(c).productions) checkGiving(c, { ...seen, grid: {} });
    const at = c.var.clock;
    await db.batch([
      store.endStatement(db, seen, at),
      endSwitchesOfStatement(db, seen.key, at),
      auditStatement(c, {
        action: 'membership.end',
        object: seen.id,
        organisation: seen.organisation.key,
        before: { user: seen.user, ...told(seen) },
      }),
    ]);
    return shown(c, await memberAsked(c));
  });
}

export function memberRoutes(): Routes {
  const one = `${PATHS.members}/:id`;
  return new Routes()
    .on('get', PATHS.members, 'read_people', list, {
      summary: 'People of your organisation and what they hold; ended=yes: those who were. The operator names one',
      query: {
        organisation: v.optional(v.string()),
        ended: v.optional(v.picklist(['yes'])),
        cursor: v.optional(v.string()),
      },
      answer: pageSchema.of(Member),
    })
    .on('patch', one, 'write_people', change, {
      summary: 'Change what a member holds; their tokens end within 5 seconds. If-Match guards against overwriting',
      body: MemberChange,
      answer: Member,
    })
    .on('delete', one, 'write_people', end, {
      summary: 'End a membership; its tokens end within 5 seconds. The last admin stays',
      answer: Member,
    });
}
