/**
 * Pages with a structure beside them, so that a screen reader hears headings, paragraphs and tables with header cells (ISO
 * 14289-1, PDF/UA-1). What stands outside every tag is decoration and is not read out.
 */
import { PdfFile, pdfText, points, type Ref } from './pdf-file.ts';
import { type PdfFont } from './pdf-font.ts';

/** A4, in points. */
export const PAGE = { width: 595.28, height: 841.89 } as const;

export type Tag = 'H1' | 'H2' | 'H3' | 'P' | 'Sect' | 'Table' | 'THead' | 'TBody' | 'TR' | 'TH' | 'TD' | 'Caption';
export type Colour = readonly [red: number, green: number, blue: number];
export type Weight = 'regular' | 'semibold';

interface Element {
  readonly tag: Tag | 'Document';
  readonly attributes: string;
  readonly kids: (Element | { readonly page: number; readonly id: number })[];
  readonly parent: Element | null;
}
interface Page {
  readonly content: string[];
  /** The element of each marked piece, by its number. */
  readonly owners: Element[];
}
export interface Style {
  readonly weight?: Weight;
  readonly size: number;
  readonly colour?: Colour;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

export class TaggedPdf {
  readonly #fonts: Readonly<Record<Weight, PdfFont>>;
  readonly #pages: Page[] = [];
  readonly #document: Element = { tag: 'Document', attributes: '', kids: [], parent: null };
  #at: Element = this.#document;
  #page = -1;
  #unread = false;

  constructor(fonts: Readonly<Record<Weight, PdfFont>>) {
    this.#fonts = fonts;
  }

  get pages(): number {
    return this.#pages.length;
  }
  addPage(): void {
    this.#pages.push({ content: [], owners: [] });
    this.#page = this.#pages.length - 1;
  }
  turnTo(page: number): void {
    this.#page = page;
  }
  #current(): Page {
    const page = this.#pages[this.#page];
    if (!page) throw new Error('there is no page yet');
    return page;
  }

  width(text: string, { weight = 'regular', size }: Style): number {
    return this.#fonts[weight].width(text, size);
  }

  /** What is drawn inside is seen only. */
  unread(draw: () => void): void {
    this.#unread = true;
    draw();
    this.#unread = false;
  }
  /** What is drawn inside belongs to the tag. */
  tag(tag: Tag, draw: () => void, attributes = ''): void {
    if (this.#unread) return draw();
    const element: Element = { tag, attributes, kids: [], parent: this.#at };
    this.#at.kids.push(element);
    this.#at = element;
    draw();
    if (element.parent) this.#at = element.parent;
  }

  /** `y` is the base line, from the top of the page. */
  text(x: number, y: number, text: string, { weight = 'regular', size, colour = [0, 0, 0] }: Style): void {
    const [font, at] = [weight === 'regular' ? 'F1' : 'F2', `${points(x)} ${points(PAGE.height - y)}`];
    this.#marked(
      `BT ${colour.map(points).join(' ')} rg /${font} ${points(size)} Tf ${at} Td ${this.#fonts[weight].shown(text)} Tj ET`,
    );
  }
  /** Always decoration. */
  box(x: number, y: number, width: number, height: number, { fill, line }: { fill?: Colour; line?: Colour }): void {
    const colours = `${fill ? `${fill.map(points).join(' ')} rg ` : ''}${line ? `${line.map(points).join(' ')} RG 0.7 w ` : ''}`;
    const place = [x, PAGE.height - y - height, width, height].map(points).join(' ');
    this.#decoration(`${colours}${place} re ${fill && line ? 'B' : fill ? 'f' : 'S'}`);
  }
  rule(x: number, y: number, width: number, colour: Colour, thick = 0.5): void {
    const height = points(PAGE.height - y);
    this.#decoration(
      `${colour.map(points).join(' ')} RG ${points(thick)} w ${points(x)} ${height} m ${points(x + width)} ${height} l S`,
    );
  }

  #decoration(operators: string): void {
    this.#current().content.push(`/Artifact BMC ${operators} EMC`);
  }
  #marked(operators: string): void {
    if (this.#unread || this.#at === this.#document) return this.#decoration(operators);
    const page = this.#current();
    const id = page.owners.push(this.#at) - 1;
    this.#at.kids.push({ page: this.#page, id });
    page.content.push(`/${this.#at.tag} << /MCID ${id} >> BDC ${operators} EMC`);
  }

  /** `id`: 32 hexadecimal digits that stand for the content. */
  bytes(about: { readonly title: string; readonly lang: string; readonly id: string }): Uint8Array<ArrayBuffer> {
    const pdf = new PdfFile();
    const root = pdf.reserve();
    const tree = pdf.reserve();
    const [f1, f2] = [this.#fonts.regular.embed(pdf), this.#fonts.semibold.embed(pdf)];
    const pages = this.#pages.map(() => pdf.reserve());
    const parent = pdf.reserve();
    this.#pages.forEach(({ content }, i) => {
      const stream = pdf.stream(content.join('\n'));
      pdf.put(
        pages[i] ?? 0,
        `<< /Type /Page /Parent ${parent} 0 R /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] /Resources << /Font << /F1 ${f1} 0 R /F2 ${f2} 0 R >> >> /Contents ${stream} 0 R /StructParents ${i} /Tabs /S >>`,
      );
    });
    pdf.put(
      parent,
      `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((page) => `${page} 0 R`).join(' ')}] >>`,
    );
    const refs = new Map<Element, Ref>();
    const top = writeElement(pdf, this.#document, tree, pages, refs);
    const owners = this.#pages.map((page, i) => {
      const list = page.owners.map((owner) => `${refs.get(owner) ?? 0} 0 R`).join(' ');
      return `${i} ${pdf.add(`[${list}]`)} 0 R`;
    });
    const parents = pdf.add(`<< /Nums [${owners.join(' ')}] >>`);
    pdf.put(
      tree,
      `<< /Type /StructTreeRoot /K ${top} 0 R /ParentTree ${parents} 0 R /ParentTreeNextKey ${pages.length} >>`,
    );
    const xmp = pdf.stream(metadata(about), { dictionary: '/Type /Metadata /Subtype /XML ', packed: false });
    pdf.put(
      root,
      `<< /Type /Catalog /Pages ${parent} 0 R /Lang ${pdfText(about.lang)} /MarkInfo << /Marked true >> /StructTreeRoot ${tree} 0 R /Metadata ${xmp} 0 R /ViewerPreferences << /DisplayDocTitle true >> >>`,
    );
    return pdf.bytes(root, pdf.add(`<< /Title ${pdfText(about.title)} >>`), about.id);
  }
}

function writeElement(
  pdf: PdfFile,
  element: Element,
  parent: Ref,
  pages: readonly Ref[],
  refs: Map<Element, Ref>,
): Ref {
  const ref = pdf.reserve();
  refs.set(element, ref);
  const kids = element.kids.map((kid) =>
    'id' in kid
      ? `<< /Type /MCR /Pg ${pages[kid.page]} 0 R /MCID ${kid.id} >>`
      : `${writeElement(pdf, kid, ref, pages, refs)} 0 R`,
  );
  pdf.put(
    ref,
    `<< /Type /StructElem /S /${element.tag} /P ${parent} 0 R /K [${kids.join(' ')}]${element.attributes ? ` /A ${element.attributes}` : ''} >>`,
  );
  return ref;
}

const metadata = ({ title, lang }: { readonly title: string; readonly lang: string }): string =>
  `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><dc:format>application/pdf</dc:format><dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(title)}</rdf:li></rdf:Alt></dc:title><dc:language><rdf:Bag><rdf:li>${lang}</rdf:li></rdf:Bag></dc:language><pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;
