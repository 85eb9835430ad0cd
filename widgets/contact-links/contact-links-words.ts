/** Pure: what is said about links for contacts outside the platform. */
import type { FollowedLink, FollowedLinks } from '#protocol';
import { isDutch } from '../locales/language.ts';

type Hindrance = NonNullable<FollowedLinks['hindrance']>;

const NL = {
  head: (other: string) => `Akkoord door een contact van ${other}`,
  what: 'Wie de link krijgt, leest alleen deze afspraak, zonder account. Akkoord geven kan één keer, met een code uit dezelfde mailbox.',
  hindrances: {
    not_waiting: (other) => `Er wacht nu niets op ${other}.`,
    own_side: () => 'Dit voorstel wacht op jullie zelf.',
    refused: (other) => `${other} geeft alleen hier akkoord, met eigen mensen. Een link kan dus niet.`,
    own_people: (other) =>
      `${other} heeft hier mensen die akkoord mogen geven; die zien het voorstel al. Een link kan pas als ${other} dat bij de instellingen toelaat.`,
  } as Readonly<Record<Hindrance, (other: string) => string>>,
  email: 'E-mailadres van het contact',
  name: 'Naam',
  optional: 'mag leeg blijven',
  days: 'De link werkt',
  dayCount: (n: number) => (n === 1 ? '1 dag' : `${n} dagen`),
  language: 'Taal van de mail',
  languages: { nl: 'Nederlands', en: 'Engels' },
  send: 'Mail de link',
  replaces: 'De vorige link werkt dan niet meer.',
  sent: (to: string) => `De link is gemaild aan ${to}.`,
  badEmail: 'Dit is geen volledig e-mailadres, zoals naam@theater.nl.',
  ownEmail: 'Dit adres kan niet: het is van iemand van jullie zelf.',
  list: 'Verstuurde links',
  forgotten: 'contact',
  version: (n: number) => `versie ${n}`,
  states: {
    sent: (at, until) => `verstuurd ${at}, nog niet geopend; werkt tot ${until}`,
    opened: (at, until) => `geopend ${at}; werkt tot ${until}`,
    approved: (at) => `akkoord gegeven ${at}`,
    expired: (at) => `verlopen ${at}`,
    withdrawn: (at) => `ingetrokken ${at}`,
    replaced: (at) => `vervangen door een nieuwere link ${at}`,
    blocked: (at) => `gestopt na vijf foute codes ${at}`,
  } as Readonly<Record<FollowedLink['state'], (at: string, until: string) => string>>,
  withdraw: 'Trek in',
  withdrawWhich: (to: string) => `Trek in: de link aan ${to}`,
  withdrawn: 'De link is ingetrokken en werkt niet meer.',
};
const EN: typeof NL = {
  head: (other) => `Approval by a contact of ${other}`,
  what: 'Who gets the link reads this agreement alone, without an account. It approves once, with a code from the same mailbox.',
  hindrances: {
    not_waiting: (other) => `Nothing waits for ${other} now.`,
    own_side: () => 'This proposal waits for your own side.',
    refused: (other) => `${other} approves here, with its own people alone; a link cannot be sent.`,
    own_people: (other) =>
      `${other} has people here who may approve; they see the proposal already. A link can be sent once ${other} allows it in its settings.`,
  },
  email: 'E-mail address of the contact',
  name: 'Name',
  optional: 'may be left empty',
  days: 'The link works',
  dayCount: (n) => (n === 1 ? '1 day' : `${n} days`),
  language: 'Language of the mail',
  languages: { nl: 'Dutch', en: 'English' },
  send: 'Mail the link',
  replaces: 'The link before it works no longer then.',
  sent: (to) => `The link was mailed to ${to}.`,
  badEmail: 'This is not a whole e-mail address, such as name@theatre.nl.',
  ownEmail: 'This address cannot be used: it is of somebody of your own.',
  list: 'Links that were sent',
  forgotten: 'contact',
  version: (n) => `version ${n}`,
  states: {
    sent: (at, until) => `sent ${at}, not opened yet; works until ${until}`,
    opened: (at, until) => `opened ${at}; works until ${until}`,
    approved: (at) => `approved ${at}`,
    expired: (at) => `expired ${at}`,
    withdrawn: (at) => `withdrawn ${at}`,
    replaced: (at) => `replaced by a newer link ${at}`,
    blocked: (at) => `stopped after five wrong codes ${at}`,
  },
  withdraw: 'Withdraw',
  withdrawWhich: (to) => `Withdraw: the link to ${to}`,
  withdrawn: 'The link was withdrawn and works no longer.',
};

export type ContactLinksWords = typeof NL;
export const contactLinksWords = (locale: string): ContactLinksWords => (isDutch(locale) ? NL : EN);
