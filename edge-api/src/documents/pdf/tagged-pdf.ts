/**
 * Pages with a structure beside them, so that a screen reader hears headings, paragraphs and tables with header cells (ISO
 * 14289-1, PDF/UA-1); over pdfkit. What stands outside every tag is decoration and is not read out.
 */
import type { PDFDocument, StructureElement } from 'pdfkit';
import { unzlibSync } from 'fflate';

/** A4, in points. */
export const PAGE = { width: 595.28, height: 841.89 } as const;

export type Tag = 'H1' | 'H2' | 'H3' | 'P' | 'Sect' | 'Table' | 'THead' | 'TBody' | 'TR' | 'TH' | 'TD' | 'Caption';
export type Colour = readonly [red: number, green: number, blue: number];
export type Weight = 'regular' | 'semibold';
/** Of a header cell: what it heads. */
export type Scope = 'Column' | 'Row';
export interface Style {
  readonly weight?: Weight;
  readonly size: number;
  readonly colour?: Colour;
}
/** Nothing tells when a file was made, so that the same content is the same bytes: `at` is of the content. */
export interface About {
  readonly title: string;
  readonly lang: string;
  readonly at: Date;
}

/** Stands for a letter the font has not. */
const INSTEAD = '?';
const PDF_UA =
  '<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about=""><pdfuaid:part>1</pdfuaid:part></rdf:Description>';
/** No ligatures and no kerning: what is drawn is as wide as its letters. */
const PLAIN = { features: [] as string[], lineBreak: false } as const;

/** `packed`: a font file as zlib in base64. */
export const unpackFont = (packed: string): Uint8Array =>
  unzlibSync(Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0)));

/** Read when the first PDF is asked for: an isolate that makes none does not need it. */
export const loadPdf = () => Promise.all([import('pdfkit'), import('pdfkit/output')]);
export type PdfKit = Awaited<ReturnType<typeof loadPdf>>;

const rgb = (colour: Colour): number[] => colour.map((part) => Math.round(part * 255));

export class TaggedPdf {
  readonly #output: PdfKit[1];
  readonly #doc: PDFDocument;
  readonly #document: StructureElement;
  readonly #letters = new Map<string, string>();
  #at: { readonly element: StructureElement; readonly tag: Tag | null };
  #pages = 0;
  #unread = false;

  constructor([kit, output]: PdfKit, fonts: Readonly<Record<Weight, Uint8Array>>, { title, lang, at }: About) {
    this.#output = output;
    this.#doc = new kit.PDFDocument({
      size: [PAGE.width, PAGE.height],
      margin: 0,
      pdfVersion: '1.7',
      tagged: true,
      displayTitle: true,
      autoFirstPage: false,
      bufferPages: true,
      font: null,
      lang,
      info: { Title: title, CreationDate: at },
    });
    for (const [name, file] of Object.entries(fonts)) this.#doc.registerFont(name, file);
    this.#document = this.#doc.struct('Document');
    this.#doc.addStructure(this.#document);
    this.#at = { element: this.#document, tag: null };
  }

  get pages(): number {
    return this.#pages;
  }
  addPage(): void {
    this.#doc.addPage();
    this.#pages += 1;
  }
  turnTo(page: number): void {
    this.#doc.switchToPage(page);
  }

  /** A letter the font has not, without its marks where that helps, else a question mark. */
  #drawable(text: string): string {
    const { font } = this.#doc._font;
    const has = (letter: string) => [...letter].every((part) => font.hasGlyphForCodePoint(part.codePointAt(0) ?? 0));
    let drawable = '';
    for (const letter of text.normalize('NFC')) {
      let shown = this.#letters.get(letter);
      if (shown === undefined) {
        const bare = [...letter.normalize('NFKD')].filter(has).join('');
        shown = has(letter) ? letter : bare || INSTEAD;
        this.#letters.set(letter, shown);
      }
      drawable += shown;
    }
    return drawable;
  }
  #use({ weight = 'regular', size }: Style): PDFDocument {
    return this.#doc.font(weight).fontSize(size);
  }

  width(text: string, style: Style): number {
    const doc = this.#use(style);
    return doc.widthOfString(this.#drawable(text), PLAIN);
  }

  /** What is drawn inside is seen only. */
  unread(draw: () => void): void {
    this.#unread = true;
    draw();
    this.#unread = false;
  }
  /** What is drawn inside belongs to the tag. */
  tag(tag: Tag, draw: () => void, scope?: Scope): void {
    if (this.#unread) return draw();
    const before = this.#at;
    const element = this.#doc.struct(tag, scope ? { scope } : {});
    before.element.add(element);
    this.#at = { element, tag };
    draw();
    element.end();
    this.#at = before;
  }

  /** `y` is the base line, from the top of the page. */
  text(x: number, y: number, text: string, style: Style): void {
    const { element, tag } = this.#at;
    const read = !this.#unread && tag !== null;
    const doc = this.#use(style).fillColor(rgb(style.colour ?? [0, 0, 0]));
    const drawable = this.#drawable(text);
    const content = read ? doc.markStructureContent(tag) : doc.markContent('Artifact', { type: 'Layout' });
    doc.text(drawable, x, y, { ...PLAIN, baseline: 'alphabetic' });
    doc.endMarkedContent();
    if (read) element.add(content as ReturnType<PDFDocument['markStructureContent']>);
  }
  /** Always decoration. */
  box(x: number, y: number, width: number, height: number, { fill, line }: { fill?: Colour; line?: Colour }): void {
    this.#decoration((doc) => {
      if (fill) doc.rect(x, y, width, height).fill(rgb(fill));
      if (line) doc.lineWidth(0.7).rect(x, y, width, height).stroke(rgb(line));
    });
  }
  rule(x: number, y: number, width: number, colour: Colour, thick = 0.5): void {
    this.#decoration((doc) =>
      doc
        .lineWidth(thick)
        .moveTo(x, y)
        .lineTo(x + width, y)
        .stroke(rgb(colour)),
    );
  }
  #decoration(draw: (doc: PDFDocument) => void): void {
    this.#doc.markContent('Artifact', { type: 'Layout' });
    draw(this.#doc);
    this.#doc.endMarkedContent();
  }

  bytes(): Promise<Uint8Array<ArrayBuffer>> {
    this.#document.end();
    // Said here and not by pdfkit's own option, which adds a list of glyphs that the standard finds incomplete.
    this.#doc.appendXML(PDF_UA);
    const bytes = this.#output.toBytes(this.#doc);
    this.#doc.end();
    return bytes;
  }
}
