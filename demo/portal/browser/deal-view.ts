/** What a contact reads: who, when, the deal in one paragraph, and each term in words. Made of elements, never of markup. */
import { termWords } from '#deal';
import { TERM_NAMES, type ContactLook } from '#protocol';
import type { DealWords } from '../src/deal-words.ts';
import type { Lang } from '../src/words.ts';

type Child = Node | string;

export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const LOCALES: Readonly<Record<Lang, string>> = { nl: 'nl-NL', en: 'en-GB' };
export const momentIn = (lang: Lang, at: string): string =>
  new Intl.DateTimeFormat(LOCALES[lang], { dateStyle: 'long', timeStyle: 'short' }).format(new Date(at));
/** A day of the house: the same wherever it is read. */
const dayIn = (lang: Lang, day: string): string =>
  new Intl.DateTimeFormat(LOCALES[lang], { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));

function evenings({ performances }: ContactLook, lang: Lang): HTMLElement {
  const items = performances.map(({ date, hall }) =>
    el('li', {}, hall ? `${dayIn(lang, date)}, ${hall}` : dayIn(lang, date)),
  );
  return el('ul', {}, ...items);
}

function parties(look: ContactLook, words: DealWords, lang: Lang): HTMLElement {
  const pair = (label: string, value: Child) => [el('dt', {}, label), el('dd', {}, value)];
  return el(
    'dl',
    { class: 'parties' },
    ...pair(words.from, look.provider),
    ...pair(words.at, look.venue),
    ...pair(words.evenings(look.performances.length), evenings(look, lang)),
  );
}

function terms({ terms: named }: ContactLook, words: DealWords, lang: Lang): HTMLElement {
  const rows = TERM_NAMES.filter((term) => named[term] !== undefined).map((term) => {
    const { label, value, note } = termWords(term, named, lang);
    const said = el('td', {}, value);
    if (note) said.append(el('span', { class: 'small' }, note));
    return el('tr', {}, el('th', { scope: 'row' }, label), said);
  });
  const head = el('tr', {}, el('th', { scope: 'col' }, words.term), el('th', { scope: 'col' }, words.agreed));
  return el('table', { 'aria-labelledby': 'deal-terms' }, el('thead', { class: 'sr' }, head), el('tbody', {}, ...rows));
}

/** Everything but what is asked. */
export const dealView = (look: ContactLook, words: DealWords, lang: Lang): HTMLElement[] => [
  ...(look.livemode ? [] : [el('p', { class: 'fault' }, words.practice)]),
  el('p', { class: 'production' }, look.production),
  parties(look, words, lang),
  el('h2', {}, words.inWords),
  el('p', { class: 'sentence' }, look.sentence[lang]),
  el('h2', { id: 'deal-terms' }, words.terms),
  terms(look, words, lang),
  el('p', { class: 'small print' }, words.fingerprint(look.version, look.sha256)),
];
