/**
 * The 90 two-digit postcode areas of the Netherlands: main place and inhabitants (CBS, 2024), and where each lies among equal tiles,
 * north up and neighbours near.
 */
export interface Pc2Area {
  readonly place: string;
  readonly inhabitants: number;
}

// prettier-ignore
export const PC2_AREAS: Readonly<Record<string, Pc2Area>> = {
  '10': { place: 'Amsterdam', inhabitants: 782_445 },
  '11': { place: 'Amsterdam', inhabitants: 306_685 },
  '12': { place: 'Hilversum', inhabitants: 174_380 },
  '13': { place: 'Almere', inhabitants: 259_090 },
  '14': { place: 'Bussum', inhabitants: 230_365 },
  '15': { place: 'Zaandam', inhabitants: 181_060 },
  '16': { place: 'Enkhuizen', inhabitants: 196_610 },
  '17': { place: 'Heerhugowaard', inhabitants: 264_435 },
  '18': { place: 'Alkmaar', inhabitants: 151_405 },
  '19': { place: 'Castricum', inhabitants: 199_250 },
  '20': { place: 'Haarlem', inhabitants: 204_315 },
  '21': { place: 'Heemstede', inhabitants: 228_810 },
  '22': { place: 'Noordwijk', inhabitants: 328_990 },
  '23': { place: 'Leiden', inhabitants: 223_650 },
  '24': { place: 'Alphen aan den Rijn', inhabitants: 184_115 },
  '25': { place: 'Den Haag', inhabitants: 499_845 },
  '26': { place: 'Delft', inhabitants: 326_290 },
  '27': { place: 'Zoetermeer', inhabitants: 189_630 },
  '28': { place: 'Gouda', inhabitants: 129_660 },
  '29': { place: 'Capelle aan den IJssel', inhabitants: 287_165 },
  '30': { place: 'Rotterdam', inhabitants: 588_510 },
  '31': { place: 'Schiedam', inhabitants: 282_275 },
  '32': { place: 'Spijkenisse', inhabitants: 296_730 },
  '33': { place: 'Dordrecht', inhabitants: 273_060 },
  '34': { place: 'IJsselstein', inhabitants: 242_810 },
  '35': { place: 'Utrecht', inhabitants: 308_910 },
  '36': { place: 'Maarssen', inhabitants: 98_895 },
  '37': { place: 'Zeist', inhabitants: 270_730 },
  '38': { place: 'Amersfoort', inhabitants: 357_520 },
  '39': { place: 'Veenendaal', inhabitants: 255_880 },
  '40': { place: 'Tiel', inhabitants: 84_260 },
  '41': { place: 'Culemborg', inhabitants: 129_150 },
  '42': { place: 'Gorinchem', inhabitants: 117_600 },
  '43': { place: 'Zierikzee', inhabitants: 149_335 },
  '44': { place: 'Yerseke', inhabitants: 104_770 },
  '45': { place: 'Oostburg', inhabitants: 105_200 },
  '46': { place: 'Bergen op Zoom', inhabitants: 137_590 },
  '47': { place: 'Roosendaal', inhabitants: 170_230 },
  '48': { place: 'Breda', inhabitants: 267_480 },
  '49': { place: 'Oosterhout', inhabitants: 93_815 },
  '50': { place: 'Tilburg', inhabitants: 301_455 },
  '51': { place: 'Dongen', inhabitants: 162_630 },
  '52': { place: '\'s-Hertogenbosch', inhabitants: 264_365 },
  '53': { place: 'Zaltbommel', inhabitants: 193_470 },
  '54': { place: 'Uden', inhabitants: 219_725 },
  '55': { place: 'Veldhoven', inhabitants: 176_245 },
  '56': { place: 'Eindhoven', inhabitants: 348_950 },
  '57': { place: 'Helmond', inhabitants: 211_295 },
  '58': { place: 'Venray', inhabitants: 96_745 },
  '59': { place: 'Venlo', inhabitants: 188_690 },
  '60': { place: 'Weert', inhabitants: 226_850 },
  '61': { place: 'Echt', inhabitants: 169_485 },
  '62': { place: 'Maastricht', inhabitants: 186_310 },
  '63': { place: 'Valkenburg', inhabitants: 97_370 },
  '64': { place: 'Heerlen', inhabitants: 175_260 },
  '65': { place: 'Nijmegen', inhabitants: 241_260 },
  '66': { place: 'Wijchen', inhabitants: 199_860 },
  '67': { place: 'Wageningen', inhabitants: 158_075 },
  '68': { place: 'Arnhem', inhabitants: 233_265 },
  '69': { place: 'Zevenaar', inhabitants: 162_145 },
  '70': { place: 'Doetinchem', inhabitants: 135_895 },
  '71': { place: 'Winterswijk', inhabitants: 102_265 },
  '72': { place: 'Zutphen', inhabitants: 121_930 },
  '73': { place: 'Apeldoorn', inhabitants: 186_650 },
  '74': { place: 'Deventer', inhabitants: 240_240 },
  '75': { place: 'Enschede', inhabitants: 314_680 },
  '76': { place: 'Almelo', inhabitants: 188_060 },
  '77': { place: 'Dedemsvaart', inhabitants: 122_280 },
  '78': { place: 'Emmen', inhabitants: 121_650 },
  '79': { place: 'Hoogeveen', inhabitants: 148_330 },
  '80': { place: 'Zwolle', inhabitants: 230_760 },
  '81': { place: 'Raalte', inhabitants: 114_250 },
  '82': { place: 'Lelystad', inhabitants: 186_855 },
  '83': { place: 'Emmeloord', inhabitants: 124_550 },
  '84': { place: 'Gorredijk', inhabitants: 113_990 },
  '85': { place: 'Joure', inhabitants: 48_165 },
  '86': { place: 'Sneek', inhabitants: 48_485 },
  '87': { place: 'Bolsward', inhabitants: 35_685 },
  '88': { place: 'Franeker', inhabitants: 46_810 },
  '89': { place: 'Leeuwarden', inhabitants: 93_775 },
  '90': { place: 'Grou', inhabitants: 65_515 },
  '91': { place: 'Dokkum', inhabitants: 43_245 },
  '92': { place: 'Drachten', inhabitants: 145_390 },
  '93': { place: 'Roden', inhabitants: 59_920 },
  '94': { place: 'Assen', inhabitants: 141_970 },
  '95': { place: 'Stadskanaal', inhabitants: 68_225 },
  '96': { place: 'Hoogezand', inhabitants: 150_185 },
  '97': { place: 'Groningen', inhabitants: 255_760 },
  '98': { place: 'Zuidhorn', inhabitants: 37_310 },
  '99': { place: 'Appingedam', inhabitants: 83_650 },
};

/** Rows from the north, columns from the west; two spaces where there is no tile. */
// prettier-ignore
export const PC2_TILES: readonly string[] = [
  '               88 90 91 98 99   ',
  '               87 89 92 93 97 96',
  '         17    86 85    84 94 95',
  '      19 18 16       83 79 77 78',
  '   20 15 10 14 13 82 80 81 76   ',
  '   22 21 11 36 12 38 73    74 75',
  '25 23 27 24 35 37 67    72      ',
  '31 26 29 28 34 39 40 68 69 71   ',
  '   30 33 42 41 53 66 65 70      ',
  '43 32 47 49 51 52 54 58         ',
  '44 46 48    50 56 57 59         ',
  '45             55 60 61         ',
  '                  62 63 64      ',
];

export interface Tile {
  readonly area: string;
  readonly column: number;
  readonly row: number;
}
export const TILE_COLUMNS = 11;
export const tiles = (): readonly Tile[] =>
  PC2_TILES.flatMap((line, row) =>
    Array.from({ length: TILE_COLUMNS }, (_, column) => ({
      area: line.slice(column * 3, column * 3 + 2).trim(),
      column,
      row,
    })),
  ).filter(({ area }) => area !== '');
