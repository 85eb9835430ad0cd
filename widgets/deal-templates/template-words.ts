/** Pure: what the templates of an organisation say. */
import { isDutch } from '../locales/language.ts';

const NL = {
  title: 'Sjablonen',
  lead: (n: number) =>
    n === 0
      ? 'Er zijn nog geen sjablonen. Bewaar hier met welke afspraken je begint, voor één ander huis of gezelschap of voor alle; niemand anders ziet ze.'
      : `${n === 1 ? 'Eén sjabloon' : `${n} sjablonen`} om een afspraak mee te beginnen. Alleen je eigen organisatie ziet ze.`,
  create: 'Nieuw sjabloon',
  createHead: 'Nieuw sjabloon',
  name: 'Naam',
  forWhom: 'Voor afspraken met',
  all: 'iedereen',
  unknown: 'een organisatie die er niet meer is',
  reads: 'Zo leest een afspraak die hiermee begint',
  notYet: 'Vul de velden in om te lezen wat er wordt afgesproken.',
  change: 'Wijzig',
  changeOf: (name: string) => `Wijzig ${name}`,
  remove: 'Verwijder',
  removeOf: (name: string) => `Verwijder ${name}`,
  removeHead: (name: string) => `${name} verwijderen?`,
  removeWhat: 'Afspraken die met dit sjabloon zijn begonnen, blijven zoals ze zijn.',
  keep: 'Laat staan',
  made: (name: string) => `${name} is bewaard.`,
  changed: (name: string) => `${name} is gewijzigd; bestaande afspraken blijven zoals ze zijn.`,
  removed: (name: string) => `${name} is verwijderd.`,
  clashHead: 'Intussen heeft een collega dit sjabloon gewijzigd',
  clashWhat: 'Wat je hebt ingevuld staat er nog. Zo staat het nu bewaard:',
  keepMine: 'Bewaar het mijne toch',
  takeTheirs: 'Neem over wat er nu staat',
  since: (day: string) => `gewijzigd ${day}`,
  faults: {
    name: 'Geef een naam van ten hoogste 120 tekens.',
    with: 'Kies een organisatie die er nog is.',
    terms: (n: number) => (n === 1 ? 'Eén veld klopt nog niet.' : `${n} velden kloppen nog niet.`),
  },
};
const EN: typeof NL = {
  title: 'Templates',
  lead: (n) =>
    n === 0
      ? 'There are no templates yet. Keep here the terms you begin with, for one other venue or company or for all; nobody else sees them.'
      : `${n === 1 ? 'One template' : `${n} templates`} to begin a deal with. Only your own organisation sees them.`,
  create: 'New template',
  createHead: 'New template',
  name: 'Name',
  forWhom: 'For deals with',
  all: 'everybody',
  unknown: 'an organisation that is no longer there',
  reads: 'How a deal reads that begins with it',
  notYet: 'Fill in the fields to read what is agreed.',
  change: 'Change',
  changeOf: (name) => `Change ${name}`,
  remove: 'Remove',
  removeOf: (name) => `Remove ${name}`,
  removeHead: (name) => `Remove ${name}?`,
  removeWhat: 'Deals that began with this template stay as they are.',
  keep: 'Leave it',
  made: (name) => `${name} was saved.`,
  changed: (name) => `${name} was changed; deals there are stay as they are.`,
  removed: (name) => `${name} was removed.`,
  clashHead: 'A colleague changed this template meanwhile',
  clashWhat: 'What you filled in is still there. This is saved now:',
  keepMine: 'Save mine all the same',
  takeTheirs: 'Take over what is there now',
  since: (day) => `changed ${day}`,
  faults: {
    name: 'Give a name of at most 120 characters.',
    with: 'Choose an organisation that is still there.',
    terms: (n) => (n === 1 ? 'One field is not right yet.' : `${n} fields are not right yet.`),
  },
};

export type TemplateWords = typeof NL;
export const templateWords = (locale: string): TemplateWords => (isDutch(locale) ? NL : EN);
