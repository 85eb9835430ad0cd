/** Pure: why terms contradict each other, in the reader's words. The check says it in English, for machines that send terms. */
import { isDutch } from '../locales/language.ts';

type Line = readonly [begins: string, nl: string, en: string];
const LINES: readonly Line[] = [
  ['the form ', 'Bij deze vorm hoort dit erbij: vul het in.', 'This form needs it: fill it in.'],
  [
    'does not belong to the form',
    'Dit hoort niet bij deze vorm: laat het weg.',
    'This form does not have it: leave it out.',
  ],
  [
    'a guarantee to one side only',
    'Een garantie geldt voor één kant: laat een van de twee weg.',
    'A guarantee is for one side: leave one of the two out.',
  ],
  [
    'says how a guarantee to the provider works',
    'Er is geen garantie aan de producent: vul die in, of laat dit weg.',
    'There is no guarantee to the producer: add one, or leave this out.',
  ],
  [
    'with a scale a guarantee can only be',
    'Bij een staffel kan een garantie alleen een minimum zijn.',
    'With a sliding scale a guarantee can only be a minimum.',
  ],
  [
    'limits a guarantee to the venue',
    'Er is geen garantie aan het theater: vul die in, of laat dit weg.',
    'There is no guarantee to the venue: add one, or leave this out.',
  ],
  [
    'is for each performance, and the deal names none',
    'Dit geldt per voorstelling, en er is er geen gekozen: kies voorstellingen, of kies “over alle voorstellingen samen”.',
    'This is for each performance, and none is chosen: choose some, or choose “over all performances together”.',
  ],
  [
    'there is one of this name already',
    'Deze naam staat er al: geef elk een eigen naam.',
    'This name is there already.',
  ],
  [
    "rights on the provider's share",
    'Rechten over het deel van de producent gaan ook van dat deel af: kies dat, of een andere grondslag.',
    "Rights on the producer's share are taken from that share: choose it, or another base.",
  ],
  ['music rights need a rate', 'Vul een tarief in, of schijven.', 'Fill in a rate, or tranches.'],
  ['one rate or tranches', 'Een tarief of schijven, niet allebei.', 'A rate or tranches, not both.'],
  [
    'this deal has no fee and no guarantee',
    'Er is geen uitkoopsom of garantie om muziekrechten over te rekenen: kies de recette zonder btw.',
    'There is no fee or guarantee to take music rights of: choose the receipts without VAT.',
  ],
  [
    'the last tranche has no end',
    'De laatste schijf heeft geen einde: laat dit leeg.',
    'The last tranche has no end: leave it empty.',
  ],
  [
    'only the last tranche',
    'Alleen de laatste schijf heeft geen einde: vul in tot waar deze loopt.',
    'Only the last tranche has no end.',
  ],
  ['a tranche ends above', 'Een schijf eindigt hoger dan waar hij begint.', 'A tranche ends above where it begins.'],
  ['an amount is in whole cents', 'Een bedrag in hele centen.', 'An amount in whole cents.'],
  ['a percentage from 0 to 100', 'Een percentage van 0 tot 100.', 'A percentage from 0 to 100.'],
  ['at most two decimals', 'Hoogstens twee decimalen.', 'At most two decimals.'],
  [
    'what is taken off before the split',
    'Wat er vóór het delen afgaat is samen meer dan 100%: verlaag iets.',
    'What is taken off before the split comes to more than 100%: lower one.',
  ],
  ['the first band begins', 'De eerste trede begint bij 0.', 'The first band begins at 0.'],
  ['overlaps the band before', 'Overlapt met de trede ervoor.', 'Overlaps the band before it.'],
  ['leaves a gap after', 'Sluit niet aan op de trede ervoor.', 'Leaves a gap after the band before it.'],
  [
    'only the last band',
    'Alleen de laatste trede heeft geen einde: vul in tot waar deze loopt.',
    'Only the last band has no end.',
  ],
  [
    'the last band has no end',
    'De laatste trede heeft geen einde: laat dit leeg.',
    'The last band has no end: leave it empty.',
  ],
  ['a band ends above', 'Een trede eindigt hoger dan waar hij begint.', 'A band ends above where it begins.'],
];

export const isKnown = (detail: string): boolean => LINES.some(([begins]) => detail.startsWith(begins));

/** A remark that is not known here is shown as it came. */
export function checkWords(detail: string, locale: string): string {
  const line = LINES.find(([begins]) => detail.startsWith(begins));
  return line === undefined ? detail : line[isDutch(locale) ? 1 : 2];
}
