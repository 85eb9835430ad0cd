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
  String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16))).replace('\uFEFF', '');

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
  const list = object(refOf(root, 'Pages'));
  const pages = [...(/\/Kids \[([^\]]*)\]/.exec(list)?.[1] ?? '').matchAll(/(\d+) 0 R/g)].map(([, ref]) => Number(ref));

  const marked = new Map<string, string>();
  const seen = pages.map((page) => {
    const body = object(page);
    const letters = new Map(
      ['F1', 'F2'].map((font) => [font, lettersOf(stream(refOf(object(refOf(body, font)), 'ToUnicode')))]),
    );
    return stream(refOf(body, 'Contents'))
      .split('\n')
      .flatMap((line) => {
        const [, font = '', hex] = /\/(F\d) [\d.]+ Tf .*<([0-9A-F]*)> Tj/.exec(line) ?? [];
        if (hex === undefined) return [];
        const said = (hex.match(/.{4}/g) ?? []).map((glyph) => letters.get(font)?.get(glyph) ?? '').join('');
        const id = /MCID (\d+)/.exec(line)?.[1];
        if (id !== undefined) marked.set(`${page} ${id}`, said);
        return [said];
      })
      .join('\n');
  });

  const node = (ref: number): PdfNode => {
    const body = object(ref);
    const content = /\/K \[(.*)\](?: \/A|\s*>>)/s.exec(body)?.[1] ?? '';
    const parts = [...content.matchAll(/\/Pg (\d+) 0 R \/MCID (\d+) >>|(\d+) 0 R(?! \/MCID)/g)];
    const kids = parts.flatMap(([, , , kid]) => (kid === undefined ? [] : [node(Number(kid))]));
    const own = parts.flatMap(([, page, id]) => (id === undefined ? [] : [marked.get(`${page} ${id}`) ?? '']));
    return {
      tag: /\/S \/(\w+)/.exec(body)?.[1] ?? '',
      scope: /\/Scope \/(\w+)/.exec(body)?.[1] ?? null,
      text: [...own, ...kids.map((kid) => kid.text)].join(' '),
      kids,
    };
  };
  const structure = object(refOf(root, 'StructTreeRoot'));
  return {
    title: utf16(/\/Title <([0-9A-F]+)>/.exec(object(refOf(trailer, 'Info')))?.[1] ?? ''),
    lang: utf16(/\/Lang <([0-9A-F]+)>/.exec(root)?.[1] ?? ''),
    pages: pages.length,
    tree: node(refOf(structure, 'K')),
    seen,
  };
}

const lettersOf = (map: string): Map<string, string> =>
  new Map([...map.matchAll(/<([0-9A-F]{4})> <([0-9A-F]+)>/g)].map(([, glyph = '', to = '']) => [glyph, utf16(to)]));

/** Every node of a tag, in the order it is read out. */
export const allOf = (node: PdfNode, tag: string): readonly PdfNode[] => [
  ...(node.tag === tag ? [node] : []),
  ...node.kids.flatMap((kid) => allOf(kid, tag)),
];
/** The rows of a table as texts. */
export const rowsOf = (table: PdfNode): readonly (readonly string[])[] =>
  allOf(table, 'TR').map((row) => row.kids.map(({ text }) => text));
