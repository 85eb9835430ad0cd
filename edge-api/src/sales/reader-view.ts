/** Who reads, by which definitions, and what of it they may see: shared by every answer about sales. */
import {
  AMOUNT_DEFINITIONS,
  COUNT_DEFINITIONS,
  reportDay,
  type AmountDefinition,
  type AmountTerms,
  type CountDefinition,
  type Definition,
  type Names,
} from '#protocol';
import { ApiError } from '../api-error.ts';
import { shardOf } from '../env.ts';
import type { Organisation } from '../identity/identity-store.ts';
import { organisationOf } from '../identity/organisation-copy.ts';
import { actorOf, type Ctx } from '../route.ts';
import type { View } from './measure.ts';
import { contains } from './money-by.ts';
import type { ReaderBody } from './reader-body.ts';

export function choice<T extends string>(c: Ctx, name: string, allowed: readonly T[], fallback: T): T {
  const value = c.req.query(name);
  if (value === undefined || value === '') return fallback;
  if ((allowed as readonly string[]).includes(value)) return value as T;
  throw new ApiError('invalid_request', `${name} must be one of ${allowed.join(', ')}`, {
    errors: [{ pointer: `/${name}`, detail: `one of ${allowed.join(', ')}` }],
  });
}

export function viewOf(c: Ctx, zone: string): View {
  return {
    count: choice<CountDefinition>(c, 'definition', COUNT_DEFINITIONS, 'issued'),
    amount: choice<AmountDefinition>(c, 'amount', AMOUNT_DEFINITIONS, 'reported'),
    today: reportDay(c.var.now, zone),
    now: c.var.now,
  };
}

/** What was asked, and what the amounts of these terms truly contain under it. */
export const definitionOf = (view: View, terms: readonly AmountTerms[] | undefined): Definition => ({
  count: view.count,
  amount: view.amount,
  ...contains(view.amount, terms ?? []),
});

export function namesOf(bodies: readonly ReaderBody[]): Names {
  const venues: Record<string, Names['venues'][string]> = {};
  const halls: Record<string, Names['halls'][string]> = {};
  const providers: Record<string, Names['providers'][string]> = {};
  for (const body of bodies) {
    venues[body.venue] = { name: body.venueName, city: body.city, province: body.province, timeZone: body.zone };
    if (body.hall)
      halls[body.hall] = { name: body.hallName ?? body.hall, kind: body.hallKind ?? 'hall', venue: body.venue };
    if (body.provider) providers[body.provider] = { name: body.providerName ?? body.provider };
  }
  return { venues, halls, providers };
}

/** Every reader asks for its own organisation; the token says which. */
export async function readerOf(c: Ctx): Promise<{ organisation: Organisation; shard: D1Database }> {
  const organisation = await organisationOf(c.env.DIRECTORY, actorOf(c).organisation, c.var.now);
  if (!organisation) throw new ApiError('not_found', 'no such organisation');
  return { organisation, shard: shardOf(c.env, organisation.shard) };
}

/** What an embed session limited to productions may see of the bodies. */
export function allowed(c: Ctx, bodies: readonly ReaderBody[]): ReaderBody[] {
  const only = actorOf(c).productions;
  return only ? bodies.filter((body) => body.production !== null && only.includes(body.production)) : [...bodies];
}
