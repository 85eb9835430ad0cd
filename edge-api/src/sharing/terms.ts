/** What both sides of a sharing have in common: who the other is, which productions, from when to when. */
import { ApiError } from '../api-error.ts';
import { readProductions, type FoundProduction } from '../catalogue/production-store.ts';
import { readOrganisationKeys, type Keyed } from '../catalogue/key-store.ts';
import { actorOf, type Ctx } from '../route.ts';

export const fault = (pointer: string, detail: string): ApiError =>
  new ApiError('invalid_request', detail, { errors: [{ pointer, detail }] });

/** The caller as the side that gives; the operator has no productions to give. */
export function giverOf(c: Ctx): number {
  const actor = actorOf(c);
  if (actor.kind === 'operator')
    throw new ApiError('conflict', 'both sides consent themselves; the operator may only end what stands');
  return actor.organisation;
}

/** The other side, by its id from the address book (`GET /v1/organisations?platform=yes`); live and sandbox never meet. */
export async function otherOf(c: Ctx, pointer: string, id: string, types: readonly string[]): Promise<Keyed> {
  const actor = actorOf(c);
  const other = (await readOrganisationKeys(c.env.DIRECTORY, actor.organisation, [id])).get(id);
  if (!other) throw fault(pointer, 'no such organisation');
  if (!types.includes(other.type)) throw fault(pointer, `an organisation of type ${types.join(', ')}`);
  if (other.key === actor.organisation) throw fault(pointer, 'another organisation than your own');
  return other;
}

/** The caller's own productions by id; another's looks as if it were nowhere. */
export async function ownProductions(
  c: Ctx,
  ids: readonly string[],
  pointer: (index: number) => string,
): Promise<FoundProduction[]> {
  const actor = actorOf(c);
  const found = await readProductions(c.env.DIRECTORY, actor.organisation, ids);
  return [...new Set(ids)].map((id, index) => {
    const one = found.get(id);
    const seen = one && (!actor.productions || actor.productions.includes(id));
    if (!seen || !one.owns) throw fault(pointer(index), 'no such production of yours');
    if (one.answer.mergedInto !== null)
      throw fault(pointer(index), `it was merged; name ${one.answer.mergedInto} instead`);
    if (one.houseVenue !== null) throw fault(pointer(index), 'a house production is claimed by its provider first');
    return one;
  });
}

/** Instants in ms; an end lies behind its beginning and is not over yet. */
export function periodOf(
  { from, to }: { readonly from?: string | undefined; readonly to?: string | null | undefined },
  now: number,
): { readonly from: number; readonly to: number | null } {
  const begins = from === undefined ? now : Date.parse(from);
  const ends = to === undefined || to === null ? null : Date.parse(to);
  if (ends !== null && ends <= Math.max(begins, now)) throw fault('/to', 'later than from, and later than now');
  return { from: begins, to: ends };
}

export const iso = (at: number): string => new Date(at).toISOString();
export const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));
