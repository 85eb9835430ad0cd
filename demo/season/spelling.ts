// Pure: how a box office writes a title. Each venue has habits; on top of them come slips of the pen.
import type { Random } from './random.ts';
import type { Performance } from './shapes.ts';

export interface Habits {
  readonly article: 'keep' | 'drop' | 'last';
  readonly accents: boolean;
  readonly letters: 'as_is' | 'upper' | 'sentence';
  readonly short: boolean;
  /** Longest title its system takes. */
  readonly longest: number;
  readonly company: 'none' | 'before' | 'behind';
  readonly suffix: 'dash' | 'brackets' | 'none';
}

export function habitsOf(random: Random): Habits {
  return {
    article: random.weighted([
      ['keep', 6],
      ['drop', 2],
      ['last', 1],
    ] as const),
    accents: random.chance(0.5),
    letters: random.weighted([
      ['as_is', 6],
      ['sentence', 2],
      ['upper', 1],
    ] as const),
    short: random.chance(0.25),
    longest: random.weighted([
      [100, 8],
      [30, 2],
      [24, 1],
    ] as const),
    company: random.weighted([
      ['none', 6],
      ['before', 2],
      ['behind', 1],
    ] as const),
    suffix: random.weighted([
      ['dash', 4],
      ['brackets', 3],
      ['none', 3],
    ] as const),
  };
}

const ARTICLE = /^(De|Het|Een|Eén|La)\s+/;
const SHORT: readonly (readonly [RegExp, string])[] = [
  [/ en /g, ' & '],
  [/ aan de /g, ' a/d '],
  [/ van de /g, ' v/d '],
  [/ van het /g, ' v/h '],
  [/ voor /g, ' v. '],
  [/ zonder /gi, ' z. '],
];

export function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
}

/** One letter swapped, lost or doubled in one of the longer words. */
export function slip(text: string, random: Random): string {
  const words = [...text.matchAll(/\p{L}{5,}/gu)];
  if (words.length === 0) return text;
  const word = random.pick(words);
  const at = word.index + random.int(1, word[0].length - 3);
  const [a = '', b = ''] = [text[at], text[at + 1]];
  const instead = random.pick([b + a, a, a + a + b]);
  return text.slice(0, at) + instead + text.slice(at + 2);
}

export function swapWords(text: string, random: Random): string {
  const words = text.split(' ');
  if (words.length < 3) return text;
  const at = random.int(0, words.length - 2);
  const [a = '', b = ''] = [words[at], words[at + 1]];
  words.splice(at, 2, b, a);
  return words.join(' ');
}

/** The title a venue uses for all dates of a production. */
export function localTitle(title: string, company: string, habits: Habits, random: Random): string {
  let text = title;
  const article = ARTICLE.exec(text)?.[1];
  if (article && habits.article !== 'keep') {
    const rest = text.slice(article.length + 1);
    text = habits.article === 'last' ? `${rest}, ${article}` : rest;
  }
  if (habits.short) for (const [from, to] of SHORT) text = text.replace(from, to);
  if (random.chance(0.2)) text = slip(text, random);
  if (random.chance(0.06)) text = swapWords(text, random);
  if (!habits.accents) text = withoutAccents(text);
  if (habits.letters === 'upper') text = text.toLocaleUpperCase('nl');
  if (habits.letters === 'sentence') text = text.slice(0, 1) + text.slice(1).toLocaleLowerCase('nl');
  if (habits.company === 'before' && random.chance(0.6)) text = `${company}: ${text}`;
  if (habits.company === 'behind' && random.chance(0.6)) text = `${text} | ${company}`;
  return text.slice(0, habits.longest).trim();
}

/** What the venue adds for one evening. */
export function withSuffix(title: string, performance: Performance, habits: Habits, random: Random): string {
  const words = {
    try_out: random.pick(['try-out', 'tryout', 'TRY OUT']),
    premiere: habits.accents ? 'première' : 'premiere',
    derniere: random.pick(['dernière', 'laatste voorstelling']),
    normal: performance.tags.some((tag) => tag.startsWith('school')) ? random.pick(['schoolvoorst.', 'SCHOOL']) : '',
  };
  const word = words[performance.type];
  const asked = performance.type === 'normal' || random.chance(0.75);
  if (word === '' || !asked || habits.suffix === 'none') return title;
  return habits.suffix === 'dash' ? `${title} – ${word}` : `${title} (${word})`;
}
