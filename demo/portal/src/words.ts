/** What the portal itself says, in both languages; the elements bring their own words. */
import type { Preset } from '#protocol';

export type Lang = 'nl' | 'en';

const nl = {
  brand: 'DIP-portaal',
  skip: 'Naar de inhoud',
  language: 'Taal',
  theaterNight: 'Verkoop, afspraken, mensen en rechten van je huis of gezelschap, op één plek.',
  signInTitle: 'Welkom',
  signInButton: 'Inloggen',
  signInHow: 'Je logt in bij je eigen aanbieder; dit portaal ziet je wachtwoord nooit.',
  signOut: 'Uitloggen',
  signOutEverywhere: 'Overal uitloggen',
  signedOutTitle: 'Je bent uitgelogd',
  signedOutText: 'Op dit apparaat is niemand meer ingelogd.',
  everywhereText: 'Op al je apparaten is de toegang beëindigd, binnen vijf seconden ook op geopende pagina’s.',
  endedElsewhereTitle: 'Je sessie is voorbij',
  endedElsewhereText:
    'Je bent ergens anders overal uitgelogd, of te lang weg geweest. Log opnieuw in om verder te gaan.',
  again: 'Opnieuw inloggen',
  account: 'Account',
  menu: 'Onderdelen',
  sales: 'Verkoop',
  links: 'Koppellijst',
  agreements: 'Afspraken',
  statements: 'Afrekening',
  myShare: 'Mijn aandeel',
  people: 'Mensen',
  clients: 'API-clients',
  audit: 'Logboek',
  noMembershipTitle: 'Je hoort nog bij geen organisatie',
  noMembershipText:
    'Je bent ingelogd, maar nog door niemand uitgenodigd. Vraag de beheerder van je theater, gezelschap of bureau om een uitnodiging op dit e-mailadres. Kreeg je al een mail, open dan de link daarin.',
  nothingTitle: 'Hier is voor jou niets te zien',
  nothingText:
    'Je rol laat nog geen onderdeel van dit portaal toe. De beheerder van je organisatie kan dat veranderen.',
  supportTitle: 'Ondersteuning',
  supportText:
    'Kies rechtsboven met wie je wilt meekijken en waarom. Je ziet dan wat dat lid ziet, kunt niets veranderen, en het lid krijgt er daarna bericht van.',
  endedTitle: 'Je toegang is beëindigd',
  endedText:
    'De beheerder heeft deze rol beëindigd. Je ziet hier niets meer van die organisatie. Klopt dat niet, vraag het de beheerder.',
  supportEndedTitle: 'Het meekijken is voorbij',
  supportEndedText: 'De tijd is om of iemand heeft het beëindigd. Het lid krijgt er bericht van.',
  goOn: 'Verder',
  missingTitle: 'Deze pagina is er niet',
  missingText: 'Ze bestaat niet, of je rol laat haar niet toe.',
  home: 'Naar het begin',
  issuerAwayTitle: 'Inloggen kan even niet',
  issuerAwayText:
    'De aanbieder waarbij je inlogt geeft geen antwoord. Wie al ingelogd is, merkt er niets van. Probeer het over een minuut opnieuw.',
  cancelledTitle: 'Inloggen is afgebroken',
  cancelledText: 'Jij of je aanbieder heeft het inloggen afgebroken. Er is niets veranderd.',
  refusedTitle: 'Inloggen is niet gelukt',
  refusedText:
    'Het antwoord van de aanbieder past niet bij deze browser: de link is al gebruikt, te oud (tien minuten), of in een ander venster begonnen. Begin opnieuw.',
  apiAwayTitle: 'Het platform antwoordt niet',
  apiAwayText: 'Je bent nog ingelogd. Probeer het zo opnieuw.',
  retry: 'Opnieuw proberen',
  notHereTitle: 'Verkeerd adres',
  notHereText: 'Dit portaal staat op',
  noScript: 'Zet JavaScript aan om de cijfers te zien.',
  invitationTitle: 'Uitnodiging',
  invitationLooking: 'De uitnodiging wordt opgezocht…',
  invitationYou: 'Je bent uitgenodigd bij',
  invitationAs: 'in de rol',
  invitationUntil: 'geldig tot en met',
  invitationSignIn: 'Inloggen en aannemen',
  invitationAccept: 'Uitnodiging aannemen',
  invitationOther: 'Als iemand anders inloggen',
  invitationDone: 'Aangenomen; je wordt doorgestuurd.',
  invitationNone:
    'In dit adres staat geen uitnodiging. Open de link uit de mail nog eens, in zijn geheel (ook wat na # staat).',
  invitationUnknown:
    'Deze uitnodiging is niet bekend. Misschien kwam er later een nieuwe mail: alleen de link uit de laatste mail werkt. Vraag de beheerder anders om een nieuwe.',
  invitationExpired: 'Deze uitnodiging is verlopen. Vraag de beheerder die je uitnodigde om haar opnieuw te sturen.',
  invitationWithdrawn: 'Deze uitnodiging is ingetrokken. Vraag de beheerder die je uitnodigde om een nieuwe.',
  invitationUsed: 'Deze uitnodiging is al gebruikt, of je had deze rol al. Was je dat zelf, dan kun je gewoon verder.',
  invitationWrongEmail:
    'Deze uitnodiging is voor een ander e-mailadres dan waarmee je bent ingelogd, of je aanbieder heeft je adres nog niet bevestigd. Log in met het adres waarop je de mail kreeg, of vraag om een uitnodiging op dit adres.',
  invitationSlow: 'Te veel pogingen. Wacht enkele minuten en open de link uit de mail opnieuw.',
  invitationFailed: 'Dat lukte niet. Probeer het over een minuut opnieuw.',
  rights: 'een eigen rol',
} as const;

const en: Readonly<Record<keyof typeof nl, string>> = {
  brand: 'DIP portal',
  skip: 'Skip to content',
  language: 'Language',
  theaterNight: 'Sales, agreements, people and rights of your venue or company, in one place.',
  signInTitle: 'Welcome',
  signInButton: 'Sign in',
  signInHow: 'You sign in at your own provider; this portal never sees your password.',
  signOut: 'Sign out',
  signOutEverywhere: 'Sign out everywhere',
  signedOutTitle: 'You are signed out',
  signedOutText: 'Nobody is signed in on this device any more.',
  everywhereText: 'Access has ended on all your devices, within five seconds on open pages too.',
  endedElsewhereTitle: 'Your session is over',
  endedElsewhereText: 'You signed out everywhere on another device, or were away too long. Sign in again to go on.',
  again: 'Sign in again',
  account: 'Account',
  menu: 'Sections',
  sales: 'Sales',
  links: 'Link list',
  agreements: 'Agreements',
  statements: 'Settlement',
  myShare: 'My share',
  people: 'People',
  clients: 'API clients',
  audit: 'Audit log',
  noMembershipTitle: 'You belong to no organisation yet',
  noMembershipText:
    'You are signed in, but nobody has invited you yet. Ask the administrator of your venue, company or agency for an invitation to this e-mail address. If you already had a mail, open the link in it.',
  nothingTitle: 'There is nothing here for you',
  nothingText: 'Your role allows no part of this portal yet. The administrator of your organisation can change that.',
  supportTitle: 'Support',
  supportText:
    'Choose, top right, whom to look with and why. You then see what that member sees, can change nothing, and the member is told afterwards.',
  endedTitle: 'Your access has ended',
  endedText:
    'The administrator ended this role. You see nothing more of that organisation here. If that is a mistake, ask the administrator.',
  supportEndedTitle: 'Looking along is over',
  supportEndedText: 'The time is up, or somebody ended it. The member is told.',
  goOn: 'Go on',
  missingTitle: 'This page is not here',
  missingText: 'It does not exist, or your role does not allow it.',
  home: 'To the start',
  issuerAwayTitle: 'Signing in is not possible right now',
  issuerAwayText:
    'The provider you sign in at does not answer. Whoever is signed in already notices nothing. Try again in a minute.',
  cancelledTitle: 'Signing in was cancelled',
  cancelledText: 'You or your provider cancelled it. Nothing has changed.',
  refusedTitle: 'Signing in failed',
  refusedText:
    'The provider’s answer does not fit this browser: the link was used before, is too old (ten minutes), or was begun in another window. Begin again.',
  apiAwayTitle: 'The platform does not answer',
  apiAwayText: 'You are still signed in. Try again in a moment.',
  retry: 'Try again',
  notHereTitle: 'Wrong address',
  notHereText: 'This portal is at',
  noScript: 'Turn on JavaScript to see the figures.',
  invitationTitle: 'Invitation',
  invitationLooking: 'Looking up the invitation…',
  invitationYou: 'You are invited to',
  invitationAs: 'in the role of',
  invitationUntil: 'valid until',
  invitationSignIn: 'Sign in and accept',
  invitationAccept: 'Accept the invitation',
  invitationOther: 'Sign in as somebody else',
  invitationDone: 'Accepted; taking you there.',
  invitationNone:
    'This address holds no invitation. Open the link in the mail once more, all of it (also what follows #).',
  invitationUnknown:
    'This invitation is not known. Perhaps a newer mail came later: only the link in the last one works. Otherwise ask the administrator for a new one.',
  invitationExpired: 'This invitation has expired. Ask the administrator who invited you to send it again.',
  invitationWithdrawn: 'This invitation was withdrawn. Ask the administrator who invited you for a new one.',
  invitationUsed: 'This invitation was used before, or you had this role already. If that was you, just go on.',
  invitationWrongEmail:
    'This invitation is for another e-mail address than the one you are signed in with, or your provider has not verified yours yet. Sign in with the address the mail came to, or ask for an invitation to this one.',
  invitationSlow: 'Too many tries. Wait some minutes and open the link in the mail again.',
  invitationFailed: 'That did not work. Try again in a minute.',
  rights: 'a role of its own',
};

export type Words = Readonly<Record<keyof typeof nl, string>>;
export const wordsOf = (lang: Lang): Words => (lang === 'en' ? en : nl);

const PRESET_WORDS: Readonly<Record<Preset, readonly [nl: string, en: string]>> = {
  'box-office': ['kassa', 'box office'],
  marketing: ['marketing', 'marketing'],
  programming: ['programmering', 'programming'],
  finance: ['financiën', 'finance'],
  'business-lead': ['zakelijk leider', 'business lead'],
  direction: ['directie', 'direction'],
  admin: ['beheerder', 'administrator'],
  observer: ['meekijker', 'observer'],
};
export const presetWord = (preset: Preset | null, lang: Lang): string =>
  preset === null ? wordsOf(lang).rights : PRESET_WORDS[preset][lang === 'en' ? 1 : 0];
