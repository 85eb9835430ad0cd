/** What an organisation sets for itself as a whole: read with its revision, put whole under `If-Match`; two at once clash, and the later sees what stands. */
import { ApiError } from '../api-error.ts';
import { etagOf, revisionIn } from '../catalogue/change-items.ts';
import { writeOnce } from '../identity/once.ts';
import { actorOf, type Ctx } from '../route.ts';
import { addEdit, readRevision } from './edit-store.ts';

export interface Setting<S> {
  /** Names its edits, and in the audit log what was set: `<name>.set`. */
  readonly name: string;
  /** What stands, or what holds where nothing was set. */
  read(db: D1Database, organisation: number): Promise<S>;
  put(db: D1Database, organisation: number, value: S, now: number): D1PreparedStatement;
  /** As the API answers it, beside `revision` and `livemode`. */
  show(c: Ctx, value: S): object;
  /** As the audit log may hold it. */
  logged(value: S): unknown;
}

interface Standing<S> {
  readonly value: S;
  readonly revision: number;
}
async function standing<S>(c: Ctx, setting: Setting<S>): Promise<Standing<S>> {
  const { organisation } = actorOf(c);
  const db = c.env.DIRECTORY;
  // The number first: an edit between the two is then seen as one that came after what is shown.
  const revision = await readRevision(db, organisation, setting.name);
  return { revision, value: await setting.read(db, organisation) };
}
const answerOf = <S>(c: Ctx, setting: Setting<S>, { value, revision }: Standing<S>): object => ({
  ...setting.show(c, value),
  revision,
  livemode: actorOf(c).livemode,
});

export async function showSetting<S>(c: Ctx, setting: Setting<S>): Promise<Response> {
  const now = await standing(c, setting);
  return c.json(answerOf(c, setting, now), 200, {
    etag: etagOf(now.revision),
    'cache-control': 'private, no-store',
  });
}

/** `next`: what shall stand, from what does. The same again is no edit. */
export function putSetting<S>(c: Ctx, text: string, setting: Setting<S>, next: (before: S) => S): Promise<Response> {
  const { organisation, organisationId } = actorOf(c);
  const db = c.env.DIRECTORY;
  return writeOnce(c, text, async () => {
    const before = await standing(c, setting);
    const seen = revisionIn(c);
    if (seen !== null && seen !== before.revision)
      throw new ApiError('edit_clash', 'somebody set it in the meantime; look at current and send again', {
        current: answerOf(c, setting, before),
        headers: { etag: etagOf(before.revision) },
      });
    const value = next(before.value);
    const same = JSON.stringify(value) === JSON.stringify(before.value);
    const after = same ? before : { value, revision: before.revision + 1 };
    return {
      statements: same
        ? []
        : [
            addEdit(db, organisation, setting.name, after.revision, c.var.now),
            setting.put(db, organisation, value, c.var.now),
          ],
      audit: same
        ? []
        : [
            {
              action: `${setting.name}.set`,
              object: organisationId,
              before: setting.logged(before.value),
              after: setting.logged(value),
            },
          ],
      status: 200,
      answer: answerOf(c, setting, after),
      headers: { etag: etagOf(after.revision) },
    };
  });
}
