/** Pure: the words of an exported file. Files are read long after and by others, so they say more than a screen. */
import type { Attention, CountDefinition, Definition, MonitorColumn, PerformanceStatus } from '#protocol';

export const LOCALES = ['nl', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

export interface Words {
  readonly columns: Readonly<Record<MonitorColumn, string>>;
  readonly counted: Readonly<Record<CountDefinition, string>>;
  readonly amount: (definition: Definition) => string;
  readonly status: Readonly<Record<PerformanceStatus, string>>;
  readonly reason: (item: Attention, at: (instant: string) => string) => string;
  readonly file: string;
  readonly sheets: readonly [rows: string, about: string];
  readonly about: {
    readonly organisation: string;
    readonly kind: string;
    readonly live: string;
    readonly sandbox: string;
    readonly made: string;
    readonly figures: string;
    readonly latest: string;
    readonly newest: (at: string) => string;
    readonly pastTrue: (day: string) => string;
    readonly pastReported: (day: string) => string;
    readonly count: string;
    readonly money: string;
    readonly season: string;
    readonly rows: string;
    readonly sources: string;
    readonly empty: string;
    readonly emptyMeans: string;
    readonly ids: string;
    readonly order: string;
    readonly ascending: string;
    readonly descending: string;
    readonly none: string;
    readonly noFilter: string;
    readonly attention: string;
    readonly filters: Readonly<Record<string, string>>;
    readonly totals: readonly [performances: string, tickets: string, money: string, occupancy: string, price: string];
    readonly timeZone: string;
  };
}

const nl: Words = {
  columns: {
    date: 'Datum',
    title: 'Voorstelling',
    production: 'Productie',
    venue: 'Theater',
    hall: 'Zaal',
    provider: 'Aanbieder',
    genre: 'Genre',
    occupancy: 'Bezetting',
    count: 'Kaarten',
    capacity: 'Capaciteit',
    change1: 'Verschil 1 dag',
    change7: 'Verschil 7 dagen',
    change28: 'Verschil 28 dagen',
    amount: 'Recette',
    reserved: 'Gereserveerd',
    blocked: 'Geblokkeerd',
    available: 'Vrij',
    benchmark: 'Vergelijkbaar (mediaan)',
    attention: 'Aandacht',
    status: 'Status',
    asOf: 'Stand van',
  },
  counted: {
    issued: 'betaald + vrij, zonder reserveringen en blokkades',
    sold: 'betaald, zonder vrijkaarten, reserveringen en blokkades',
    sold_reserved: 'betaald + gereserveerd, zonder vrijkaarten en blokkades',
  },
  amount: ({ amount, currency, vat, levy }) => {
    const inside = { included: 'inclusief', excluded: 'exclusief', unknown: 'onbekend of inclusief' };
    return `${currency}, ${inside[vat]} btw, ${inside[levy]} theatertoeslag${amount === 'reported' ? ', zoals gemeld' : ''}`;
  },
  status: { planned: 'gepland', cancelled: 'vervallen', moved: 'verplaatst' },
  reason: (item, at) => {
    switch (item.code) {
      case 'no_report':
        return item.since === null ? 'nog geen cijfers ontvangen' : `geen cijfers sinds ${at(item.since)}`;
      case 'not_linked':
        return 'niet gekoppeld';
      case 'over_capacity':
        return `${item.seats} boven de capaciteit`;
      case 'big_fall':
        return `${item.seats} kaarten minder dan eerder`;
      case 'free_with_amount':
        return 'vrijkaarten met een bedrag';
      case 'two_sources':
        return 'cijfers uit twee systemen';
      case 'reservations_lapse':
        return `${item.seats} reserveringen verlopen op ${at(item.at)}`;
      case 'sold_out':
        return 'uitverkocht';
      case 'no_sales':
        return `${item.days} dagen niets verkocht`;
      case 'under_peers':
        return `${item.points} procentpunt achter op vergelijkbare`;
    }
  },
  file: 'verkoop',
  sheets: ['Verkoop', 'Toelichting'],
  about: {
    organisation: 'Organisatie',
    kind: 'Gegevens',
    live: 'echte cijfers',
    sandbox: 'testomgeving: geen echte cijfers',
    made: 'Gemaakt op',
    figures: 'Cijfers',
    latest: 'laatste stand',
    newest: (at) => `laatste stand, nieuwste melding ${at}`,
    pastTrue: (day) => `zoals het was op ${day}`,
    pastReported: (day) => `zoals op ${day} bekend`,
    count: 'Kaarten zijn',
    money: 'Recette is',
    season: 'Seizoen (begint in)',
    rows: 'Regels',
    sources: 'Bronnen',
    empty: 'Lege cel',
    emptyMeans: 'onbekend; onbekend is nooit nul',
    ids: 'Filter op',
    order: 'Volgorde',
    ascending: 'oplopend',
    descending: 'aflopend',
    none: 'geen',
    noFilter: 'geen: alles wat u mag zien',
    attention: 'vraagt aandacht',
    filters: {
      production: 'productie',
      genre: 'genre',
      region: 'regio',
      venue: 'theater',
      hall: 'zaal',
      provider: 'aanbieder',
      type: 'soort',
      status: 'status',
      period: 'periode',
      from: 'vanaf',
      to: 'tot en met',
      q: 'gezocht',
    },
    totals: ['Voorstellingen (gepland)', 'Kaarten samen', 'Recette samen', 'Bezetting samen', 'Gemiddelde prijs'],
    timeZone: 'Tijden in',
  },
};

const en: Words = {
  columns: {
    date: 'Date',
    title: 'Performance',
    production: 'Production',
    venue: 'Venue',
    hall: 'Hall',
    provider: 'Provider',
    genre: 'Genre',
    occupancy: 'Occupancy',
    count: 'Tickets',
    capacity: 'Capacity',
    change1: 'Change 1 day',
    change7: 'Change 7 days',
    change28: 'Change 28 days',
    amount: 'Revenue',
    reserved: 'Reserved',
    blocked: 'Held',
    available: 'Available',
    benchmark: 'Comparable (median)',
    attention: 'Attention',
    status: 'Status',
    asOf: 'As of',
  },
  counted: {
    issued: 'paid + free, without reservations and holds',
    sold: 'paid, without free tickets, reservations and holds',
    sold_reserved: 'paid + reserved, without free tickets and holds',
  },
  amount: ({ amount, currency, vat, levy }) => {
    const inside = { included: 'with', excluded: 'without', unknown: 'unknown whether with' };
    return `${currency}, ${inside[vat]} VAT, ${inside[levy]} venue levy${amount === 'reported' ? ', as reported' : ''}`;
  },
  status: { planned: 'planned', cancelled: 'cancelled', moved: 'moved' },
  reason: (item, at) => {
    switch (item.code) {
      case 'no_report':
        return item.since === null ? 'no figures received yet' : `no figures since ${at(item.since)}`;
      case 'not_linked':
        return 'not linked';
      case 'over_capacity':
        return `${item.seats} over capacity`;
      case 'big_fall':
        return `${item.seats} tickets fewer than before`;
      case 'free_with_amount':
        return 'free tickets with an amount';
      case 'two_sources':
        return 'figures from two systems';
      case 'reservations_lapse':
        return `${item.seats} reservations lapse at ${at(item.at)}`;
      case 'sold_out':
        return 'sold out';
      case 'no_sales':
        return `nothing sold for ${item.days} days`;
      case 'under_peers':
        return `${item.points} points under comparable houses`;
    }
  },
  file: 'sales',
  sheets: ['Sales', 'About'],
  about: {
    organisation: 'Organisation',
    kind: 'Data',
    live: 'real figures',
    sandbox: 'test environment: no real figures',
    made: 'Made at',
    figures: 'Figures',
    latest: 'as they stand',
    newest: (at) => `as they stand, newest report ${at}`,
    pastTrue: (day) => `as they were on ${day}`,
    pastReported: (day) => `as known on ${day}`,
    count: 'Tickets are',
    money: 'Revenue is',
    season: 'Season (starts in)',
    rows: 'Rows',
    sources: 'Sources',
    empty: 'Empty cell',
    emptyMeans: 'unknown; unknown is never zero',
    ids: 'Filter on',
    order: 'Order',
    ascending: 'ascending',
    descending: 'descending',
    none: 'none',
    noFilter: 'none: everything you may see',
    attention: 'needs attention',
    filters: {
      production: 'production',
      genre: 'genre',
      region: 'region',
      venue: 'venue',
      hall: 'hall',
      provider: 'provider',
      type: 'type',
      status: 'status',
      period: 'period',
      from: 'from',
      to: 'up to and including',
      q: 'search',
    },
    totals: ['Performances (planned)', 'Tickets in all', 'Revenue in all', 'Occupancy in all', 'Average price'],
    timeZone: 'Times in',
  },
};

export const WORDS: Readonly<Record<Locale, Words>> = { nl, en };
