/** Pieces of a sentence, put together. */
import type { TermName } from '#protocol';
import type { Locale } from './amount-words.ts';

/** A piece of the sentence; with `term`, the figure that this term sets, to be marked. */
export interface SentencePart {
  readonly text: string;
  readonly term?: TermName;
}
export type Piece = string | SentencePart | readonly Piece[];
export interface Names {
  readonly provider: string;
  readonly venue: string;
}

/** The parties where no organisation is known yet. */
export const PARTIES: Readonly<Record<Locale, Names>> = {
  nl: { provider: 'de producent', venue: 'het theater' },
  en: { provider: 'the producer', venue: 'the venue' },
};

const textOf = (piece: Piece): string => {
  if (typeof piece === 'string') return piece;
  return 'text' in piece ? piece.text : piece.map(textOf).join('');
};

/** The figure that a term sets. */
export const mark = (term: TermName, piece: Piece): SentencePart => ({ text: textOf(piece), term });

/** "a, b and c"; without a word for it "a, b, c". */
export function listed(pieces: readonly Piece[], and?: string): Piece {
  return pieces.map((piece, at) => {
    if (at === 0) return piece;
    return [and !== undefined && at === pieces.length - 1 ? ` ${and} ` : ', ', piece];
  });
}

export type Filling = Readonly<Record<string, Piece>>;
/** `[term:…]`, `{…}`, or plain text. */
const PLACES = /\[(\w+):([^\]]*)\]|\{(\w+)\}|[^[{]+/g;

/** `{…}` → what it stands for; `[term:…]` → that text, marked. What is filled in is not looked at again. */
export const fill = (words: string, filling: Filling): Piece =>
  [...words.matchAll(PLACES)].map(([plain, term, marked = '', name]): Piece => {
    if (term !== undefined) return mark(term as TermName, fill(marked, filling));
    return name === undefined ? plain : (filling[name] ?? '');
  });

const flat = (piece: Piece): readonly SentencePart[] => {
  if (typeof piece === 'string') return piece ? [{ text: piece }] : [];
  return 'text' in piece ? [piece] : piece.flatMap(flat);
};

/** One piece after another; plain text that follows plain text becomes one. */
export function joined(piece: Piece): readonly SentencePart[] {
  const parts: SentencePart[] = [];
  for (const part of flat(piece)) {
    const last = parts.at(-1);
    if (last && !last.term && !part.term) parts[parts.length - 1] = { text: last.text + part.text };
    else parts.push(part);
  }
  return parts;
}

/** A name that begins small stands at the beginning of a sentence with a capital. */
export function capitalised(text: string, { provider, venue }: Names): string {
  const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
  return [provider, venue].reduce(
    (said, name) => (said.startsWith(name) ? capital(said) : said).replaceAll(`. ${name}`, `. ${capital(name)}`),
    text,
  );
}
