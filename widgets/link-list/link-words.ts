/** Pure: what the linking work list says. A score is told by its reasons, never as a bare number. */
import type { LinkItem, LinkSuggestion } from '#protocol';
import { isDutch } from '../locales/language.ts';

const NL = {
  title: 'Koppelen',
  lead: (open: number, tickets: string) =>
    `${open === 1 ? 'Eén eigen voorstelling wacht' : `${open} eigen voorstellingen wachten`} op een koppeling${tickets === '' ? '' : `; daarachter ${tickets} die nog in geen overzicht staan`}.`,
  tickets: (n: string, one: boolean) => (one ? 'wacht 1 kaart' : `wachten ${n} kaarten`),
  waiting: (n: string, one: boolean) => (one ? '1 kaart wacht' : `${n} kaarten wachten`),
  nothingWaits: 'nog geen kaarten',
  done: 'Alles is gekoppeld.',
  doneWhy: 'Nieuwe eigen voorstellingen verschijnen hier vanzelf.',
  link: 'Koppel',
  linkTo: (own: string, other: string) => `Koppel ${own} aan ${other}`,
  undo: 'Maak ongedaan',
  undoOf: (own: string) => `Maak ongedaan: koppeling van ${own}`,
  busy: 'Bezig',
  suggestions: 'Lijkt op',
  noSuggestion: 'Geen voorstelling op het platform lijkt hierop.',
  search: 'Zoek zelf',
  searchLabel: 'Titel op het platform',
  searching: 'Zoeken',
  found: (n: number) => (n === 0 ? 'Niets gevonden; probeer een deel van de titel.' : `${n} gevonden`),
  linkedHead: (n: number) => `Gekoppeld (${n})`,
  noLinked: 'Nog niets gekoppeld.',
  more: 'Meer',
  how: { auto: 'automatisch', person: 'met de hand', id: 'op nummer' } as Readonly<Record<string, string>>,
  linkedNow: (own: string) => `${own} is gekoppeld. De cijfers gaan nu mee.`,
  undoneNow: (own: string) => `De koppeling van ${own} is ongedaan gemaakt. De cijfers zijn teruggehaald.`,
  notLinked: (why: string) => `Niet gelukt: ${why}`,
  why: {
    refused: 'deze pagina mag niet koppelen.',
    gone: 'deze voorstelling is er niet meer. De lijst wordt ververst.',
    clash: 'iemand anders was eerder. De lijst wordt ververst.',
    unreachable: 'er kwam geen antwoord. Er is niets veranderd.',
    server: 'de dienst is even niet beschikbaar. Er is niets veranderd.',
  } as Readonly<Record<string, string>>,
  sure: 'vrijwel zeker',
  likely: 'waarschijnlijk',
  possible: 'mogelijk',
  time: 'zelfde tijd',
  minutes: (n: number) => `${n} minuten verschil`,
  hours: (n: number) => `${n} uur verschil`,
  days: 'andere dag',
  hall: ['zelfde zaal', 'zaal lijkt erop', 'andere zaal'],
  name: ['zelfde titel', 'titel lijkt erop', 'andere titel'],
  next: 'Volgende',
  previous: 'Vorige',
  future: 'Meldingen uit de toekomst',
  futureWhy: 'Deze cijfers dragen een tijd die nog moet komen, en tellen nergens mee tot iemand beslist.',
  futureOne: (source: string, at: string, received: string) => `${source} meldt ${at}, ontvangen ${received}`,
  retime: 'Geef deze tijd',
  retimeLabel: (title: string) => `Juiste tijd van de melding over ${title}`,
  drop: 'Laat vervallen',
  dropSure: 'Zeker weten: laat vervallen',
  keep: 'Toch bewaren',
  retimed: (title: string) => `De melding over ${title} telt nu mee.`,
  dropped: (title: string) => `De melding over ${title} is vervallen.`,
  badTime: 'Kies een tijd die voorbij is.',
};
const EN: typeof NL = {
  title: 'Linking',
  lead: (open, tickets) =>
    `${open === 1 ? 'One of your performances waits' : `${open} of your performances wait`} for a link${tickets === '' ? '' : `; ${tickets} behind that stand in no overview yet`}.`,
  tickets: (n, one) => (one ? '1 ticket' : `${n} tickets`),
  waiting: (n, one) => (one ? '1 ticket waits' : `${n} tickets wait`),
  nothingWaits: 'no tickets yet',
  done: 'Everything is linked.',
  doneWhy: 'New performances of yours appear here by themselves.',
  link: 'Link',
  linkTo: (own, other) => `Link ${own} to ${other}`,
  undo: 'Undo',
  undoOf: (own) => `Undo: link of ${own}`,
  busy: 'Working',
  suggestions: 'Looks like',
  noSuggestion: 'No performance on the platform looks like this.',
  search: 'Search yourself',
  searchLabel: 'Title on the platform',
  searching: 'Searching',
  found: (n) => (n === 0 ? 'Nothing found; try a part of the title.' : `${n} found`),
  linkedHead: (n) => `Linked (${n})`,
  noLinked: 'Nothing linked yet.',
  more: 'More',
  how: { auto: 'automatically', person: 'by hand', id: 'by number' },
  linkedNow: (own) => `${own} is linked. Its figures now travel with it.`,
  undoneNow: (own) => `The link of ${own} is undone. Its figures were taken back.`,
  notLinked: (why) => `That did not work: ${why}`,
  why: {
    refused: 'this page may not link.',
    gone: 'this performance is no longer there. The list is refreshed.',
    clash: 'somebody else was earlier. The list is refreshed.',
    unreachable: 'no answer came. Nothing was changed.',
    server: 'the service is not available for the moment. Nothing was changed.',
  },
  sure: 'almost certain',
  likely: 'likely',
  possible: 'possible',
  time: 'same time',
  minutes: (n) => `${n} minutes apart`,
  hours: (n) => `${n} hours apart`,
  days: 'another day',
  hall: ['same hall', 'similar hall', 'another hall'],
  name: ['same title', 'similar title', 'another title'],
  next: 'Next',
  previous: 'Previous',
  future: 'Reports from the future',
  futureWhy: 'These figures carry a time that is still to come, and count nowhere until somebody decides.',
  futureOne: (source, at, received) => `${source} reports ${at}, received ${received}`,
  retime: 'Give it this time',
  retimeLabel: (title) => `Right time of the report about ${title}`,
  drop: 'Drop it',
  dropSure: 'Certain: drop it',
  keep: 'Keep it',
  retimed: (title) => `The report about ${title} now counts.`,
  dropped: (title) => `The report about ${title} was dropped.`,
  badTime: 'Choose a time that has passed.',
};

export type LinkWords = typeof NL;
export const linkWords = (locale: string): LinkWords => (isDutch(locale) ? NL : EN);

const SURE = 0.85;
const LIKELY = 0.65;
/** What each part adds to the score at most. */
const MOST = { hall: 0.2, title: 0.25 } as const;
const SAME = 0.95;
const ALIKE = 0.5;

/** How likely, and why: time, hall, title. */
export function reasonsOf(item: LinkItem, suggestion: LinkSuggestion, words: LinkWords): string {
  const { score, parts } = suggestion;
  const degree = (share: number): 0 | 1 | 2 => (share >= SAME ? 0 : share >= ALIKE ? 1 : 2);
  const hall = item.hall === null || suggestion.hall === null ? [] : [words.hall[degree(parts.hall / MOST.hall)]];
  const reasons = [
    apart(item.startsAt, suggestion.startsAt, words),
    ...hall,
    words.name[degree(parts.title / MOST.title)],
  ];
  return `${score >= SURE ? words.sure : score >= LIKELY ? words.likely : words.possible}: ${reasons.join(', ')}`;
}

function apart(a: string, b: string, words: LinkWords): string {
  const minutes = Math.round(Math.abs(Date.parse(a) - Date.parse(b)) / 60_000);
  if (minutes === 0) return words.time;
  if (minutes < 90) return words.minutes(minutes);
  return minutes < 12 * 60 ? words.hours(Math.round(minutes / 60)) : words.days;
}
