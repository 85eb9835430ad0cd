/** The caller's own organisation, kept in the isolate as long as its rights are. */
import { readOrganisationByKey, type Organisation } from './identity-store.ts';

/** A revoked token, a disabled organisation and a moved home are noticed at most this much later; writes check their home anyway. */
export const RIGHTS_CACHE_MS = 5_000;
const MAX_COPIES = 2_000;

const copies = new WeakMap<D1Database, Map<number, { readonly at: number; readonly organisation: Organisation }>>();

export async function organisationOf(db: D1Database, key: number, now: number): Promise<Organisation | null> {
  let known = copies.get(db);
  if (!known) copies.set(db, (known = new Map()));
  const hit = known.get(key);
  if (hit && Math.abs(now - hit.at) < RIGHTS_CACHE_MS) return hit.organisation;
  const organisation = await readOrganisationByKey(db, key);
  if (known.size >= MAX_COPIES) known.clear();
  if (organisation) known.set(key, { at: now, organisation });
  else known.delete(key);
  return organisation;
}
