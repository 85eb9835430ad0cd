/** Pure: what the picker of performances says. */
import { isDutch } from '../locales/language.ts';

const NL = {
  legend: 'Voorstellingen',
  venue: 'Theater',
  chooseVenue: 'kies een theater',
  hall: 'Zaal',
  anyHall: 'alle zalen',
  from: 'Van',
  to: 'Tot en met',
  date: 'Datum',
  time: 'Aanvang',
  stand: 'Stand',
  all: (n: number) => (n === 1 ? 'Kies de voorstelling hieronder' : `Kies alle ${n} hieronder`),
  chosen: (n: number) =>
    n === 0 ? 'Nog geen gekozen.' : n === 1 ? '1 voorstelling gekozen.' : `${n} voorstellingen gekozen.`,
  one: (date: string, time: string, hall: string) => [date, time, hall].filter(Boolean).join(', '),
  none: 'Er zijn geen voorstellingen in deze periode.',
  noneAtAll: 'Deze voorstelling heeft geen speeldata waarover je een afspraak kunt maken.',
  venueFirst: 'Een afspraak gaat over één theater: kies er een.',
  taken: (state: string) => `heeft een afspraak: ${state}`,
  cancelled: 'vervallen',
  free: 'geen afspraak',
  here: 'in deze afspraak',
};
const EN: typeof NL = {
  legend: 'Performances',
  venue: 'Venue',
  chooseVenue: 'choose a venue',
  hall: 'Hall',
  anyHall: 'all halls',
  from: 'From',
  to: 'Up to and including',
  date: 'Date',
  time: 'Begins',
  stand: 'State',
  all: (n) => (n === 1 ? 'Choose the performance below' : `Choose all ${n} below`),
  chosen: (n) => (n === 0 ? 'None chosen yet.' : n === 1 ? '1 performance chosen.' : `${n} performances chosen.`),
  one: (date, time, hall) => [date, time, hall].filter(Boolean).join(', '),
  none: 'There are no performances in this period.',
  noneAtAll: 'This production has no dates you can make an agreement about.',
  venueFirst: 'An agreement is about one venue: choose one.',
  taken: (state) => `has an agreement: ${state}`,
  cancelled: 'cancelled',
  free: 'no agreement',
  here: 'in this agreement',
};

export type PickerWords = typeof NL;
export const pickerWords = (locale: string): PickerWords => (isDutch(locale) ? NL : EN);
