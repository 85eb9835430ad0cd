// Who came to the other houses: facts of orders as their connectors would make them, so that there is a sector to lay a house beside.
import { randomBytes } from 'node:crypto';
import { customerText, Pseudonyms } from '../connectors/privacy/pseudonyms.ts';
import type { AudienceKey } from '../connectors/privacy/secret-file.ts';
import { Secret } from '../connectors/secret.ts';
import {
  AGE_BANDS,
  MAX_FACTS,
  PATHS,
  type AudienceFact,
  type AudienceSet,
  type AudienceSettings,
  type PushResult,
} from '#protocol';
import type { ApiClient } from './api-client.ts';
import {
  bookings,
  customerOf,
  isFirst,
  type Booking,
  type Performance,
  type Season,
  type Venue,
} from './season/index.ts';
import { clockTime, isoDate } from './season/amsterdam.ts';
import type { Mapping } from './state.ts';

const ENDS = [17, 25, 35, 45, 55, 65, 75];
const SETS_AT_ONCE = 25;
const BENCHMARK: AudienceSettings = { keepSeasons: 5, benchmark: true, notShared: [], excluded: [] };

export interface LayAudience {
  readonly season: Season;
  /** Keeps how far this is. */
  readonly mapping: Mapping;
  readonly operator: ApiClient;
  readonly clientOf: (ref: string) => ApiClient | null;
  /** Houses whose own connector brings the facts, with the key it makes buyers by; before its export begins there is history. */
  readonly connected: ReadonlyMap<string, readonly [AudienceKey, ...AudienceKey[]]>;
  readonly exportsFrom: number;
  /** Called before a house is told and after it is published, with how many are. */
  readonly step: (published: number, of: number) => Promise<void>;
}

/** Facts of the houses without a connector for them; then the tables of each are published and given to the sector. */
export async function layAudience(lay: LayAudience): Promise<void> {
  const { season, mapping, operator, clientOf, connected, exportsFrom, step } = lay;
  const { audience } = mapping;
  if (!audience) return;
  // Small ones first, which take a second: whoever opens a page at once is hardly kept waiting.
  const evenings = Map.groupBy(season.performances, ({ venueRef }) => venueRef);
  const size = ({ ref }: Venue): number => evenings.get(ref)?.length ?? 0;
  const venues = season.venues.slice(0, mapping.venues).toSorted((a, b) => size(a) - size(b));
  for (const venue of venues) {
    const api = clientOf(venue.ref);
    if (!api || audience.published.includes(venue.ref)) continue;
    const keys = connected.get(venue.ref);
    const secret = (audience.keys[venue.ref] ??= randomBytes(32).toString('base64url'));
    await step(audience.published.length, venues.length);
    const key: AudienceKey = { keyId: 'demo-1', secret: new Secret(secret) };
    await tellFacts(api, season, mapping, venue, new Pseudonyms(keys ?? [key]), keys ? exportsFrom : Infinity);
    await api.call('PUT', PATHS.audienceSettings, BENCHMARK);
    await operator.call('POST', PATHS.audienceReleases, { organisation: mapping.ids[venue.ref] });
    audience.published.push(venue.ref);
  }
  await step(audience.published.length, venues.length);
}

async function tellFacts(
  api: ApiClient,
  season: Season,
  mapping: Mapping,
  venue: Venue,
  keys: Pseudonyms,
  until: number,
): Promise<void> {
  const sets = season.performances
    .filter(
      ({ venueRef, ref, onSaleAt, startsAt }) =>
        venueRef === venue.ref && mapping.ids[ref] !== undefined && onSaleAt <= mapping.toldUntil && startsAt < until,
    )
    .map((one) => setOf(season, venue, one, mapping.ids[one.ref] ?? '', mapping.toldUntil, keys));
  for (let from = 0; from < sets.length; from += SETS_AT_ONCE) {
    const { results } = await api.call<PushResult>('PUT', PATHS.audienceFacts, {
      items: sets.slice(from, from + SETS_AT_ONCE),
    });
    const refused = results.find(({ outcome }) => outcome !== 'applied' && outcome !== 'unchanged');
    if (refused) throw new Error(`an audience set was refused: ${refused.outcome} ${refused.detail ?? ''}`);
  }
}

function setOf(
  season: Season,
  venue: Venue,
  performance: Performance,
  id: string,
  at: number,
  keys: Pseudonyms,
): AudienceSet {
  const sold = bookings(performance, at).filter(
    ({ paidAt, cancelledAt }) => paidAt !== null && paidAt <= at && (cancelledAt === null || cancelledAt > at),
  );
  const coverage = { tickets: 0, withBuyer: 0, withPostcode: 0, withAge: 0 };
  const facts = [...Map.groupBy(sold, ({ orderRef }) => orderRef)].map(([orderRef, lines]): AudienceFact => {
    const first = lines[0] as Booking;
    const customer = customerOf(venue, first, performance.demand.genre);
    const tickets = lines.reduce((sum, { partySize }) => sum + partySize, 0);
    const known = customer.number !== '';
    const pc4 = customer.postcode.slice(0, 4);
    const age = ageBand(performance, customer.born);
    coverage.tickets += tickets;
    if (known) coverage.withBuyer += tickets;
    if (known && pc4) coverage.withPostcode += tickets;
    if (known && age) coverage.withAge += tickets;
    return {
      order: keys.order(id, orderRef),
      buyer: known ? keys.buyer(customerText(customer.number)) : null,
      booked: `${isoDate(first.bookedAt)}T${clockTime(first.bookedAt).slice(0, 2)}`,
      tickets,
      amount: lines.reduce((sum, { partySize, priceCents }) => sum + partySize * priceCents, 0),
      channel: first.channel,
      classes: [...new Set(lines.map((line) => line.class))],
      ...(known ? { first: isFirst(season, venue, first, customer) } : {}),
      ...(known && pc4 ? { pc4 } : {}),
      ...(known && age ? { age } : {}),
    };
  });
  return {
    performance: id,
    asOf: new Date(at).toISOString(),
    keyId: keys.keyId,
    part: 0,
    parts: 1,
    coverage,
    facts: facts.slice(0, MAX_FACTS),
  };
}

function ageBand({ startsAt }: Performance, born: string): AudienceFact['age'] {
  if (!born) return undefined;
  const age = Number(isoDate(startsAt).slice(0, 4)) - Number(born.slice(6));
  const band = ENDS.findIndex((end) => age <= end);
  return AGE_BANDS[band < 0 ? ENDS.length : band];
}
