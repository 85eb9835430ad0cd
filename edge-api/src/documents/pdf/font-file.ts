/**
 * Pure: a TrueType file → which glyph a character has, how wide it is, and the file with the used glyphs alone. Glyphs keep
 * their numbers, so text is written once and the font is cut down at the end.
 */
export interface FontFile {
  /** 0 = it has no such letter. */
  readonly glyphOf: (codePoint: number) => number;
  /** Thousandths of the size. */
  readonly widthOf: (glyph: number) => number;
  readonly ascent: number;
  readonly descent: number;
  readonly box: readonly [number, number, number, number];
  readonly only: (glyphs: ReadonlySet<number>) => Uint8Array;
}

interface Table {
  readonly at: number;
  readonly size: number;
}

/** Flags of one part of a composed letter. */
const WORDS = 1;
const SCALE = 8;
const MORE = 32;
const SCALE_XY = 64;
const MATRIX = 128;
/** What a PDF viewer asks of an embedded font. */
const KEPT = ['glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp'] as const;

export function readFont(bytes: Uint8Array): FontFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = new Map<string, Table>();
  for (let i = 0; i < view.getUint16(4); i += 1) {
    const at = 12 + i * 16;
    const tag = String.fromCharCode(...bytes.subarray(at, at + 4));
    tables.set(tag, { at: view.getUint32(at + 8), size: view.getUint32(at + 12) });
  }
  const table = (tag: string): Table => {
    const found = tables.get(tag);
    if (!found) throw new Error(`the font has no table ${tag}`);
    return found;
  };
  const [head, hhea, hmtx, loca, glyf] = (['head', 'hhea', 'hmtx', 'loca', 'glyf'] as const).map(table) as [
    Table,
    Table,
    Table,
    Table,
    Table,
  ];
  const perEm = view.getUint16(head.at + 18);
  const scaled = (units: number) => Math.round((units * 1_000) / perEm);
  const short = view.getInt16(head.at + 50) === 0;
  const count = view.getUint16(table('maxp').at + 4);
  const measured = view.getUint16(hhea.at + 34);
  const offset = (glyph: number) =>
    short ? view.getUint16(loca.at + glyph * 2) * 2 : view.getUint32(loca.at + glyph * 4);
  const letters = readLetters(view, table('cmap').at);

  /** The parts a composed letter such as é is made of. */
  const partsOf = (glyph: number): number[] => {
    const at = glyf.at + offset(glyph);
    if (offset(glyph + 1) === offset(glyph) || view.getInt16(at) >= 0) return [];
    const parts: number[] = [];
    for (let part = at + 10, flags = MORE; flags & MORE;) {
      flags = view.getUint16(part);
      parts.push(view.getUint16(part + 2));
      part += 4 + (flags & WORDS ? 4 : 2) + (flags & SCALE ? 2 : flags & SCALE_XY ? 4 : flags & MATRIX ? 8 : 0);
    }
    return parts;
  };

  return {
    glyphOf: (codePoint) => letters.get(codePoint) ?? 0,
    widthOf: (glyph) => scaled(view.getUint16(hmtx.at + Math.min(glyph, measured - 1) * 4)),
    ascent: scaled(view.getInt16(hhea.at + 4)),
    descent: scaled(view.getInt16(hhea.at + 6)),
    box: [36, 38, 40, 42].map((at) => scaled(view.getInt16(head.at + at))) as [number, number, number, number],
    only: (glyphs) => {
      const used = new Set([0, ...glyphs]);
      for (const glyph of used) for (const part of partsOf(glyph)) used.add(part);
      const shapes = Array.from({ length: count }, (_, glyph) =>
        used.has(glyph) ? bytes.subarray(glyf.at + offset(glyph), glyf.at + offset(glyph + 1)) : bytes.subarray(0, 0),
      );
      const places = new DataView(new ArrayBuffer((count + 1) * 4));
      let end = 0;
      shapes.forEach((shape, glyph) => {
        places.setUint32(glyph * 4, end);
        end += shape.length;
      });
      places.setUint32(count * 4, end);
      const outlines = new Uint8Array(end);
      shapes.forEach((shape, glyph) => outlines.set(shape, places.getUint32(glyph * 4)));
      const copy = (tag: string) => bytes.slice(table(tag).at, table(tag).at + table(tag).size);
      const header = copy('head');
      // Places in whole bytes of four, whatever they were before.
      new DataView(header.buffer).setInt16(50, 1);
      const contents = { glyf: outlines, head: header, loca: new Uint8Array(places.buffer) } as Record<
        string,
        Uint8Array
      >;
      return joined(KEPT.map((tag) => [tag, contents[tag] ?? copy(tag)]));
    },
  };
}

/** The table from letters to glyphs, of format 4 or 12. */
function readLetters(view: DataView, at: number): Map<number, number> {
  const letters = new Map<number, number>();
  for (let i = 0; i < view.getUint16(at + 2); i += 1) {
    const table = at + view.getUint32(at + 8 + i * 8);
    const format = view.getUint16(table);
    if (format === 12)
      for (let group = 0; group < view.getUint32(table + 12); group += 1) {
        const [first, last, glyph] = [0, 4, 8].map((by) => view.getUint32(table + 16 + group * 12 + by)) as [
          number,
          number,
          number,
        ];
        for (let code = first; code <= last; code += 1) letters.set(code, glyph + code - first);
      }
    if (format !== 4) continue;
    const doubled = view.getUint16(table + 6);
    for (let segment = 0; segment < doubled; segment += 2) {
      const last = view.getUint16(table + 14 + segment);
      const first = view.getUint16(table + 16 + doubled + segment);
      const delta = view.getInt16(table + 16 + doubled * 2 + segment);
      const rangeAt = table + 16 + doubled * 3 + segment;
      const range = view.getUint16(rangeAt);
      for (let code = first; code <= last && code < 0xffff; code += 1) {
        const glyph = range === 0 ? code : view.getUint16(rangeAt + range + (code - first) * 2);
        if (glyph !== 0) letters.set(code, (glyph + delta) & 0xffff);
      }
    }
  }
  return letters;
}

function joined(tables: readonly (readonly [tag: string, content: Uint8Array])[]): Uint8Array {
  const start = 12 + tables.length * 16;
  const size = tables.reduce((sum, [, content]) => sum + Math.ceil(content.length / 4) * 4, start);
  const file = new Uint8Array(size);
  const view = new DataView(file.buffer);
  const power = 2 ** Math.floor(Math.log2(tables.length));
  view.setUint32(0, 0x0001_0000);
  [tables.length, power * 16, Math.log2(power), (tables.length - power) * 16].forEach((value, i) =>
    view.setUint16(4 + i * 2, value),
  );
  let at = start;
  tables.forEach(([tag, content], i) => {
    file.set(content, at);
    const padded = Math.ceil(content.length / 4) * 4;
    let sum = 0;
    for (let word = at; word < at + padded; word += 4) sum = (sum + view.getUint32(word)) >>> 0;
    const entry = 12 + i * 16;
    [...tag].forEach((letter, j) => view.setUint8(entry + j, letter.charCodeAt(0)));
    view.setUint32(entry + 4, sum);
    view.setUint32(entry + 8, at);
    view.setUint32(entry + 12, content.length);
    at += padded;
  });
  return file;
}
