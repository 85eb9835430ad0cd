/** A font as a PDF needs it: text → glyph numbers and width, and what was used of it, embedded at the end. */
import { strFromU8, unzlibSync } from 'fflate';
import { readFont, type FontFile } from './font-file.ts';
import { hex4, type PdfFile, type Ref } from './pdf-file.ts';

/** Stands for a letter the font has not. */
const INSTEAD = '?';

/** `packed`: the font file as zlib in base64. */
export function unpackFont(packed: string): FontFile {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  return readFont(unzlibSync(bytes));
}

interface Letter {
  readonly glyph: number;
  readonly code: number;
}

export class PdfFont {
  readonly #file: FontFile;
  readonly #name: string;
  readonly #used = new Map<number, number>();
  readonly #letters = new Map<string, readonly Letter[]>();
  readonly #widths = new Map<string, number>();

  constructor(file: FontFile, name: string) {
    this.#file = file;
    this.#name = name;
  }

  /** A letter it has not, without its marks where that helps, else a question mark. */
  #glyphs(letter: string): readonly Letter[] {
    const known = this.#letters.get(letter);
    if (known) return known;
    const find = (text: string): Letter[] =>
      [...text].flatMap((part) => {
        const code = part.codePointAt(0) ?? 0;
        const glyph = this.#file.glyphOf(code);
        return glyph ? [{ glyph, code }] : [];
      });
    const own = find(letter);
    const bare = own.length ? own : find(letter.normalize('NFKD'));
    const found = bare.length ? bare : find(INSTEAD);
    this.#letters.set(letter, found);
    return found;
  }

  width(text: string, size: number): number {
    let width = 0;
    for (const letter of text.normalize('NFC')) {
      let own = this.#widths.get(letter);
      if (own === undefined) {
        own = this.#glyphs(letter).reduce((sum, { glyph }) => sum + this.#file.widthOf(glyph), 0);
        this.#widths.set(letter, own);
      }
      width += own;
    }
    return (width * size) / 1_000;
  }

  /** For the operator that shows text. */
  shown(text: string): string {
    let hex = '';
    for (const letter of text.normalize('NFC'))
      for (const { glyph, code } of this.#glyphs(letter)) {
        if (!this.#used.has(glyph)) this.#used.set(glyph, code);
        hex += hex4(glyph);
      }
    return `<${hex}>`;
  }

  embed(pdf: PdfFile): Ref {
    const glyphs = [...this.#used.keys()].toSorted((a, b) => a - b);
    // Six letters before the name say that this is a part of the font; the same part has the same letters.
    const name = `${tagOf(glyphs)}+${this.#name}`;
    const program = this.#file.only(new Set(glyphs));
    const file = pdf.stream(program, { dictionary: `/Length1 ${program.length} ` });
    const { ascent, descent, box } = this.#file;
    const descriptor = pdf.add(
      `<< /Type /FontDescriptor /FontName /${name} /Flags 32 /FontBBox [${box.join(' ')}] /ItalicAngle 0 /Ascent ${ascent} /Descent ${descent} /CapHeight 728 /StemV 88 /FontFile2 ${file} 0 R >>`,
    );
    const widths = glyphs.map((glyph) => `${glyph} [${this.#file.widthOf(glyph)}]`).join(' ');
    const inner = pdf.add(
      `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /${name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor ${descriptor} 0 R /DW 0 /W [${widths}] /CIDToGIDMap /Identity >>`,
    );
    const letters = pdf.stream(this.#codes(glyphs));
    return pdf.add(
      `<< /Type /Font /Subtype /Type0 /BaseFont /${name} /Encoding /Identity-H /DescendantFonts [${inner} 0 R] /ToUnicode ${letters} 0 R >>`,
    );
  }

  /** From glyphs back to letters, for who searches, copies or listens. */
  #codes(glyphs: readonly number[]): string {
    const lines = glyphs.map((glyph) => {
      const text = String.fromCodePoint(this.#used.get(glyph) ?? INSTEAD.charCodeAt(0));
      return `<${hex4(glyph)}> <${Array.from({ length: text.length }, (_, i) => hex4(text.charCodeAt(i))).join('')}>`;
    });
    const blocks: string[] = [];
    for (let i = 0; i < lines.length; i += 100) {
      const block = lines.slice(i, i + 100);
      blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
    }
    return `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def /CMapName /Adobe-Identity-UCS def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n${blocks.join('\n')}\nendcmap CMapName currentdict /CMap defineresource pop end end`;
  }
}

function tagOf(glyphs: readonly number[]): string {
  let sum = 7;
  for (const glyph of glyphs) sum = (sum * 31 + glyph) % 308_915_776;
  return strFromU8(
    Uint8Array.from({ length: 6 }, (_, i) => 65 + (Math.floor(sum / 26 ** i) % 26)),
    true,
  );
}
