/** Minute job: what has expired is no longer found, and whom it was mailed to is forgotten a month later. */
import { shardNames, shardOf, type Env } from '../env.ts';
import { forgetContacts, sweepLinkHomes } from './contact-link-store.ts';

const KEPT_MS = 30 * 86_400_000;

export async function forgetLinks(env: Env, now: number): Promise<void> {
  await sweepLinkHomes(env.DIRECTORY, now);
  for (const name of shardNames(env)) await forgetContacts(shardOf(env, name), now - KEPT_MS);
}
