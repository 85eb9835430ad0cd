/** Words of what stands below, beside and after the first figures: sums, groups, columns beyond the usual, news. */
import type { ColumnId } from './monitor-columns.ts';

const nl = {
  previous: 'Vorig seizoen',
  next: 'Volgend seizoen',
  none: 'Geen voorstelling past bij deze keuze.',
  clear: 'Wis keuze',
  empty: 'Er zijn nog geen voorstellingen in dit seizoen.',
  emptyHow: 'Ze verschijnen hier zodra de kassa of een aanbieder ze meldt.',
  needing: (count: number) => (count === 1 ? '1 vraagt aandacht' : `${count} vragen aandacht`),
  notTold: (count: number) => `${count} onbekend`,
  total: 'Samen',
  news: (rows: number, more: string) =>
    `Nieuwe cijfers voor ${rows === 1 ? '1 voorstelling' : `${rows} voorstellingen`}${more}.`,
  newsMore: (tickets: string) => `, ${tickets} kaarten`,
  columns: {
    production: 'Productie',
    venue: 'Theater',
    hall: 'Zaal',
    provider: 'Aanbieder',
    genre: 'Genre',
    capacity: 'Capaciteit',
    change1: '1 dag',
    change28: '28 dagen',
    reserved: 'Gereserv.',
    blocked: 'Geblokk.',
    available: 'Vrij',
    benchmark: 'Vergelijkbaar',
    status: 'Status',
    asOf: 'Stand van',
    deal: 'Afspraak',
    share: 'Mijn aandeel',
  } as Readonly<Partial<Record<ColumnId, string>>>,
};
const en: typeof nl = {
  previous: 'Previous season',
  next: 'Next season',
  none: 'No performance fits this choice.',
  clear: 'Clear choice',
  empty: 'There are no performances in this season yet.',
  emptyHow: 'They appear here as soon as the box office or a producer reports them.',
  needing: (count) => (count === 1 ? '1 needs attention' : `${count} need attention`),
  notTold: (count) => `${count} unknown`,
  total: 'Together',
  news: (rows, more) => `New figures for ${rows === 1 ? '1 performance' : `${rows} performances`}${more}.`,
  newsMore: (tickets) => `, ${tickets} tickets`,
  columns: {
    production: 'Production',
    venue: 'Venue',
    hall: 'Hall',
    provider: 'Provider',
    genre: 'Genre',
    capacity: 'Capacity',
    change1: '1 day',
    change28: '28 days',
    reserved: 'Reserved',
    blocked: 'Held',
    available: 'Available',
    benchmark: 'Comparable',
    status: 'Status',
    asOf: 'As of',
    deal: 'Deal',
    share: 'My share',
  },
};

export type MoreTexts = typeof nl;
export const moreTextsOf = (dutch: boolean): MoreTexts => (dutch ? nl : en);
