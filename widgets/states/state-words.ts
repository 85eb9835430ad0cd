/** What an element says while it has nothing to show, in Dutch and English. */
import type { ErrorCode } from '../data/session-context.ts';
import { isDutch } from '../locales/language.ts';

const NL = {
  loading: 'Wordt geladen',
  stale: 'Verversen lukt niet; dit zijn de laatst ontvangen cijfers.',
  retry: 'Opnieuw proberen',
  errors: {
    no_token: 'Deze pagina kreeg geen toegang tot de cijfers. Het wordt vanzelf opnieuw geprobeerd.',
    token_not_renewed: 'De toegang tot de cijfers is verlopen en niet vernieuwd. Het wordt vanzelf opnieuw geprobeerd.',
    refused: 'Deze pagina mag dit niet tonen.',
    not_found: 'Dit is hier niet bekend.',
    not_asked_well: 'Een instelling van dit onderdeel klopt niet.',
    unreachable: 'De cijfers zijn niet te bereiken. Het wordt vanzelf opnieuw geprobeerd.',
    server: 'De cijfers zijn even niet beschikbaar. Het wordt vanzelf opnieuw geprobeerd.',
  } as Readonly<Record<ErrorCode, string>>,
  alone: {
    none: 'Dit onderdeel werkt alleen binnen <dip-session>.',
    unset: 'De <dip-session> hieromheen heeft nog geen endpoint, of geen token-url of getToken.',
  },
};
const EN: typeof NL = {
  loading: 'Loading',
  stale: 'Refreshing fails; these are the last figures received.',
  retry: 'Try again',
  errors: {
    no_token: 'This page was given no access to the figures. It is tried again by itself.',
    token_not_renewed: 'Access to the figures has ended and was not renewed. It is tried again by itself.',
    refused: 'This page may not show this.',
    not_found: 'This is not known here.',
    not_asked_well: 'A setting of this element is not right.',
    unreachable: 'The figures cannot be reached. It is tried again by itself.',
    server: 'The figures are not available for the moment. It is tried again by itself.',
  },
  alone: {
    none: 'This element only works inside <dip-session>.',
    unset: 'The <dip-session> around this has no endpoint yet, or no token-url or getToken.',
  },
};

export type StateWords = typeof NL;
export const stateWords = (locale: string): StateWords => (isDutch(locale) ? NL : EN);
