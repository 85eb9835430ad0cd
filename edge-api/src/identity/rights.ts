/** The isolate's copy of what ends tokens early: epochs, disabled clients, ended grants; and the origins pages may have. */
import { TOKEN_TTL_SECONDS } from '#protocol';
import type { Actor } from './actor.ts';
import { spentQuotas } from './quota-store.ts';
import { dayOf } from './request-count.ts';
import { RIGHTS_CACHE_MS } from './organisation-copy.ts';
import {
  allOrigins,
  changedClients,
  endedCredentials,
  epochs,
  peopleChanged,
  sessionGrants,
  type PeopleChanged,
} from './identity-store.ts';

/** A disabled client, a changed membership, a person signed out is remembered until no token of before can be alive. */
const REMEMBER_MS = (TOKEN_TTL_SECONDS + 120) * 1000;

export interface Rights {
  readonly at: number;
  readonly origins: ReadonlySet<string>;
  readonly epochs: ReadonlyMap<number, number>;
  /** Clients, and `client credential`, whose tokens have ended. */
  readonly ended: ReadonlySet<string>;
  /** Clients whose scopes changed lately, and the number their tokens carry since. */
  readonly changed: ReadonlyMap<string, number>;
  readonly grants: ReadonlySet<string>;
  readonly people: PeopleChanged;
  /** `organisation client` whose requests of this day are used up. */
  readonly spent: ReadonlySet<string>;
}
const copies = new WeakMap<D1Database, Rights>();

export async function readRights(db: D1Database, now: number, anew = false): Promise<Rights> {
  const known = copies.get(db);
  if (known && !anew && now - known.at < RIGHTS_CACHE_MS && now >= known.at) return known;
  const [origins, epochMap, ended, changed, grants, people, spent] = await Promise.all([
    allOrigins(db),
    epochs(db),
    endedCredentials(db, now - REMEMBER_MS, now),
    changedClients(db, now - REMEMBER_MS),
    sessionGrants(db, now),
    peopleChanged(db, now - REMEMBER_MS),
    spentQuotas(db, dayOf(now)),
  ]);
  const rights = { at: now, origins, epochs: epochMap, ended, changed, grants, spent, people };
  copies.set(db, rights);
  return rights;
}

/** The last copy, however old; for headers of an answer that is on its way out. */
export const lastRights = (db: D1Database): Rights | undefined => copies.get(db);

/** Pure: whether a token with a good signature still stands. */
export function stands(actor: Actor, rights: Rights, now: number): boolean {
  if (actor.organisation === 0) return true;
  if (rights.epochs.get(actor.organisation) !== actor.epoch || rights.ended.has(actor.clientId)) return false;
  if (actor.credential !== undefined && rights.ended.has(`${actor.clientId} ${actor.credential}`)) return false;
  if ((actor.clientEpoch ?? 1) < (rights.changed.get(actor.clientId) ?? 1)) return false;
  if (actor.kind === 'person') return personStands(actor, rights, now);
  return (
    actor.via === undefined || (rights.grants.has(`${actor.organisation} ${actor.via}`) && rights.epochs.has(actor.via))
  );
}

/** By revision, not by time: whose clock is ahead does not matter. What did not change lately is as the token says. */
function personStands(actor: Actor, { people, epochs: known }: Rights, now: number): boolean {
  const { user = '', membership = '', support, signedInAt = 0 } = actor;
  const revision = people.memberships.get(membership);
  if (revision !== undefined && revision !== actor.revision) return false;
  if ((people.signedOut.get(user) ?? 0) >= signedInAt) return false;
  if (support && (support.until <= now || people.endedSwitches.has(support.id))) return false;
  // No organisation has the key 0.
  return known.has(actor.portal ?? 0);
}
