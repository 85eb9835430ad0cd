// What is on: invented companies, agencies and titles.
import type { Genre, Production, Provider, Reseller } from './shapes.ts';

const AGENCIES = [
  ['A01', 'Impresariaat Hazelaar', ['Hazelaar Theaterbureau']],
  ['A02', 'Theaterbureau Oostenwind', ['Oostenwind']],
  ['A03', 'Bureau Tweede Viool', []],
] as const;
const PRODUCERS = [
  ['B01', 'Toneelgroep De Wilde Wingerd', ['De Wilde Wingerd', 'TG Wilde Wingerd'], null],
  ['B02', 'Gezelschap Zandloper', ['Zandloper'], 'A02'],
  ['B03', 'Jeugdtheater De Knikkerpot', ['Knikkerpot'], null],
  ['B04', 'Lachspiegel Producties', ['Lachspiegel'], 'A01'],
  ['B05', 'Danshuis Kantelpunt', ['Kantelpunt'], null],
  ['B06', 'Ensemble Morgenster', ['Morgenster'], 'A03'],
  ['B07', 'Grand Foyer Entertainment', ['Grand Foyer', 'GFE'], null],
] as const;

export const PROVIDERS: readonly Provider[] = [
  ...AGENCIES.map(([ref, name, aliases]) => ({ ref, type: 'agency' as const, name, aliases, agencyRef: null })),
  ...PRODUCERS.map(([ref, name, aliases, agencyRef]) => ({ ref, type: 'producer' as const, name, aliases, agencyRef })),
];

export const RESELLERS: readonly Reseller[] = [
  { ref: 'R01', name: 'Avondje Uit Direct' },
  { ref: 'R02', name: 'Rode Pluche Tickets' },
];

/** When it tours: finished last season, or in this one mostly before, around or after `now`. */
export type TourTime = 'last_season' | 'early' | 'running' | 'late';
export interface ProductionPlan extends Production {
  readonly tour: TourTime;
  /** Smallest and largest hall it plays in. */
  readonly seats: readonly [number, number];
}

const SMALL = [60, 360] as const;
const MIDDLE = [180, 850] as const;
const LARGE = [400, 1500] as const;
const L: TourTime = 'last_season';
type Row = readonly [
  title: string,
  genre: Genre,
  producer: string,
  euros: number,
  seats: readonly [number, number],
  tour: TourTime,
  revival?: true,
];
// prettier-ignore
const ROWS: readonly Row[] = [
  ['Het Huis aan de Overkant van de Tijd', 'toneel', 'B01', 26, MIDDLE, 'running'],
  ['De Laatste Zomer van Oost', 'toneel', 'B02', 25, MIDDLE, L],
  ['Eén Stoel te Weinig', 'toneel', 'B01', 24, SMALL, 'early'],
  ['Wie Heeft de Klok Gezien?', 'toneel', 'B02', 27, MIDDLE, 'late'],
  ['Scherven van Porselein', 'toneel', 'B01', 23, SMALL, L],
  ['De Vergeetachtige Koning', 'toneel', 'B02', 28, LARGE, 'running', true],
  ['Het Meisje dat de Regen Bewaarde', 'jeugdtheater', 'B03', 14, SMALL, 'running'],
  ['Meneer Pöll en de Bovenbuurvrouw', 'jeugdtheater', 'B03', 13, SMALL, L],
  ['De Berg die Niet Wilde Wachten', 'jeugdtheater', 'B03', 14, SMALL, 'late'],
  ['Bijna Verstandig', 'cabaret', 'B04', 25, MIDDLE, 'running'],
  ['Liever Geen Toegift', 'cabaret', 'B04', 27, LARGE, 'late'],
  ['Naar Omstandigheden Redelijk', 'cabaret', 'B04', 24, MIDDLE, L],
  ['Een Avond Zonder Handleiding', 'cabaret', 'B04', 22, SMALL, 'running'],
  ['Ik Zat Hier Eerst', 'cabaret', 'B04', 26, MIDDLE, 'early', true],
  ['Vuurtoren, de Musical', 'musical', 'B07', 46, LARGE, 'running'],
  ['Café Océan', 'musical', 'B07', 43, LARGE, L],
  ['Duizend Lantaarns', 'musical', 'B07', 48, LARGE, 'late'],
  ['Een Koffer vol Stemmen', 'muziektheater', 'B06', 27, MIDDLE, L],
  ['Zout & Zilver', 'muziektheater', 'B06', 29, MIDDLE, 'running'],
  ['La Notte delle Lanterne', 'opera', 'B06', 42, LARGE, 'late'],
  ['De Visser en de Maan', 'opera', 'B06', 39, LARGE, L],
  ['Zwaartekracht', 'dans', 'B05', 24, MIDDLE, 'running'],
  ['Étude voor Twaalf Lichamen', 'dans', 'B05', 22, SMALL, L],
  ['Nachtvlinders', 'dans', 'B05', 27, LARGE, 'late'],
  ['Winterlicht: strijkkwartetten bij kaarslicht', 'klassiek', 'B06', 29, MIDDLE, 'running'],
  ['De Vier Windstreken', 'klassiek', 'B06', 31, LARGE, L],
  ['Nieuwe Klanken, Oude Meesters', 'klassiek', 'B06', 27, SMALL, 'early'],
  ['Matinée Française', 'klassiek', 'B06', 25, MIDDLE, 'late', true],
  ['Neonjaren Live', 'pop', 'B07', 33, LARGE, 'running'],
  ['Rivierzucht op Clubtour', 'pop', 'B07', 25, MIDDLE, L],
  ['Het Grote Meezingfeest', 'pop', 'B07', 29, LARGE, 'early', true],
  ['Blauwe Uren', 'jazz', 'B06', 23, SMALL, 'running'],
  ['Tussen Twee Bruggen', 'jazz', 'B06', 22, SMALL, L],
  ['Evenwichtskunst', 'circus', 'B05', 26, MIDDLE, 'late'],
  ['Cirque de la Marée', 'circus', 'B05', 30, LARGE, L],
  ['Lezen tot het Licht Wordt', 'literatuur', 'B02', 17, SMALL, 'running'],
  ['Het Ongeschreven Hoofdstuk', 'literatuur', 'B02', 18, SMALL, L],
  ['De IJsbeer die Niet Kon Slapen', 'familie', 'B03', 18, MIDDLE, 'running', true],
  ['Het Hele Grote Appeltaartfeest', 'familie', 'B07', 21, LARGE, L],
  ['Pépé en de Vliegende Fiets', 'familie', 'B03', 17, MIDDLE, L],
];

export const PRODUCTIONS: readonly ProductionPlan[] = ROWS.map(
  ([title, genre, producerRef, euros, seats, tour, revival = false], index) => {
    const agencyRef = PROVIDERS.find(({ ref }) => ref === producerRef)?.agencyRef ?? null;
    const ref = `P${String(index + 1).padStart(3, '0')}`;
    const providerRef = agencyRef ?? producerRef;
    return { ref, title, genre, providerRef, producerRef, agencyRef, revival, priceCents: euros * 100, tour, seats };
  },
);
