// Three strangers with our elements on their pages: a ticketing supplier, a theatre, a producer.
import type { ApiClient } from '../api-client.ts';
import { VENDOR } from '../lay-catalogue.ts';
import type { Performance, Season, Venue } from '../season/index.ts';
import type { Mapping } from '../state.ts';
import { EXPORTS } from '../venue-connectors.ts';
import type { HostFolder } from './host-frame.ts';
import type { Page } from './host-server.ts';

export const NAMES: Readonly<Record<HostFolder, string>> = {
  'back-office': "a vendor's back office",
  'cms-page': "a theatre's own page",
  intranet: "a producer's intranet",
};

export const emptyPage: Page = {
  folder: 'back-office',
  path: '/',
  tokenPath: '/dip-token',
  name: 'Leeg theater',
  client: null,
  preset: 'box-office',
};

const DAY = 86_400_000;
/** The evening a page speaks about: some weeks away, so that there is a curve and something left to sell. */
const AHEAD = 18 * DAY;

/** The venue that pages and portal show: its figures came the whole road, export file, connector, linking, API. */
export function houseOf(season: Season, mapping: Mapping): Venue | undefined {
  const venues = season.venues.slice(0, mapping.venues);
  return venues.find(({ ref }) => ref in EXPORTS) ?? venues[0];
}

export function pagesOf(season: Season, mapping: Mapping, clientOf: (ref: string) => ApiClient | null): Page[] {
  const venue = houseOf(season, mapping);
  const [provider] = season.providers;
  const pages: Page[] = [];
  if (venue) {
    const vendor = clientOf(VENDOR.ref);
    const organisation = mapping.ids[venue.ref] ?? '';
    pages.push({
      ...emptyPage,
      name: venue.name,
      // A state of before the vendor was there: the venue asks for itself.
      client: vendor ?? clientOf(venue.ref),
      ...(vendor ? { organisation } : {}),
    });
    const evening = nextEvening(season, mapping, venue.ref);
    if (evening)
      pages.push({
        folder: 'cms-page',
        path: '/cms-page/',
        tokenPath: '/cms-page/dip-token',
        name: venue.name,
        client: clientOf(venue.ref),
        preset: 'marketing',
        values: { performance: mapping.ids[evening.ref] ?? '', title1: titleOf(season, evening) },
      });
  }
  if (provider)
    pages.push({
      folder: 'intranet',
      path: '/intranet/',
      tokenPath: '/intranet/dip-token',
      name: provider.name,
      client: clientOf(provider.ref),
      preset: 'marketing',
    });
  return pages;
}

function nextEvening(season: Season, mapping: Mapping, venueRef: string): Performance | undefined {
  const away = ({ startsAt }: Performance): number => Math.abs(startsAt - (mapping.now + AHEAD));
  return season.performances
    .filter((one) => one.venueRef === venueRef && one.status === 'planned' && one.startsAt > mapping.now + 5 * DAY)
    .toSorted((a, b) => away(a) - away(b))[0];
}

const titleOf = (season: Season, { productionRef }: Performance): string =>
  season.productions.find(({ ref }) => ref === productionRef)?.title ?? '';
