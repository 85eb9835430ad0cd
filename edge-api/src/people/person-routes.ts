/** A person who asks to be forgotten: every membership ends, and nothing that says who it was is left here. */
import { PATHS, PersonErased } from '#protocol';
import { ApiError } from '../api-error.ts';
import { auditStatement } from '../audit/audit-entry.ts';
import { idOf } from '../catalogue/change-items.ts';
import { Routes, type Ctx } from '../route.ts';
import { told } from './giving.ts';
import { despiteOthers } from './late-edit.ts';
import { endStatement, listStanding } from './membership-store.ts';
import { eraseStatement, forgetAddressStatements, readPerson } from './person-store.ts';
import { endSwitchesOfStatement } from './role-switch-store.ts';

async function erase(c: Ctx): Promise<Response> {
  const db = c.env.DIRECTORY;
  const id = idOf(c);
  return despiteOthers(async () => {
    const person = await readPerson(db, id);
    if (!person) throw new ApiError('not_found', 'no such person');
    const answer = (at: number) => c.json({ user: id, erasedAt: new Date(at).toISOString() });
    if (person.erased_at !== null) return answer(person.erased_at);
    const at = c.var.clock;
    const standing = await listStanding(db, person.key);
    const results = await db.batch([
      ...standing.flatMap((one) => [
        endStatement(db, one, at),
        endSwitchesOfStatement(db, one.key, at),
        auditStatement(c, {
          action: 'membership.end',
          object: one.id,
          organisation: one.organisation.key,
          before: { user: id, ...told(one) },
        }),
      ]),
      ...forgetAddressStatements(db, id, at),
      eraseStatement(db, id, at),
      auditStatement(c, { action: 'person.erase', object: id }, 'ifChanged'),
    ]);
    // Let in somewhere at this very moment: that ends too.
    if (results.at(-2)?.meta.changes !== 1) throw new Error('moved on');
    return answer(at);
  });
}

export function personRoutes(): Routes {
  return new Routes().on('delete', `${PATHS.people}/:id`, 'operate', erase, {
    summary:
      'Forget a person: memberships end, tokens within 5 seconds, name and addresses are erased; the id stays in the log. The last admin stays',
    answer: PersonErased,
  });
}
