/** Pure: what the role switch and its banner say. */
import { isDutch } from '../locales/language.ts';

const NL = {
  roles: 'Je rollen',
  change: 'wissel van rol',
  sandbox: 'testomgeving',
  lookAs: 'Meekijken met iemand',
  lookWhy:
    'Je ziet wat deze persoon ziet en kunt niets wijzigen. Elke vraag komt in het logboek van de organisatie; na afloop krijgt de persoon bericht met je reden.',
  search: 'Naam, e-mailadres of organisatie',
  find: 'Zoek',
  found: (n: number) => (n === 0 ? 'Niemand gevonden.' : n === 1 ? 'Eén persoon gevonden' : `${n} personen gevonden`),
  reason: 'Reden',
  reasonHint: 'Ten minste 10 tekens, bijvoorbeeld: vraag 4711, ziet eigen voorstelling niet.',
  minutes: 'Hoe lang',
  minutesOf: (n: number) => `${n} minuten`,
  start: 'Begin met meekijken',
  stop: 'Stop met meekijken',
  looking: (role: string, house: string) => `Je kijkt mee als ${role} van ${house}`,
  readOnly: 'alleen lezen',
  because: (reason: string) => `reden: ${reason}`,
  left: (time: string) => `nog ${time}`,
  leftSaid: (minutes: number) => (minutes === 1 ? 'Nog één minuut meekijken.' : `Nog ${minutes} minuten meekijken.`),
  over: 'Het meekijken is afgelopen.',
  failed: 'Wisselen is niet gelukt. Probeer het opnieuw.',
  refused: 'Deze rol kun je nu niet nemen.',
  unset: 'Deze pagina kent geen switch-url.',
  faults: {
    query: 'Vul ten minste 2 tekens in.',
    nobody: 'Kies met wie je wilt meekijken.',
    reason: 'Geef een reden van ten minste 10 tekens.',
    search: 'Zoeken is niet gelukt. Probeer het opnieuw.',
  },
};
const EN: typeof NL = {
  roles: 'Your roles',
  change: 'change role',
  sandbox: 'test environment',
  lookAs: 'Look as somebody',
  lookWhy:
    'You see what this person sees, and can change nothing. Each request stands in the log of the organisation; afterwards the person is told, with your reason.',
  search: 'Name, e-mail address or organisation',
  find: 'Search',
  found: (n) => (n === 0 ? 'Nobody found.' : n === 1 ? 'One person found' : `${n} people found`),
  reason: 'Reason',
  reasonHint: 'At least 10 characters, such as: question 4711, does not see a performance.',
  minutes: 'How long',
  minutesOf: (n) => `${n} minutes`,
  start: 'Start looking',
  stop: 'Stop looking',
  looking: (role, house) => `You are looking as ${role} of ${house}`,
  readOnly: 'read only',
  because: (reason) => `reason: ${reason}`,
  left: (time) => `${time} left`,
  leftSaid: (minutes) => (minutes === 1 ? 'One minute of looking left.' : `${minutes} minutes of looking left.`),
  over: 'The looking has ended.',
  failed: 'Changing did not work. Try again.',
  refused: 'You cannot take this role now.',
  unset: 'This page knows no switch-url.',
  faults: {
    query: 'Fill in at least 2 characters.',
    nobody: 'Choose whom to look as.',
    reason: 'Give a reason of at least 10 characters.',
    search: 'The search did not work. Try again.',
  },
};

export type SwitchWords = typeof NL;
export const switchWords = (locale: string): SwitchWords => (isDutch(locale) ? NL : EN);

const ANNOUNCED = [30, 15, 10, 5, 2, 1];

/** Minutes and seconds of what is left: `14:07`. */
export const clockOf = (ms: number): string => {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

/** Read aloud only where a minute that matters begins: the last one passed, or the first there was. */
export const announcedMinutes = (ms: number, first: number): number => {
  const minutes = Math.ceil(ms / 60_000);
  return ANNOUNCED.findLast((one) => one >= minutes && one <= first) ?? first;
};
