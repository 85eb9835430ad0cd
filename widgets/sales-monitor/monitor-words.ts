/** Pure: what the monitor says, in Dutch and English. Dates and numbers by `Intl`. */
import type { Attention, MonitorAnswer } from '#protocol';

const NL = {
  title: 'Verkoop',
  season: 'Seizoen',
  updated: 'Bijgewerkt',
  stale: 'verversen lukt niet; laatste cijfers',
  loading: 'Cijfers worden geladen',
  empty: 'Er zijn nog geen voorstellingen in dit seizoen.',
  none: 'Geen voorstelling past bij deze keuze.',
  error: 'De cijfers konden niet worden opgehaald.',
  retry: 'Opnieuw proberen',
  attention: 'Vraagt aandacht',
  upcoming: 'Komend',
  past: 'Geweest',
  all: 'Alle',
  search: 'Zoek titel, zaal of producent',
  date: 'Datum',
  performance: 'Voorstelling',
  occupancy: 'Bezetting',
  sold: 'Verkocht',
  week: '7 dagen',
  month: '28 dagen',
  revenue: 'Recette',
  why: 'Aandacht',
  onCourse: 'op koers',
  of: 'van',
  average: 'Gem. prijs',
  reserved: 'Gereserveerd',
  blocked: 'Geblokkeerd',
  day1: '1 dag',
  day7: '7 dagen',
  day28: '28 dagen',
  unknown: 'onbekend',
  today: 'vandaag',
  tomorrow: 'morgen',
  seats: 'Stoelen',
  adds: 'optellend tot de capaciteit',
  normal: 'Normaal',
  discount: 'Korting',
  free: 'Vrij',
  other: 'Overig',
  available: 'Beschikbaar',
  capacity: 'Capaciteit',
  sandbox: 'Testomgeving: geen echte cijfers',
  cancelled: 'vervallen',
  close: 'Sluiten',
  definition:
    'Verkocht = betaald + vrij, zonder reserveringen en blokkades. Recette incl. btw en toeslag. Streepje = mediaan van dezelfde productie elders op gelijke afstand.',
  per: 'per',
};
const EN: typeof NL = {
  title: 'Sales',
  season: 'Season',
  updated: 'Updated',
  stale: 'refreshing fails; last figures',
  loading: 'Loading figures',
  empty: 'There are no performances in this season yet.',
  none: 'No performance fits this choice.',
  error: 'The figures could not be fetched.',
  retry: 'Try again',
  attention: 'Needs attention',
  upcoming: 'Upcoming',
  past: 'Past',
  all: 'All',
  search: 'Search title, hall or producer',
  date: 'Date',
  performance: 'Performance',
  occupancy: 'Occupancy',
  sold: 'Sold',
  week: '7 days',
  month: '28 days',
  revenue: 'Revenue',
  why: 'Attention',
  onCourse: 'on course',
  of: 'of',
  average: 'Average price',
  reserved: 'Reserved',
  blocked: 'Held',
  day1: '1 day',
  day7: '7 days',
  day28: '28 days',
  unknown: 'unknown',
  today: 'today',
  tomorrow: 'tomorrow',
  seats: 'Seats',
  adds: 'adding up to capacity',
  normal: 'Full price',
  discount: 'Discount',
  free: 'Free',
  other: 'Other',
  available: 'Available',
  capacity: 'Capacity',
  sandbox: 'Test environment: no real figures',
  cancelled: 'cancelled',
  close: 'Close',
  definition:
    'Sold = paid + free, without reservations and holds. Revenue incl. VAT and levy. Tick = median of the same production elsewhere at the same distance.',
  per: 'per',
};

export type Words = typeof NL;
export const isDutch = (locale: string): boolean => !locale.toLowerCase().startsWith('en');
export const wordsOf = (locale: string): Words => (isDutch(locale) ? NL : EN);

export interface Format {
  readonly count: (value: number) => string;
  readonly change: (value: number | null) => string;
  readonly money: (cents: number | null) => string;
  readonly moneyRound: (cents: number | null) => string;
  readonly share: (value: number | null) => string;
  readonly day: (iso: string, zone: string) => string;
  readonly time: (iso: string, zone: string) => string;
  readonly stamp: (iso: string, zone: string) => string;
}

export function formatOf(locale: string): Format {
  const tag = isDutch(locale) ? 'nl-NL' : 'en-GB';
  const number = new Intl.NumberFormat(tag);
  const signed = new Intl.NumberFormat(tag, {
    signDisplay: 'exceptZero',
    notation: 'compact',
    maximumFractionDigits: 1,
  });
  const euro = new Intl.NumberFormat(tag, { style: 'currency', currency: 'EUR', maximumFractionDigits: 2 });
  const whole = new Intl.NumberFormat(tag, { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 });
  const compact = new Intl.NumberFormat(tag, {
    style: 'currency',
    currency: 'EUR',
    notation: 'compact',
    maximumFractionDigits: 2,
  });
  const minus = (text: string): string => text.replace('-', '−');
  const date = (options: Intl.DateTimeFormatOptions) => (iso: string, zone: string) =>
    new Intl.DateTimeFormat(tag, { ...options, timeZone: zone }).format(new Date(iso));
  return {
    count: (value) => minus(number.format(value)),
    change: (value) => (value === null ? '–' : minus(signed.format(value))),
    money: (cents) => (cents === null ? '–' : minus((Math.abs(cents) < 100_000 ? euro : whole).format(cents / 100))),
    moneyRound: (cents) =>
      cents === null
        ? '–'
        : minus(
            (Math.abs(cents) >= 100_000_000 ? compact : Math.abs(cents) < 100_000 ? euro : whole).format(cents / 100),
          ),
    share: (value) => (value === null ? '–' : `${Math.round(value * 100)}%`),
    day: date({ weekday: 'short', day: 'numeric', month: 'short' }),
    time: date({ hour: '2-digit', minute: '2-digit' }),
    stamp: date({ weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }),
  };
}

export function daysWords(days: number, words: Words, dutch: boolean): string {
  if (days === 0) return words.today;
  if (days === 1) return words.tomorrow;
  if (days > 1) return dutch ? `over ${days} dagen` : `in ${days} days`;
  return dutch ? `${-days} ${days === -1 ? 'dag' : 'dagen'} geleden` : `${-days} ${days === -1 ? 'day' : 'days'} ago`;
}

export function attentionWords(item: Attention, format: Format, zone: string, dutch: boolean): string {
  switch (item.code) {
    case 'no_report':
      if (item.since === null) return dutch ? 'nog geen cijfers ontvangen' : 'no figures received yet';
      return `${dutch ? 'geen cijfers sinds' : 'no figures since'} ${format.stamp(item.since, zone)}`;
    case 'not_linked':
      return dutch ? 'niet gekoppeld' : 'not linked';
    case 'over_capacity':
      return dutch ? `${item.seats} boven de capaciteit` : `${item.seats} over capacity`;
    case 'big_fall':
      return dutch ? `${item.seats} kaarten minder dan eerder` : `${item.seats} tickets fewer than before`;
    case 'free_with_amount':
      return dutch ? 'vrijkaarten met een bedrag' : 'free tickets with an amount';
    case 'two_sources':
      return dutch ? 'cijfers uit twee systemen' : 'figures from two systems';
    case 'reservations_lapse':
      return `${item.seats} ${dutch ? 'reserveringen verlopen' : 'reservations lapse'} ${format.day(item.at, zone)}`;
    case 'sold_out':
      return dutch ? 'uitverkocht' : 'sold out';
    case 'no_sales':
      return dutch ? `${item.days} dagen niets verkocht` : `nothing sold for ${item.days} days`;
    case 'under_peers':
      return dutch
        ? `${item.points} procentpunt achter op vergelijkbare`
        : `${item.points} points behind comparable shows`;
  }
}

/** Sold out is good news: said in the row, not called for. */
export const needsSomeone = (item: Attention): boolean => item.code !== 'sold_out';

export function leadWords(answer: MonitorAnswer, waiting: number, format: Format, dutch: boolean): string {
  const { count, weekdayMean } = answer.yesterday;
  const parts: string[] = [];
  if (count !== null) {
    const diff = weekdayMean === null ? 0 : Math.round(count - weekdayMean);
    const weekday = new Intl.DateTimeFormat(dutch ? 'nl-NL' : 'en-GB', { weekday: 'long', timeZone: 'UTC' }).format(
      new Date(`${answer.yesterday.day}T12:00:00Z`),
    );
    const beside =
      diff === 0
        ? dutch
          ? `als op een gemiddelde ${weekday}`
          : `as on an average ${weekday}`
        : dutch
          ? `${format.count(Math.abs(diff))} ${diff > 0 ? 'meer' : 'minder'} dan op een gemiddelde ${weekday}`
          : `${format.count(Math.abs(diff))} ${diff > 0 ? 'more' : 'fewer'} than on an average ${weekday}`;
    parts.push(
      dutch
        ? `Gisteren ${format.count(count)} kaarten verkocht, ${beside}.`
        : `${format.count(count)} tickets sold yesterday, ${beside}.`,
    );
  }
  if (waiting === 0) parts.push(dutch ? 'Geen voorstelling vraagt aandacht.' : 'No performance needs attention.');
  else
    parts.push(
      dutch
        ? `${waiting} ${waiting === 1 ? 'voorstelling vraagt' : 'voorstellingen vragen'} aandacht.`
        : `${waiting} ${waiting === 1 ? 'performance needs' : 'performances need'} attention.`,
    );
  return parts.join(' ');
}
