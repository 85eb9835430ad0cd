// The season's catalogue, sales and deals through the API, as a first start lays them; who came is laid apart.
import type { ApiClient } from './api-client.ts';
import { houseOf } from './hosts/host-list.ts';
import { layCatalogue } from './lay-catalogue.ts';
import { layDeals } from './lay-deals.ts';
import type { Season, Venue } from './season/index.ts';
import type { Mapping } from './state.ts';
import { NIGHTS_BACK, tellHistory } from './tell-sales.ts';
import { EXPORTS, VenueConnector } from './venue-connectors.ts';

/** Houses that tell their history at the same time: one makes figures while the service takes another's. */
const AT_ONCE = 2;

/** A connector for each house that has one. */
export function connectorsOf(stateDir: string, venues: readonly Venue[]): Map<string, VenueConnector> {
  const taking = venues.filter(({ ref }) => ref in EXPORTS);
  return new Map(taking.map(({ ref }) => [ref, new VenueConnector(stateDir, ref)]));
}

/** The files their ticketing systems wrote until now. */
export async function writeExports(season: Season, connectors: Iterable<VenueConnector>, at: number): Promise<void> {
  for (const connector of connectors) {
    await connector.clear();
    await connector.exportNights(season, at, NIGHTS_BACK);
    await connector.export(season, at);
  }
}

export interface LaySeason {
  readonly season: Season;
  readonly mapping: Mapping;
  readonly operator: ApiClient;
  readonly clientOf: (ref: string) => ApiClient | null;
  /** By venue; their exports lie ready. */
  readonly connectors: ReadonlyMap<string, VenueConnector>;
  /** When the program of the connectors stands. */
  readonly program: Promise<void>;
  readonly say: (text: string) => void;
}

export async function laySeason(lay: LaySeason): Promise<void> {
  const { season, mapping, operator, clientOf, connectors, program, say } = lay;
  await layCatalogue(operator, season, mapping);
  const venues = season.venues.slice(0, mapping.venues);
  const played = season.performances.filter(({ ref }) => mapping.ids[ref] !== undefined).length;
  say(`${venues.length} theatres with ${played.toLocaleString('en')} performances are entered`);
  await program;
  const connected = [...connectors].map(async ([ref, connector]) => {
    const credentials = mapping.clients[ref];
    if (!credentials) return;
    await connector.configure(operator.url, credentials);
    await connector.once();
  });
  const others = venues.filter(({ ref }) => !connectors.has(ref));
  const tell = async (): Promise<void> => {
    for (let venue = others.shift(); venue; venue = others.shift()) {
      const api = clientOf(venue.ref);
      if (api) await tellHistory(api, season, mapping, venue.ref, mapping.toldUntil);
    }
  };
  await Promise.all([...connected, ...Array.from({ length: AT_ONCE }, tell)]);
  say(`their sales are told night by night, of ${connectors.size} by the connector from their exports`);
  const [house, company] = [houseOf(season, mapping), season.providers[0]];
  if (!house || !company) return;
  await layDeals({ season, mapping, clientOf, venueRef: house.ref, providerRef: company.ref });
  say(`deals stand between ${house.name} and ${company.name}`);
}
