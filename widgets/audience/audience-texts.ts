/** Words of the audience: names of cells, heads, reasons. */
import type { AudienceAnswer, AudienceTableName, Withheld } from '#protocol';
import { isDutch } from '../locales/language.ts';
import { PC2_AREAS } from './pc2-areas.ts';
import { EN } from './texts-en.ts';
import { NL } from './texts-nl.ts';

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
  readonly nobody: string;
  readonly showTable: string;
  readonly group: string;
  readonly buyersHead: string;
  readonly share: string;
  readonly besideHead: (what: string) => string;
  readonly index: string;
  readonly indexed: string;
  readonly times: string;
  readonly perThousand: string;
  readonly between: (low: string, high: string) => string;
  readonly rest: (share: string) => string;
  readonly subs: Readonly<Record<AudienceTableName, string>>;
  readonly subCatchment: string;
  readonly catchmentName: string;
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
  /** Where it is called otherwise than by its key. */
  readonly genres: Readonly<Record<string, string>>;
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
  readonly otherSeasons: string;
  readonly productions: string;
  readonly sectorLike: Readonly<Record<'size' | 'region', string>>;
}

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
