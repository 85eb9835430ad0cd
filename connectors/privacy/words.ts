// Pure: the words of box offices for yes and no, a gender, a way of buying. In doubt the answer is the one that keeps more at the venue.
import type { AUDIENCE_CHANNELS, GENDERS } from '#protocol';
import { parseMoment } from '../sources/file/dates.ts';
import { normalName } from '../sources/file/normal-name.ts';

export type AudienceChannel = (typeof AUDIENCE_CHANNELS)[number];
export type Gender = (typeof GENDERS)[number];

const set = (words: string) => new Set(words.split(' '));
const YES = set('ja j yes y true waar 1 x v akkoord opt_in optin aan on toestemming gegeven');
const NO = set('nee n no false onwaar 0 niet geen uit off neen');
const GENDERED: readonly [Gender, ReadonlySet<string>][] = [
  ['f', set('f v vrouw vrouwelijk female woman mevrouw mevr mw mrs ms')],
  ['m', set('m man mannelijk male meneer dhr de_heer heer mr')],
  ['x', set('x o anders other divers non_binair nonbinair non_binary neutraal genderneutraal')],
];
const CHANNELS: readonly [AudienceChannel, RegExp][] = [
  ['reseller', /reseller|wederverkoop|ticketpoint|partner|vvv|agent|derden|extern/],
  ['phone', /telefoon|telefonisch|phone|call/],
  ['desk', /kassa|balie|loket|desk|box_office|boxoffice|counter|avondkassa/],
  ['web', /web|online|internet|site|shop|app\b|mobiel|mobile/],
];

/** Only a plain yes, or the day on which it was given. */
export function isYes(text: string): boolean {
  return YES.has(normalName(text)) || isDay(text);
}

/** An objection in any words, or its day; only nothing and a plain no are none. */
export function isObjection(text: string): boolean {
  const word = normalName(text);
  return word !== '' && !NO.has(word);
}

/** Undefined for a word that is neither. */
export function yesOrNo(text: string): boolean | undefined {
  const word = normalName(text);
  return YES.has(word) ? true : NO.has(word) ? false : undefined;
}

export function genderOf(text: string): Gender | undefined {
  const word = normalName(text);
  return GENDERED.find(([, words]) => words.has(word))?.[0];
}

export function channelOf(text: string, own: ReadonlyMap<string, AudienceChannel>): AudienceChannel {
  const word = normalName(text);
  return own.get(word) ?? CHANNELS.find(([, pattern]) => pattern.test(word))?.[0] ?? 'other';
}

function isDay(text: string): boolean {
  const moment = parseMoment(text, { zone: 'UTC' });
  return moment.ok && moment.at !== null;
}
