/** The framework agreement that a deal falls under: read where the deal lies, since both lie with the venue. */
import { localDay } from '#protocol';
import { ApiError } from '../api-error.ts';
import type { AgreedPerformance, AgreementRow, VersionRow } from './agreement-store.ts';
import { readFrameworkInForce, type FrameworkInForce } from './framework-store.ts';

const ZONE = 'Europe/Amsterdam';
const fault = (detail: string) =>
  new ApiError('invalid_request', detail, { errors: [{ pointer: '/framework', detail }] });

/** As it stood when this version of the deal was made; a deal that was put under a later one, as it stands now. */
export async function frameworkOf(
  shard: D1Database,
  { framework, tenant, provider }: Pick<AgreementRow, 'framework' | 'tenant' | 'provider'>,
  { madeAt }: Pick<VersionRow, 'madeAt'>,
  now: number,
): Promise<FrameworkInForce | null> {
  if (framework === null) return null;
  const about = { id: framework, venue: tenant, provider };
  return (await readFrameworkInForce(shard, about, madeAt)) ?? (await readFrameworkInForce(shard, about, now));
}

/** A deal is put only under one that both have signed, and that holds on all its evenings. */
export async function mustHoldFor(
  shard: D1Database,
  about: { readonly id: string; readonly venue: number; readonly provider: number },
  performances: readonly AgreedPerformance[],
  now: number,
): Promise<void> {
  const held = await readFrameworkInForce(shard, about, now);
  if (!held) throw fault('no framework agreement of you two that both have signed; leave it out, or sign it first');
  const { validFrom, validTo } = held;
  const days = performances.map(([, , startsAt]) => localDay(startsAt, ZONE));
  if (days.some((day) => day < validFrom || (validTo !== null && day > validTo)))
    throw fault(
      `it holds from ${validFrom}${validTo === null ? ' on' : ` to ${validTo}`}; a performance is outside that`,
    );
}
