/** What the page for a contact outside the platform says, in both languages. */
import type { Lang } from './words.ts';

const nl = {
  title: 'Voorstel voor een afspraak',
  looking: 'De afspraak wordt opgezocht…',
  none: 'In dit adres zit geen afspraak. Open de link uit de mail opnieuw, helemaal (ook wat na # komt).',
  unknown:
    'Deze link leidt nergens meer heen. Misschien is hij verlopen of al gebruikt, of kwam er later een nieuwere mail: alleen de link in de laatste werkt. Vraag anders wie hem stuurde om een nieuwe.',
  slow: 'Te veel pogingen. Wacht enkele minuten en probeer het opnieuw.',
  failed: 'Dat lukte niet. Probeer het over een minuut opnieuw.',
  again: 'Probeer opnieuw',
  changed:
    'Deze afspraak is veranderd nadat de link werd gestuurd. Hieronder staat wat er toen werd voorgesteld; er is niets goedgekeurd. Vraag wie de link stuurde om een nieuwe.',
  decided:
    'Over deze afspraak is al beslist, of ze is ingetrokken of verlopen. Met deze link valt niets meer goed te keuren.',
  colleague:
    'Er is al een akkoord gegeven. Voor deze afspraak zijn twee mensen nodig; de tweede is een collega met een account in het portaal.',
  practice: 'Dit is een oefenafspraak uit een testomgeving; ze heeft geen gevolgen.',
  from: 'Aanbieder',
  at: 'Theater',
  evenings: (n: number) => (n === 1 ? 'Voorstelling' : `${n} voorstellingen`),
  side: { provider: 'Je keurt goed namens de aanbieder', venue: 'Je keurt goed namens het theater' },
  inWords: 'De afspraak in woorden',
  terms: 'De voorwaarden',
  term: 'Voorwaarde',
  agreed: 'Voorgesteld',
  until: (moment: string) => `Deze link werkt tot ${moment}.`,
  fingerprint: (version: number, sha256: string) => `Versie ${version}, controlegetal ${sha256}`,
  approveTitle: 'Akkoord geven',
  how: (to: string) =>
    `Je krijgt een code van zes cijfers op ${to}. Met je naam en die code is de afspraak voor jullie kant akkoord. Niet akkoord? Laat het dan weten aan wie je deze link stuurde.`,
  name: 'Je naam',
  nameFault: 'Vul je naam in, zoals die bij het akkoord komt te staan.',
  sendCode: 'Mail mij een code',
  sendAgain: 'Mail een nieuwe code',
  sent: (to: string) => `De code is gemaild naar ${to} en geldt tien minuten.`,
  tooManyCodes: 'Er zijn dit uur drie codes gemaild. Kijk naar de nieuwste mail, of wacht even.',
  code: 'Code uit de mail',
  codeFault: 'Een code heeft zes cijfers.',
  wrong:
    'Dit is niet de code uit de laatste mail, of hij is ouder dan tien minuten. Na vijf verkeerde codes werkt de link niet meer.',
  approve: 'Keur de afspraak goed',
  doneTitle: 'Akkoord gegeven',
  done: (name: string, moment: string) =>
    `Goedgekeurd door ${name} op ${moment}. Deze link is hiermee gebruikt; beide partijen zien je akkoord.`,
  half: 'Voor deze afspraak zijn twee mensen nodig. Vraag een collega met een account in het portaal om ook akkoord te geven.',
};

const en: typeof nl = {
  title: 'Proposal for an agreement',
  looking: 'Looking up the agreement…',
  none: 'This address holds no agreement. Open the link in the mail once more, all of it (also what follows #).',
  unknown:
    'This link leads nowhere any more. Perhaps it has expired or was used, or a newer mail came later: only the link in the last one works. Otherwise ask whoever sent it for a new one.',
  slow: 'Too many tries. Wait some minutes and try again.',
  failed: 'That did not work. Try again in a minute.',
  again: 'Try again',
  changed:
    'This agreement was changed after the link was sent. Below is what was proposed then; nothing was approved. Ask whoever sent the link for a new one.',
  decided:
    'This agreement was decided already, or it was withdrawn or has expired. This link approves nothing any more.',
  colleague:
    'An approval was given already. This agreement takes two people; the second is a colleague with an account in the portal.',
  practice: 'This is a practice agreement from a test environment; it has no consequences.',
  from: 'Provider',
  at: 'Venue',
  evenings: (n) => (n === 1 ? 'Performance' : `${n} performances`),
  side: { provider: 'You approve for the provider', venue: 'You approve for the venue' },
  inWords: 'The agreement in words',
  terms: 'The terms',
  term: 'Term',
  agreed: 'Proposed',
  until: (moment) => `This link works until ${moment}.`,
  fingerprint: (version, sha256) => `Version ${version}, fingerprint ${sha256}`,
  approveTitle: 'Approve',
  how: (to) =>
    `You get a code of six digits at ${to}. With your name and that code the agreement is approved for your side. Not agreed? Tell whoever sent you this link.`,
  name: 'Your name',
  nameFault: 'Enter your name, as it is to stand with the approval.',
  sendCode: 'Mail me a code',
  sendAgain: 'Mail a new code',
  sent: (to) => `The code was mailed to ${to} and holds for ten minutes.`,
  tooManyCodes: 'Three codes were mailed this hour. Look for the newest mail, or wait a while.',
  code: 'Code from the mail',
  codeFault: 'A code has six digits.',
  wrong:
    'This is not the code from the last mail, or it is older than ten minutes. After five wrong codes the link no longer works.',
  approve: 'Approve the agreement',
  doneTitle: 'Approved',
  done: (name, moment) =>
    `Approved by ${name} on ${moment}. This link is used with that; both parties see your approval.`,
  half: 'This agreement takes two people. Ask a colleague with an account in the portal to approve it as well.',
};

export type DealWords = typeof nl;
export const dealWordsOf = (lang: Lang): DealWords => (lang === 'en' ? en : nl);
