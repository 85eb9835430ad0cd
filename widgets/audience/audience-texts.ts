/** Words of the audience: names of cells, heads, reasons. */
import type { AudienceAnswer, AudienceTableName, Withheld } from '#protocol';
import { isDutch } from '../locales/language.ts';
import { PC2_AREAS } from './pc2-areas.ts';

export interface AudienceTexts {
  readonly title: (of: string) => string;
  readonly performances: (n: number) => string;
  readonly comparedWith: (what: string) => string;
  readonly buyers: string;
  readonly withBuyer: string;
  readonly withPostcode: string;
  readonly withAge: string;
  readonly band: (low: number, high: number) => string;
  readonly tooFewKnown: Readonly<Record<'buyer' | 'postcode' | 'age', string>>;
  readonly hiddenNote: string;
  readonly hiddenShort: string;
  readonly hidden: string;
  readonly fewerThanTen: string;
  readonly showTable: string;
  readonly group: string;
  readonly buyersHead: string;
  readonly share: string;
  readonly besideHead: (what: string) => string;
  readonly index: string;
  readonly times: string;
  readonly perThousand: string;
  readonly between: (low: string, high: string) => string;
  readonly rest: (share: string) => string;
  readonly subs: Readonly<Record<AudienceTableName, string>>;
  readonly names: Readonly<Record<AudienceTableName, string>>;
  readonly cells: Readonly<Partial<Record<AudienceTableName, Readonly<Record<string, string>>>>>;
  readonly withheld: Readonly<Record<Withheld, string>>;
  readonly why: Readonly<Record<NonNullable<AudienceAnswer['why']>, string>>;
  readonly whyReference: Readonly<Record<NonNullable<AudienceAnswer['whyReference']>, string>>;
  readonly weekdays: readonly string[];
  readonly weekdaysLong: readonly string[];
  readonly hour: (n: number) => string;
  readonly choose: string;
  readonly compare: string;
  readonly nothing: string;
  readonly genre: (name: string) => string;
  readonly season: (year: number) => string;
  readonly sector: string;
  readonly sectorOf: (venues: number) => string;
  readonly print: string;
  readonly report: string;
  readonly released: (day: string, number: number) => string;
  readonly catchment: Readonly<Record<'core' | 'primary' | 'secondary' | 'rest', string>>;
  readonly noMap: string;
  readonly abroad: string;
  readonly mapHelp: string;
  readonly mapHint: string;
  readonly readings: Readonly<Record<'rate' | 'catchment', string>>;
  readonly genders: Readonly<Record<'f' | 'm' | 'x', string>>;
  readonly notShown: string;
  readonly seasons: string;
  readonly productions: string;
  readonly sectorLike: Readonly<Record<'size' | 'region', string>>;
}

const NL: AudienceTexts = {
  title: (of) => `Publiek · ${of}`,
  performances: (n) => (n === 1 ? '1 voorstelling' : `${n} voorstellingen`),
  comparedWith: (what) => `vergeleken met ${what}`,
  buyers: 'kopers',
  withBuyer: 'van de kaarten met bekende koper',
  withPostcode: 'met postcode',
  withAge: 'met leeftijd',
  band: (low, high) => `${low}–${high}%`,
  tooFewKnown: {
    buyer: 'van te weinig kaarten is de koper bekend',
    postcode: 'van te weinig kaarten is de postcode bekend',
    age: 'van te weinig kaarten is de leeftijd bekend',
  },
  hiddenNote: 'groepen die naar minder dan tien kopers herleidbaar zijn, zijn verborgen',
  hidden: 'verborgen (privacy)',
  hiddenShort: 'verborgen',
  fewerThanTen: 'minder dan 10 kopers of verborgen',
  showTable: 'Tabel',
  group: 'groep',
  buyersHead: 'kopers',
  share: 'aandeel',
  besideHead: (what) => what,
  index: 'index',
  times: 'zo vaak als alle kopers',
  perThousand: 'per 1.000 inwoners',
  between: (low, high) => `${low}–${high}`,
  rest: (share) => `${share} onbekend of verborgen`,
  subs: {
    origin: 'kopers per 1.000 inwoners, per postcodegebied van twee cijfers',
    origin_pc4: 'kopers per postcode van vier cijfers',
    distance: 'aandeel van de kopers naar afstand tot het theater, hemelsbreed',
    age: 'aandeel per leeftijd; index: vergelijking = 100',
    age_gender: 'aandeel per leeftijd en geslacht',
    newness: 'nieuw = geen eerdere bestelling hier',
    segment: 'aandeel naar hoe vaak en hoe kort geleden iemand kwam',
    house_segment: 'aandeel per eigen segment',
    lead: 'kopers naar dagen voor de voorstelling',
    moment: 'moment van aankoop, aandeel van de kopers',
    channel: 'aandeel van de kopers per kanaal',
    price_class: 'aandeel van de kopers per prijssoort',
    party: 'aandeel van de kopers naar kaarten per bestelling',
    visits: 'voorstellingen per koper in dit seizoen',
    overlap: 'aandeel van deze kopers dat ook kwam, en hoeveel keer zo vaak als alle kopers van het seizoen',
    combinations: 'kopers die precies deze producties zagen',
  },
  names: {
    origin: 'Herkomst',
    origin_pc4: 'Herkomst per postcode',
    distance: 'Afstand',
    age: 'Leeftijd',
    age_gender: 'Leeftijd en geslacht',
    newness: 'Nieuw en terugkerend',
    segment: 'Bezoekgedrag',
    house_segment: 'Eigen segmenten',
    lead: 'Hoe lang vooraf',
    moment: 'Moment van aankoop',
    channel: 'Kanaal',
    price_class: 'Prijssoort',
    party: 'Gezelschap',
    visits: 'Hoe vaak',
    overlap: 'Ook gezien',
    combinations: 'Combinaties',
  },
  cells: {
    distance: {
      '0-5': 'tot 5 km',
      '5-15': '5–15 km',
      '15-30': '15–30 km',
      '30-50': '30–50 km',
      '50+': 'verder dan 50 km',
    },
    age: { '0-17': 'tot 18', '76+': '76+' },
    newness: { new: 'nieuw', returning: 'eerder geweest' },
    segment: {
      new: 'nieuw',
      once: 'eerder 1×',
      convertee: 'eerder 2×',
      active: 'actief (4–10×)',
      super: 'zeer actief (> 10×)',
      stale: 'ruim een jaar weg',
      lapsed: 'langer dan 3 jaar weg',
    },
    lead: { '0': '0', '181+': '> 180' },
    channel: { web: 'online', desk: 'kassa', phone: 'telefoon', reseller: 'wederverkoper', other: 'anders' },
    price_class: { normal: 'normaal', discount: 'korting', free: 'vrijkaart', other: 'overig' },
    party: { '1': 'alleen', '2': 'met z’n tweeën', '3-4': '3–4 kaarten', '5-9': '5–9 kaarten', '10+': '10 of meer' },
    visits: { '1': '1×', '2': '2×', '3': '3×', '4-10': '4–10×', '11+': '> 10×' },
  },
  withheld: {
    too_few: 'Niet te tonen zonder dat een kleine groep herleidbaar wordt.',
    one_cell: 'Bijna alle kopers zitten in één groep; die verdeling laten we niet zien.',
    not_known: 'Het kaartsysteem kent dit niet.',
    key_changed: 'De sleutel is vernieuwd; de gegevens worden opnieuw aangeleverd.',
  },
  why: {
    no_facts: 'Hiervan zijn geen publieksgegevens.',
    too_few: 'Er zijn nog te weinig kopers om iets te laten zien.',
    not_yet: 'De tabellen verschijnen na de eerstvolgende maandag.',
    not_shared: 'Dit theater deelt het publiek van deze productie niet.',
    excluded: 'Dit theater houdt deze voorstelling buiten het publieksonderzoek.',
  },
  whyReference: {
    not_given: 'De sector zien theaters die er zelf aan meedoen.',
    too_few_venues: 'Er doen nog geen tien theaters mee om mee te vergelijken.',
    one_dominates: 'Eén theater is meer dan de helft van de vergelijking; die laten we niet zien.',
    none: 'Hiervan is niets om naast te leggen.',
  },
  weekdays: ['ma', 'di', 'wo', 'do', 'vr', 'za', 'zo'],
  weekdaysLong: ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag'],
  hour: (n) => `${n} uur`,
  choose: 'Bekijk',
  compare: 'Vergelijk met',
  nothing: 'niets',
  genre: (name) => `${name} in dit huis`,
  season: (year) => `seizoen ${year}/${String((year + 1) % 100).padStart(2, '0')}`,
  sector: 'sector',
  sectorOf: (venues) => `${venues} theaters`,
  print: 'Afdrukken',
  report: 'Rapport om af te drukken',
  released: (day, number) => `verschenen ${day}, uitgave ${number}`,
  catchment: {
    core: 'kern (60% van de recette)',
    primary: 'eerste ring (tot 80%)',
    secondary: 'tweede ring (tot 90%)',
    rest: 'daarbuiten',
  },
  noMap: 'geen postcode bekend',
  abroad: 'buitenland',
  mapHelp: 'Loop met de pijltoetsen door de gebieden.',
  mapHint: 'Kies een gebied om te lezen hoeveel kopers er vandaan komen.',
  readings: { rate: 'per inwoner', catchment: 'verzorgingsgebied' },
  genders: { f: 'vrouw', m: 'man', x: 'anders' },
  notShown: 'Niet te zien',
  seasons: 'Seizoenen',
  productions: 'Producties',
  sectorLike: { size: 'sector, zalen als deze', region: 'sector, deze regio' },
};
const EN: AudienceTexts = {
  title: (of) => `Audience · ${of}`,
  performances: (n) => (n === 1 ? '1 performance' : `${n} performances`),
  comparedWith: (what) => `compared with ${what}`,
  buyers: 'buyers',
  withBuyer: 'of tickets with a known buyer',
  withPostcode: 'with a postcode',
  withAge: 'with an age',
  band: (low, high) => `${low}–${high}%`,
  tooFewKnown: {
    buyer: 'the buyer is known of too few tickets',
    postcode: 'the postcode is known of too few tickets',
    age: 'the age is known of too few tickets',
  },
  hiddenNote: 'groups that could be traced to fewer than ten buyers are hidden',
  hidden: 'hidden (privacy)',
  hiddenShort: 'hidden',
  fewerThanTen: 'fewer than 10 buyers, or hidden',
  showTable: 'Table',
  group: 'group',
  buyersHead: 'buyers',
  share: 'share',
  besideHead: (what) => what,
  index: 'index',
  times: 'as often as all buyers',
  perThousand: 'per 1,000 inhabitants',
  between: (low, high) => `${low}–${high}`,
  rest: (share) => `${share} unknown or hidden`,
  subs: {
    origin: 'buyers per 1,000 inhabitants, by two-digit postcode area',
    origin_pc4: 'buyers by four-digit postcode',
    distance: 'share of buyers by distance from the theatre, as the crow flies',
    age: 'share by age; index: comparison = 100',
    age_gender: 'share by age and gender',
    newness: 'new = no earlier order here',
    segment: 'share by how often and how recently somebody came',
    house_segment: 'share by the house’s own segments',
    lead: 'buyers by days before the performance',
    moment: 'moment of purchase, share of buyers',
    channel: 'share of buyers by channel',
    price_class: 'share of buyers by price class',
    party: 'share of buyers by tickets per order',
    visits: 'performances per buyer this season',
    overlap: 'share of these buyers who came as well, and how many times as often as all buyers of the season',
    combinations: 'buyers who saw exactly these productions',
  },
  names: {
    origin: 'Origin',
    origin_pc4: 'Origin by postcode',
    distance: 'Distance',
    age: 'Age',
    age_gender: 'Age and gender',
    newness: 'New and returning',
    segment: 'Behaviour',
    house_segment: 'Own segments',
    lead: 'How far ahead',
    moment: 'Moment of purchase',
    channel: 'Channel',
    price_class: 'Price class',
    party: 'Party size',
    visits: 'How often',
    overlap: 'Also saw',
    combinations: 'Combinations',
  },
  cells: {
    distance: { '0-5': 'under 5 km', '5-15': '5–15 km', '15-30': '15–30 km', '30-50': '30–50 km', '50+': 'over 50 km' },
    age: { '0-17': 'under 18', '76+': '76+' },
    newness: { new: 'new', returning: 'came before' },
    segment: {
      new: 'new',
      once: 'once before',
      convertee: 'twice before',
      active: 'active (4–10×)',
      super: 'very active (> 10×)',
      stale: 'away over a year',
      lapsed: 'away over 3 years',
    },
    lead: { '0': '0', '181+': '> 180' },
    channel: { web: 'online', desk: 'box office', phone: 'phone', reseller: 'reseller', other: 'other' },
    price_class: { normal: 'full price', discount: 'discount', free: 'complimentary', other: 'other' },
    party: { '1': 'alone', '2': 'as a pair', '3-4': '3–4 tickets', '5-9': '5–9 tickets', '10+': '10 or more' },
    visits: { '1': '1×', '2': '2×', '3': '3×', '4-10': '4–10×', '11+': '> 10×' },
  },
  withheld: {
    too_few: 'Not shown, for a small group could be traced.',
    one_cell: 'Nearly all buyers are in one group; that table is not shown.',
    not_known: 'The ticketing system does not know this.',
    key_changed: 'The key was renewed; the data are being sent again.',
  },
  why: {
    no_facts: 'There are no audience data of this.',
    too_few: 'There are too few buyers yet to show anything.',
    not_yet: 'The tables appear after next Monday.',
    not_shared: 'This theatre does not share the audience of this production.',
    excluded: 'This theatre leaves this performance out of audience research.',
  },
  whyReference: {
    not_given: 'The sector is for theatres that take part in it themselves.',
    too_few_venues: 'Fewer than ten theatres take part, so there is nothing to compare with yet.',
    one_dominates: 'One theatre is more than half of the comparison, so it is not shown.',
    none: 'There is nothing of this to lay beside.',
  },
  weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  weekdaysLong: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  hour: (n) => `${n}:00`,
  choose: 'View',
  compare: 'Compare with',
  nothing: 'nothing',
  genre: (name) => `${name} in this house`,
  season: (year) => `season ${year}/${String((year + 1) % 100).padStart(2, '0')}`,
  sector: 'sector',
  sectorOf: (venues) => `${venues} theatres`,
  print: 'Print',
  report: 'Report to print',
  released: (day, number) => `released ${day}, release ${number}`,
  catchment: {
    core: 'core (60% of revenue)',
    primary: 'primary (to 80%)',
    secondary: 'secondary (to 90%)',
    rest: 'outside',
  },
  noMap: 'no postcode known',
  abroad: 'abroad',
  mapHelp: 'Walk through the areas with the arrow keys.',
  mapHint: 'Choose an area to read how many buyers come from there.',
  readings: { rate: 'per inhabitant', catchment: 'catchment' },
  genders: { f: 'women', m: 'men', x: 'other' },
  notShown: 'Not shown',
  seasons: 'Seasons',
  productions: 'Productions',
  sectorLike: { size: 'sector, halls like this', region: 'sector, this region' },
};

export const audienceTexts = (locale: string): AudienceTexts => (isDutch(locale) ? NL : EN);

/** The name of a cell; keys that need no other word say themselves, with an en dash for a range. */
export function cellName(
  texts: AudienceTexts,
  table: AudienceTableName,
  key: string,
  titles: Readonly<Record<string, string>>,
): string {
  const own = texts.cells[table]?.[key];
  if (own !== undefined) return own;
  if (key === 'abroad') return texts.abroad;
  if (table === 'overlap') return titles[key] ?? key;
  if (table === 'combinations')
    return key
      .split('+')
      .map((one) => titles[one] ?? one)
      .join(' + ');
  if (table === 'age_gender') {
    const [band = '', gender = 'x'] = key.split('|');
    return `${cellName(texts, 'age', band, titles)}, ${texts.genders[gender as 'f' | 'm' | 'x'] ?? gender}`;
  }
  if (table === 'moment') {
    const [day, hour] = key.split('-').map(Number);
    return `${texts.weekdays[(day ?? 1) - 1] ?? ''} ${texts.hour(hour ?? 0)}`;
  }
  if (table === 'origin') return `${key} ${PC2_AREAS[key]?.place ?? ''}`.trim();
  return key.replace('-', '–');
}
