/** Words of the monitor's first sight. Dutch is built in, every other language is a file of its own. Numbers arrive formatted. */
import type { Attention } from '#protocol';
import type { ColumnId } from './monitor-columns.ts';
import type { Format } from './monitor-format.ts';

/** What a sentence about a moment needs; `now` in ms. */
export interface Said {
  readonly format: Format;
  readonly zone: string;
  readonly now: number;
}

const apart = new Intl.RelativeTimeFormat('nl', { numeric: 'auto' });

export const nl = {
  title: 'Verkoop',
  season: 'Seizoen',
  updated: 'Bijgewerkt',
  stale: (stamp: string) => `Cijfers van ${stamp}; verversen lukt niet`,
  loading: 'Cijfers worden geladen',
  attention: 'Vraagt aandacht',
  more: (count: number) => `Alle ${count} tonen`,
  selling: 'Loopt nu het hardst',
  inWeek: 'in 7 dagen',
  columns: {
    date: 'Datum',
    title: 'Voorstelling',
    occupancy: 'Bezetting',
    count: 'Verkocht',
    change7: '7 dagen',
    spark: 'Per dag, 28 d',
    amount: 'Recette',
    attention: 'Aandacht',
  } as Readonly<Partial<Record<ColumnId, string>> & Record<'count' | 'amount' | 'occupancy', string>>,
  status: { planned: 'gepland', cancelled: 'vervallen', moved: 'verplaatst' },
  onCourse: 'op koers',
  notYet: 'nog niet in de verkoop',
  of: (seats: string) => `van ${seats}`,
  average: 'Gem. prijs',
  reserved: 'Gereserveerd',
  blocked: 'Geblokkeerd',
  periodsOver: ['1 dag', '7 dagen', '28 dagen'],
  unknown: 'onbekend',
  days: (days: number) => apart.format(days, 'day'),
  performances: (count: number) => (count === 1 ? '1 voorstelling' : `${count} voorstellingen`),
  outside: 'valt buiten de keuze hieronder',
  bar: (sold: string, peers: string | null) => `${sold} bezet${peers ? `, vergelijkbare ${peers}` : ''}`,
  list: 'Voorstellingen',
  /** A reason in a few words, as it stands in the row. */
  reason: (item: Attention, { format, zone, now }: Said): string => {
    switch (item.code) {
      case 'no_report':
        return item.since === null
          ? 'nog geen cijfers ontvangen'
          : `geen cijfers sinds ${format.stamp(item.since, zone, now)}`;
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
        return `${item.seats} reserveringen ${Date.parse(item.at) < now ? 'verliepen' : 'verlopen'} ${format.near(item.at, zone, now)}`;
      case 'sold_out':
        return 'uitverkocht';
      case 'no_sales':
        return `${item.days} dagen niets verkocht`;
      case 'under_peers':
        return `${item.points} procentpunt achter op vergelijkbare`;
    }
  },
  underPeers: (own: string, peers: string, days: number) =>
    `${own} bezet, vergelijkbare voorstellingen ${peers} op ${days} dagen vooraf`,
  tickets: (count: string) => `${count} kaarten`,
  hours: (hours: number) => (hours < 48 ? `${hours} uur` : `${Math.floor(hours / 24)} dagen`),
  room: (seats: string) => `${seats} vrij`,
  yesterday: (tickets: string) => `Gisteren ${tickets === '1' ? '1 kaart' : `${tickets} kaarten`} verkocht`,
  likeMean: (weekday: string) => `, evenveel als op een gemiddelde ${weekday}`,
  besideMean: (size: string, more: boolean, weekday: string) =>
    `, ${size} ${more ? 'meer' : 'minder'} dan op een gemiddelde ${weekday}`,
  nobodyWaits: 'Geen voorstelling vraagt aandacht.',
  somebodyWaits: (count: number) =>
    `${count === 1 ? 'Eén voorstelling vraagt' : `${count} voorstellingen vragen`} aandacht.`,
  counted: {
    issued: 'Verkocht = betaald + vrij, zonder reserveringen en blokkades.',
    sold: 'Verkocht = betaald, zonder vrijkaarten, reserveringen en blokkades.',
    sold_reserved: 'Verkocht = betaald + gereserveerd, zonder vrijkaarten en blokkades.',
  },
  revenue: (reported: boolean, vat: string, levy: string) =>
    `Recette${reported ? ' zoals gemeld' : ''} ${vat === levy ? `${vat} btw en toeslag` : `${vat} btw, ${levy} toeslag`}.`,
  inside: { included: 'incl.', excluded: 'excl.', unknown: 'misschien incl.' },
  levyUnknown: 'De toeslag is niet overal bekend, daarom staat er geen bedrag.',
  tick: 'Streepje = mediaan van dezelfde productie elders op gelijke afstand.',
};

export type Texts = typeof nl;

let english: Texts | null = null;

/** The words of a language; null while they are fetched, then `there` is called. Without them it is Dutch. */
export function textsOf(dutch: boolean, there: () => void): Texts | null {
  if (dutch || english) return english && !dutch ? english : nl;
  void import('./monitor-texts-en.ts').then(
    ({ en }) => {
      english = en;
      there();
    },
    () => {
      english = nl;
      there();
    },
  );
  return null;
}
