/** What one caller may take: bursts for itself, a day's requests for its tenant. Refused with `429` and `Retry-After`. */
import { REQUEST_BURST, TOKEN_BURST, type Burst } from '#protocol';
import { ApiError } from '../api-error.ts';
import type { Env } from '../env.ts';
import type { Actor } from './actor.ts';
import { burstKey, withinBurst } from './burst.ts';
import { secondsToNextDay } from './request-count.ts';
import type { Rights } from './rights.ts';

const limited = (detail: string, retryAfter: number) =>
  new ApiError('rate_limited', detail, { headers: { 'retry-after': String(retryAfter) } });
const tooMany = ({ periodSeconds }: Burst) => limited('too many requests at this moment; go slower', periodSeconds);

export async function mustBeWithinLimits(env: Env, actor: Actor, rights: Rights, now: number): Promise<void> {
  if (actor.kind === 'operator') return;
  if (rights.spent.has(`${actor.organisation} ${actor.clientId}`))
    throw limited('the requests of this day are used up (it ends at 00:00 UTC)', secondsToNextDay(now));
  if (!(await withinBurst(env.REQUEST_BURST, REQUEST_BURST, burstKey(actor), now))) throw tooMany(REQUEST_BURST);
}

/** Once it is proven: a wrong secret takes nothing from the right one. */
export async function mustBeWithinTokens(env: Env, clientId: string, credential: string, now: number): Promise<void> {
  if (!(await withinBurst(env.TOKEN_BURST, TOKEN_BURST, `token ${clientId} ${credential}`, now)))
    throw tooMany(TOKEN_BURST);
}
