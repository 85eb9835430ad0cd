/** What we use of pdfkit 0.20; its published types are written for Node, whose globals are not those of a Worker. */
declare module 'pdfkit' {
  export interface StructureContent {
    readonly refs: readonly unknown[];
  }
  export interface StructureElement {
    add(child: StructureElement | StructureContent): this;
    end(): void;
  }
  export interface Font {
    readonly font: { hasGlyphForCodePoint(code: number): boolean };
  }
  export class PDFDocument {
    constructor(options: Readonly<Record<string, unknown>>);
    readonly _font: Font;
    registerFont(name: string, file: Uint8Array): this;
    addPage(): this;
    switchToPage(page: number): unknown;
    font(name: string): this;
    fontSize(size: number): this;
    widthOfString(text: string, options?: { readonly features?: readonly string[] }): number;
    fillColor(colour: readonly number[]): this;
    strokeColor(colour: readonly number[]): this;
    lineWidth(width: number): this;
    moveTo(x: number, y: number): this;
    lineTo(x: number, y: number): this;
    rect(x: number, y: number, width: number, height: number): this;
    fill(colour?: readonly number[]): this;
    stroke(colour?: readonly number[]): this;
    text(text: string, x: number, y: number, options: Readonly<Record<string, unknown>>): this;
    struct(tag: string, options?: { readonly scope?: 'Column' | 'Row' }): StructureElement;
    addStructure(element: StructureElement): this;
    markStructureContent(tag: string): StructureContent;
    markContent(tag: 'Artifact', options: { readonly type: 'Layout' | 'Pagination' }): this;
    endMarkedContent(): this;
    appendXML(description: string): void;
    on(event: 'data', listener: (chunk: Uint8Array) => void): this;
    on(event: 'end', listener: () => void): this;
    on(event: 'error', listener: (error: Error) => void): this;
    end(): void;
  }
}
declare module 'pdfkit/output' {
  import type { PDFDocument } from 'pdfkit';
  export function toBytes(document: PDFDocument): Promise<Uint8Array<ArrayBuffer>>;
}
