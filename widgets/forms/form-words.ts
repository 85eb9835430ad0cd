/** Pure: what every form of administration says, in Dutch and English. */
import { isDutch } from '../locales/language.ts';
import type { Fault } from './write-request.ts';

const NL = {
  save: 'Bewaar',
  cancel: 'Annuleer',
  busy: 'Bezig',
  more: 'Meer',
  ok: 'Begrepen',
  failed: (why: string) => `Niet gelukt: ${why}`,
  onlyView: 'Je kunt dit bekijken, niet wijzigen.',
  supportLooks: 'Tijdens meekijken kun je niets wijzigen.',
  why: {
    refused: 'je mag dit niet wijzigen.',
    gone: 'dit is er niet meer. De lijst wordt ververst.',
    clash: 'iemand anders heeft dit intussen gewijzigd.',
    conflict: 'dit kan nu niet. De lijst wordt ververst.',
    invalid: 'niet alles is goed ingevuld.',
    limited: 'het ging te snel achter elkaar. Wacht een minuut.',
    unreachable: 'er kwam geen antwoord. Kijk in de lijst of het toch is gebeurd.',
    server: 'de dienst is even niet beschikbaar. Er is niets veranderd.',
  } as Readonly<Record<Fault, string>>,
};
const EN: typeof NL = {
  save: 'Save',
  cancel: 'Cancel',
  busy: 'Working',
  more: 'More',
  ok: 'Understood',
  failed: (why) => `That did not work: ${why}`,
  onlyView: 'You can look at this, not change it.',
  supportLooks: 'While support looks, nothing can be changed.',
  why: {
    refused: 'you may not change this.',
    gone: 'this is no longer there. The list is refreshed.',
    clash: 'somebody else changed this meanwhile.',
    conflict: 'this cannot be done now. The list is refreshed.',
    invalid: 'not everything is filled in well.',
    limited: 'that was too fast. Wait a minute.',
    unreachable: 'no answer came. See in the list whether it happened after all.',
    server: 'the service is not available for the moment. Nothing was changed.',
  },
};

export type FormWords = typeof NL;
export const formWords = (locale: string): FormWords => (isDutch(locale) ? NL : EN);
