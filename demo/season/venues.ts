// The map of the season: invented theatres in real towns, one in each province.
import type { Genre, Hall, Venue } from './shapes.ts';

type HallRow = readonly [
  name: string,
  capacity: number,
  localName: string,
  aliases: readonly string[],
  genres?: readonly Genre[],
  kind?: Hall['kind'],
];
type VenueRow = readonly [
  name: string,
  aliases: readonly string[],
  city: string,
  postcode: string,
  province: string,
  evening: string,
  halls: readonly HallRow[],
];

const CLUB: readonly Genre[] = ['pop', 'jazz', 'cabaret', 'literatuur'];
const CONCERT: readonly Genre[] = ['klassiek', 'jazz', 'muziektheater', 'opera', 'pop', 'cabaret', 'familie', 'dans'];
const INTIMATE: readonly Genre[] = ['literatuur', 'jazz', 'klassiek'];

// prettier-ignore
const ROWS: readonly VenueRow[] = [
  ['Schouwburg De Hoge Linde', ['De Hoge Linde', 'Hoge Linde Zwolle'], 'Zwolle', '8011 KZ', 'Overijssel', '20:15', [
    ['Grote Zaal', 850, 'GZ', ['GZ', 'Lindezaal']], ['Kleine Zaal', 220, 'Kleine zaal', ['KZ']],
    ['Foyer', 80, 'Foyer 1e etage', ['Foyer eerste verdieping'], INTIMATE, 'other_location'],
  ]],
  ['Theater Het Vergulde Anker', ['Vergulde Anker', 'VA Vlissingen'], 'Vlissingen', '4381 BW', 'Zeeland', '20:00', [
    ['Ankerzaal', 520, 'Ankerzaal', ['Zaal 1']], ['Studio', 110, 'studio (boven)', ['Studio boven']],
  ]],
  ['Schouwburg De Vrije Vogel', ['De Vrije Vogel Breda'], 'Breda', '4811 GT', 'Noord-Brabant', '20:15', [
    ['Grote Zaal', 1150, 'Grote Zaal', ['Vogelzaal']], ['Middenzaal', 400, 'MZ', ['MZ', 'Midden']],
    ['Studio', 120, 'Studio VV', ['Studiozaal']],
  ]],
  ['Theater De Rijwielhal', ['Rijwielhal Groningen', 'De Rijwielhal'], 'Groningen', '9711 PM', 'Groningen', '20:30', [
    ['Hal', 350, 'Grote hal', ['De Hal', 'Grote Hal']], ['Werkplaats', 90, 'Werkplaats', ['WP']],
  ]],
  ['Muziekhuis De Klankschaal', ['De Klankschaal', 'Klankschaal Arnhem'], 'Arnhem', '6811 DV', 'Gelderland', '20:15', [
    ['Concertzaal', 950, 'Concertzaal', ['Grote Zaal', 'CZ'], CONCERT], ['Kamerzaal', 240, 'Kamerzl.', ['Kamerzaal De Schelp']],
  ]],
  ['Poppodium De Ketelloods', ['Ketelloods', 'De Ketelloods Leeuwarden'], 'Leeuwarden', '8911 HB', 'Friesland', '20:30', [
    ['Grote Ketel', 800, 'KETEL GROOT', ['Ketel groot', 'Grote zaal'], CLUB],
    ['Kleine Ketel', 180, 'KETEL KLEIN', ['Ketel klein'], [...CLUB, 'toneel', 'dans']],
  ]],
  ['Theater Het Vossenhol', ['Vossenhol', 'Kleine Schouwburg Assen'], 'Assen', '9401 LD', 'Drenthe', '20:15', [
    ['Theaterzaal', 300, 'Theaterzaal', ['Zaal', 'Grote Zaal']], ['Vossenkelder', 60, 'Kelder', ['De Kelder']],
  ]],
  ['Stadstheater Merelhof', ['Merelhof', 'Theater Merelhof'], 'Almere', '1315 RC', 'Flevoland', '20:00', [
    ['Grote Zaal', 740, 'Grote zaal', ['Merelzaal', 'GZ']], ['Kleine Zaal', 260, 'Kleine zaal', ['KZ']],
  ]],
  ['Theater De Zevende Deur', ['De 7e Deur', 'Zevende Deur'], 'Haarlem', '2011 VS', 'Noord-Holland', '20:15', [
    ['Theaterzaal', 420, 'TZ', ['TZ', 'Grote Zaal']], ['Zolder', 75, 'De Zolder', ['Zolderzaal']],
  ]],
  ['Theater De Stille Gracht', ['Stille Gracht', 'DSG Utrecht'], 'Utrecht', '3511 LN', 'Utrecht', '20:30', [
    ['Grachtzaal', 280, 'Zaal 1 (Gracht)', ['Zaal 1']], ['Blackbox', 100, 'Zaal 2 (Blackbox)', ['Zaal 2', 'Black Box']],
  ]],
  ['Schouwburg Sint-Maartenhof', ['Sint Maartenhof', 'St. Maartenhof'], 'Maastricht', '6211 CJ', 'Limburg', '20:00', [
    ['Grote Zaal', 980, 'Grote Zaal', ['Hofzaal']],
    ['Kapel op de Berg', 450, 'LOC: Kapel', ['Bergkapel'], ['klassiek', 'jazz', 'literatuur', 'muziektheater'], 'external_location'],
  ]],
  ['Havenhal Zuiderlicht', ['Zuiderlicht', 'De Havenhal'], 'Rotterdam', '3072 ML', 'Zuid-Holland', '20:15', [
    ['Havenzaal', 1500, 'Havenzaal', ['Zaal A', 'Grote zaal']], ['Loods', 330, 'Loods', ['Zaal B']],
  ]],
];

const number = (index: number): string => String(index + 1).padStart(2, '0');

export const VENUES: readonly Venue[] = ROWS.map(([name, aliases, city, postcode, province, evening], index) => {
  const [hours = 20, minutes = 0] = evening.split(':').map(Number);
  return { ref: `V${number(index)}`, name, aliases, city, postcode, province, evening: hours * 60 + minutes };
});

export const HALLS: readonly Hall[] = ROWS.flatMap(([, , , , , , halls], index) =>
  halls.map(([name, capacity, localName, aliases, genres = [], kind = 'hall'], hall) => ({
    ref: `V${number(index)}-H${hall + 1}`,
    venueRef: `V${number(index)}`,
    name,
    aliases,
    kind,
    capacity,
    localName,
    genres,
  })),
);
