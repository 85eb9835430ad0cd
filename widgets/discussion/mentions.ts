/** Pure: names in a text that is being written, and in one that was. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly organisation: string;
}

/** Begun with `@` before the caret, up to three words; null = no name is being written. */
export function nameBegun(text: string, caret: number): { readonly from: number; readonly query: string } | null {
  const before = text.slice(0, caret);
  const at = before.lastIndexOf('@');
  if (at < 0 || (at > 0 && !/\s/.test(before[at - 1] ?? ''))) return null;
  const query = before.slice(at + 1);
  return /\n/.test(query) || query.split(' ').length > 3 ? null : { from: at, query };
}

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase();
const MOST = 8;

/** Those any of whose words begin so, the other side's and colleagues alike, by name. */
export function peopleFor(query: string, people: readonly Person[]): readonly Person[] {
  const asked = plain(query);
  return people
    .filter(({ name }) => {
      const known = plain(name);
      return known.startsWith(asked) || known.split(/\s+/).some((word) => word.startsWith(asked));
    })
    .slice(0, MOST);
}

/** The text with the name in it, and where the caret goes on. */
export function withName(
  text: string,
  from: number,
  caret: number,
  name: string,
): { readonly text: string; readonly caret: number } {
  const put = `@${name} `;
  const rest = text.slice(caret).replace(/^ /, '');
  return { text: text.slice(0, from) + put + rest, caret: from + put.length };
}

/** Ids of the people whose names still stand in the text. */
export const mentionedIn = (text: string, chosen: readonly Person[]): readonly string[] => [
  ...new Set(chosen.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id)),
];

export interface TextPart {
  readonly text: string;
  readonly mention: boolean;
}

/** The text in pieces, names that were mentioned apart; the longest name wins. */
export function textParts(text: string, mentions: readonly { readonly name: string }[]): readonly TextPart[] {
  const names = mentions.map(({ name }) => `@${name}`).toSorted((a, b) => b.length - a.length);
  const parts: TextPart[] = [];
  let plainFrom = 0;
  for (let i = 0; i < text.length; i += 1) {
    const name = text[i] === '@' ? names.find((one) => text.startsWith(one, i)) : undefined;
    if (name === undefined) continue;
    if (i > plainFrom) parts.push({ text: text.slice(plainFrom, i), mention: false });
    parts.push({ text: name, mention: true });
    i += name.length - 1;
    plainFrom = i + 1;
  }
  if (plainFrom < text.length) parts.push({ text: text.slice(plainFrom), mention: false });
  return parts;
}
