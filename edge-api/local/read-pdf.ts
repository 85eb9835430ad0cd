/** For tests: what a screen reader finds in a PDF of ours, read by another way than it was written: the tree of tags with its text. */
import { inflateSync } from 'node:zlib';

export interface PdfNode {
  readonly tag: string;
  /** Of a header cell: what it heads. */
  readonly scope: string | null;
  readonly text: string;
  readonly kids: readonly PdfNode[];
}
export interface ReadPdf {
  readonly title: string;
  readonly lang: string;
  readonly pages: number;
  readonly tree: PdfNode;
  /** All that can be seen, decoration such as the foot of each page included, a page each. */
  readonly seen: readonly string[];
}

const utf16 = (hex: string): string =>
  String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16)));

export function readPdf(bytes: Uint8Array): ReadPdf {
  const file = Buffer.from(bytes);
  const text = file.toString('latin1');
  const places = [...text.slice(Number(/startxref\n(\d+)/.exec(text)?.[1])).matchAll(/(\d{10}) 00000 n /g)].map(
    ([, at]) => Number(at),
  );
  const object = (ref: number): string => {
    const at = places[ref - 1] ?? -1;
    if (!text.startsWith(`${ref} 0 obj\n`, at)) throw new Error(`object ${ref} is not where the table says`);
    return text.slice(at, text.indexOf('\nendobj\n', at));
  };
  const stream = (ref: number): string => {
    const at = places[ref - 1] ?? 0;
    const begin = text.indexOf('stream\n', at) + 7;
    const size = Number(/\/Length (\d+)/.exec(text.slice(at, begin))?.[1]);
    return inflateSync(file.subarray(begin, begin + size)).toString('latin1');
  };
  const refOf = (body: string, name: string): number => Number(new RegExp(`/${name} (\\d+) 0 R`).exec(body)?.[1]);
  const trailer = text.slice(text.lastIndexOf('trailer'));
  const root = object(refOf(trailer, 'Root'));
  const pages = refsIn(/\/Kids \[([^\]]*)\]/.exec(object(refOf(root, 'Pages')))?.[1] ?? '');

  const marked = new Map<string, string>();
  const seen = pages.map((page) => {
    const fonts = [...object(refOf(object(page), 'Resources')).matchAll(/\/(F\d+) (\d+) 0 R/g)];
    const letters = new Map(
      fonts.map(([, name = '', ref]) => [name, lettersOf(stream(refOf(object(Number(ref)), 'ToUnicode')))]),
    );
    const pieces: string[] = [];
    let id: string | undefined;
    let font = '';
    for (const line of stream(refOf(object(page), 'Contents')).split('\n')) {
      if (line.endsWith('BDC') && line.startsWith('/Artifact')) id = undefined;
      id = /\/MCID (\d+)/.exec(line)?.[1] ?? (line === 'EMC' ? undefined : id);
      font = /^\/(F\d+) [\d.]+ Tf$/.exec(line)?.[1] ?? font;
      if (!line.endsWith('TJ')) continue;
      const glyphs = [...line.matchAll(/<([0-9a-f]*)>/g)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? []);
      const said = glyphs.map((glyph) => letters.get(font)?.get(Number.parseInt(glyph, 16)) ?? '').join('');
      if (id !== undefined) marked.set(`${page} ${id}`, `${marked.get(`${page} ${id}`) ?? ''}${said}`);
      pieces.push(said);
    }
    return pieces.join('\n');
  });

  const node = (ref: number): PdfNode => {
    const body = object(ref);
    const content = /\/K \[([^\]]*)\]/.exec(body)?.[1] ?? '';
    const kids: PdfNode[] = [];
    const own: string[] = [];
    const piece = (page: number | string, id: string) => own.push(marked.get(`${page} ${id}`) ?? '');
    // A piece on this element's own page, one on another page, or an element.
    for (const [, otherPage, otherId, kid, id] of content.matchAll(
      /<<[^>]*\/Pg (\d+) 0 R[^>]*\/MCID (\d+)[^>]*>>|(\d+) 0 R|(\d+)/g,
    )) {
      if (kid !== undefined) kids.push(node(Number(kid)));
      else if (otherPage !== undefined) piece(otherPage, otherId ?? '');
      else piece(refOf(body, 'Pg'), id ?? '');
    }
    return {
      tag: /\/S \/(\w+)/.exec(body)?.[1] ?? '',
      scope: /\/Scope \/(\w+)/.exec(body)?.[1] ?? null,
      text: [...own, ...kids.map((kid) => kid.text)].join(' '),
      kids,
    };
  };
  const [top = 0] = refsIn(/\/K \[([^\]]*)\]/.exec(object(refOf(root, 'StructTreeRoot')))?.[1] ?? '');
  return {
    title: stringOf(object(refOf(object(refOf(trailer, 'Info')), 'Title')), 'obj'),
    lang: stringOf(root, '/Lang'),
    pages: pages.length,
    tree: node(top),
    seen,
  };
}

const refsIn = (list: string): number[] => [...list.matchAll(/(\d+) 0 R/g)].map(([, ref]) => Number(ref));

/** `(text)`: bytes, or UTF-16 behind its mark; a backslash stands before what would end it. */
function stringOf(body: string, name: string): string {
  const found = new RegExp(`${name}\\s\\(((?:[^\\\\)]|\\\\[\\s\\S])*)\\)`).exec(body)?.[1] ?? '';
  const bytes = found.replaceAll(
    /\\([\s\S])/g,
    (_, letter: string) => ({ n: '\n', r: '\r', t: '\t' })[letter] ?? letter,
  );
  if (!bytes.startsWith('\u00FE\u00FF')) return bytes;
  return utf16(Buffer.from(bytes.slice(2), 'latin1').toString('hex'));
}

/** Glyph numbers to letters: ranges that begin at a number and list a text for each. */
function lettersOf(map: string): Map<number, string> {
  const letters = new Map<number, string>();
  for (const [, from = '', list = ''] of map.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g))
    [...list.matchAll(/<([0-9a-f]*)>/g)].forEach(([, text = ''], i) =>
      letters.set(Number.parseInt(from, 16) + i, utf16(text)),
    );
  return letters;
}

/** Every node of a tag, in the order it is read out. */
export const allOf = (node: PdfNode, tag: string): readonly PdfNode[] => [
  ...(node.tag === tag ? [node] : []),
  ...node.kids.flatMap((kid) => allOf(kid, tag)),
];
/** The rows of a table as texts. */
export const rowsOf = (table: PdfNode): readonly (readonly string[])[] =>
  allOf(table, 'TR').map((row) => row.kids.map(({ text }) => text));
