/** Disabling and enabling: nothing is deleted, what was used stays where it was used. */
import { ApiError } from '../api-error.ts';
import type { Ctx } from '../route.ts';
import type { Noun } from './change-items.ts';
import { deedAuditStatement } from './catalogue-audit.ts';
import { disableStatement } from './patch-store.ts';

export async function disable<A, B>(c: Ctx, noun: Noun<A, B>, id: string, off: boolean): Promise<Response> {
  const found = (await noun.read(c, [id])).get(id);
  if (!found?.mine || found.lent || noun.table === 'performance')
    throw new ApiError('not_found', `no such ${noun.table}`);
  await c.env.DIRECTORY.batch([
    disableStatement(c.env.DIRECTORY, noun.table, found.key, off ? c.var.now : null),
    deedAuditStatement(c, noun.table, found.key, {
      verb: off ? 'disable' : 'enable',
      before: { disabled: !off },
      after: { disabled: off },
    }),
  ]);
  return c.json({ id, disabled: off });
}
