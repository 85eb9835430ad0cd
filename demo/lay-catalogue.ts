// The season's catalogue through the operator's API calls; what the API named each thing is kept in the mapping.
import { PATHS, type HallBody, type OrganisationBody, type PerformanceBody, type ProductionBody } from '#protocol';
import type { ApiClient } from './api-client.ts';
import type { Season } from './season/index.ts';
import type { ClientCredentials, Mapping } from './state.ts';

interface Created {
  readonly results: readonly { readonly index: number; readonly id?: string; readonly detail?: string }[];
}
/** The invented ticketing supplier whose back office shows the monitor; its venues let it act for them. */
export const VENDOR = { ref: 'vendor', name: 'KassaNoord' } as const;
const YEAR = 365 * 86_400_000;
const LEVIES = [{ name: 'Theatertoeslag', amount: 300, vatRate: 9, shared: false }];
const AGREEMENTS = ['agreements:write', 'agreements:approve', 'agreements:settle'];
const SCOPES = [
  'agreements:read',
  'catalogue:read',
  'catalogue:write',
  'sales:push',
  'sales:read',
  'links:write',
  'embed:create',
  'audience:push',
  'audience:read',
  'audience:write',
  'people:read',
  'people:write',
];

async function createAll<T>(
  api: ApiClient,
  path: string,
  items: readonly (readonly [ref: string, body: T])[],
  ids: Record<string, string>,
): Promise<void> {
  const { results } = await api.call<Created>(
    'POST',
    path,
    items.map(([, body]) => body),
  );
  for (const { index, id, detail } of results) {
    const ref = items[index]?.[0] ?? '';
    if (id === undefined) throw new Error(`${path} refused ${ref}: ${detail ?? 'no reason given'}`);
    ids[ref] = id;
  }
}

const iso = (at: number): string => new Date(at).toISOString();

/** Fills `mapping.ids` and `mapping.clients`. */
export async function layCatalogue(api: ApiClient, season: Season, mapping: Mapping): Promise<void> {
  const { ids, hostOrigin } = mapping;
  const id = (ref: string): string => ids[ref] ?? '';
  const venues = season.venues.slice(0, mapping.venues);
  const taking = new Set(venues.map(({ ref }) => ref));
  const shared = { origins: [hostOrigin], livemode: false };

  await createAll<OrganisationBody>(
    api,
    PATHS.organisations,
    [
      ...venues.map(({ ref, name, aliases, city, postcode, province }) => {
        const place = { city, postcode, province, ...shared };
        const body: OrganisationBody = { type: 'venue', name, aliases: [...aliases], ...place };
        return [ref, body] as const;
      }),
      ...season.providers.map(({ ref, type, name, aliases }) => {
        const body: OrganisationBody = { type, name, aliases: [...aliases], ...shared };
        return [ref, body] as const;
      }),
      [VENDOR.ref, { type: 'vendor', name: VENDOR.name, aliases: [], ...shared }],
    ],
    ids,
  );
  await createAll<HallBody>(
    api,
    PATHS.halls,
    season.halls
      .filter(({ venueRef }) => taking.has(venueRef))
      .map(({ ref, venueRef, name, aliases, kind, capacity }) => {
        return [ref, { venue: id(venueRef), name, aliases: [...aliases], kind, defaultCapacity: capacity }];
      }),
    ids,
  );
  // Before there are performances, so that nothing has to be counted again.
  const from = new Date(season.now - 2 * YEAR).toISOString().slice(0, 10);
  for (const { ref } of season.halls.filter((hall) => taking.has(hall.venueRef)))
    await api.call('PUT', PATHS.hallLevies.replace(':id', id(ref)), { from, levies: LEVIES });
  await createAll<ProductionBody>(
    api,
    PATHS.productions,
    season.productions.map(({ ref, title, providerRef, producerRef, agencyRef, genre, revival }) => {
      const agency = agencyRef === null ? null : id(agencyRef);
      return [ref, { title, provider: id(providerRef), producer: id(producerRef), agency, genre, revival }];
    }),
    ids,
  );
  const played = season.performances.filter(({ venueRef }) => taking.has(venueRef));
  await createAll<PerformanceBody>(
    api,
    PATHS.performances,
    played.map((one) => {
      const { type, status, capacity, festival } = one;
      const body = { type, status, capacity, festival, tags: [...one.tags], onSaleAt: iso(one.onSaleAt) };
      const place = { production: id(one.productionRef ?? ''), venue: id(one.venueRef), hall: id(one.hallRef) };
      return [one.ref, { ...place, ...body, startsAt: iso(one.startsAt) }];
    }),
    ids,
  );
  for (const { ref, movedTo } of played)
    if (movedTo !== null && ids[movedTo] !== undefined)
      await api.call('PATCH', `${PATHS.performances}/${encodeURIComponent(id(ref))}`, { movedTo: ids[movedTo] });
  for (const { ref } of venues)
    await api.call('POST', PATHS.grants, { venue: id(ref), organisation: id(VENDOR.ref), scopes: SCOPES });
  for (const { ref } of [...venues, ...season.providers, VENDOR])
    mapping.clients[ref] = await api.call<ClientCredentials>('POST', PATHS.clients, {
      organisation: id(ref),
      name: 'demo',
      // These houses let their supplier show deals, and nobody but themselves make them.
      scopes: ref === VENDOR.ref ? SCOPES : [...SCOPES, ...AGREEMENTS],
    });
}
