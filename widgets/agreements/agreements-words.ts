/** Pure: what the list of agreements says. */
import { isDutch } from '../locales/language.ts';

const NL = {
  title: 'Afspraken',
  lead: (mine: number, all: number) =>
    all === 0
      ? 'Er zijn nog geen afspraken.'
      : `${all === 1 ? 'Eén afspraak' : `${all} afspraken`}${mine === 0 ? ', geen wacht op jou.' : mine === 1 ? ', één wacht op jou.' : `, ${mine} wachten op jou.`}`,
  more: 'en meer',
  production: 'Voorstelling',
  anyProduction: 'alle voorstellingen',
  state: 'Stand',
  anyState: 'alle standen',
  mine: 'Jij bent aan zet',
  search: 'Zoek op titel, theater of producent',
  none: 'Geen afspraak past bij deze keuze.',
  clear: 'Toon alles',
  what: 'Voorstelling en partij',
  dates: 'Speeldata',
  form: 'Vorm',
  turn: 'Aan zet',
  you: 'jij',
  nobody: '–',
  performances: (n: number) => `${n} voorstellingen`,
  select: (what: string) => `Kies ${what}`,
  selectAll: 'Kies alle concepten op deze pagina',
  chosen: (n: number) => (n === 1 ? '1 gekozen' : `${n} gekozen`),
  propose: (n: number) => (n === 1 ? 'Stel 1 concept voor' : `Stel ${n} concepten voor`),
  proposing: (at: number, all: number) => `Bezig: ${at} van ${all}`,
  proposed: (n: number, failed: number) =>
    `${n === 1 ? '1 voorstel is' : `${n} voorstellen zijn`} verstuurd${failed === 0 ? '.' : `; ${failed} niet, zie hieronder.`}`,
  remind: (n: number) => (n === 1 ? 'Mail 1 herinnering' : `Mail ${n} herinneringen`),
  reminded: (n: number, failed: number) =>
    `${n === 1 ? '1 herinnering is' : `${n} herinneringen zijn`} gemaild${failed === 0 ? '.' : `; ${failed} niet, zie hieronder.`}`,
  open: (what: string) => `Open ${what}`,
  back: 'Terug naar de lijst',
  create: 'Nieuwe afspraken',
  createHead: 'Concepten voor een tournee',
  createWhat:
    'Voor elk theater waar deze voorstelling speeldata zonder afspraak heeft, komt er een concept. Heb je een sjabloon met dat theater, dan geldt dat.',
  begin: 'Begin met',
  own: 'eigen afspraken, hieronder',
  template: (name: string) => `sjabloon ${name}`,
  make: 'Maak concepten',
  made: (n: number) => (n === 1 ? '1 concept is gemaakt.' : `${n} concepten zijn gemaakt.`),
  results: {
    created: 'concept gemaakt',
    exists: 'heeft al een afspraak',
    no_terms: 'geen sjabloon en geen afspraken gegeven',
    failed: 'niet gelukt',
  },
  left: (n: number) => `Nog ${n} theaters te gaan: maak opnieuw concepten.`,
  chooseProduction: 'Kies een voorstelling.',
  faults: 'Niet alles is goed ingevuld.',
  noProductions: 'Er zijn geen voorstellingen van jou om afspraken over te maken.',
};
const EN: typeof NL = {
  title: 'Agreements',
  lead: (mine, all) =>
    all === 0
      ? 'There are no agreements yet.'
      : `${all === 1 ? 'One agreement' : `${all} agreements`}${mine === 0 ? ', none waits for you.' : mine === 1 ? ', one waits for you.' : `, ${mine} wait for you.`}`,
  more: 'and more',
  production: 'Production',
  anyProduction: 'all productions',
  state: 'State',
  anyState: 'all states',
  mine: 'Your turn',
  search: 'Search a title, venue or producer',
  none: 'No agreement fits this choice.',
  clear: 'Show all',
  what: 'Production and party',
  dates: 'Dates',
  form: 'Form',
  turn: 'Turn',
  you: 'you',
  nobody: '–',
  performances: (n) => `${n} performances`,
  select: (what) => `Choose ${what}`,
  selectAll: 'Choose all drafts on this page',
  chosen: (n) => (n === 1 ? '1 chosen' : `${n} chosen`),
  propose: (n) => (n === 1 ? 'Propose 1 draft' : `Propose ${n} drafts`),
  proposing: (at, all) => `Working: ${at} of ${all}`,
  proposed: (n, failed) =>
    `${n === 1 ? '1 proposal was' : `${n} proposals were`} sent${failed === 0 ? '.' : `; ${failed} not, see below.`}`,
  remind: (n) => (n === 1 ? 'Mail 1 reminder' : `Mail ${n} reminders`),
  reminded: (n, failed) =>
    `${n === 1 ? '1 reminder was' : `${n} reminders were`} mailed${failed === 0 ? '.' : `; ${failed} not, see below.`}`,
  open: (what) => `Open ${what}`,
  back: 'Back to the list',
  create: 'New agreements',
  createHead: 'Drafts for a tour',
  createWhat:
    'Each venue where this production has dates without a deal gets a draft. Where you have a template with that venue, it is used.',
  begin: 'Begin with',
  own: 'terms of your own, below',
  template: (name) => `template ${name}`,
  make: 'Make drafts',
  made: (n) => (n === 1 ? '1 draft was made.' : `${n} drafts were made.`),
  results: {
    created: 'draft made',
    exists: 'has an agreement already',
    no_terms: 'no template and no terms given',
    failed: 'did not work',
  },
  left: (n) => `${n} venues to go: make drafts again.`,
  chooseProduction: 'Choose a production.',
  faults: 'Not everything is filled in well.',
  noProductions: 'You have no productions to make agreements about.',
};

export type AgreementsWords = typeof NL;
export const agreementsWords = (locale: string): AgreementsWords => (isDutch(locale) ? NL : EN);
