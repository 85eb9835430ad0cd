/** Where the next thing stands on the page: paragraphs that wrap, tables whose rows stay whole and whose heads come again. */
import { PAGE, type TaggedPdf, type Colour, type Style, type Weight } from './pdf/tagged-pdf.ts';

export const INK: Colour = [0.09, 0.11, 0.14];
export const GREY: Colour = [0.35, 0.38, 0.42];
export const LINE: Colour = [0.78, 0.8, 0.83];
export const ACCENT: Colour = [0.06, 0.29, 0.37];
export const SHADE: Colour = [0.94, 0.955, 0.965];

export const MARGIN = 42;
const FOOT = 52;
export const WIDTH = PAGE.width - 2 * MARGIN;
const LEADING = 1.36;

export interface Column {
  readonly head: string;
  readonly width: number;
  readonly right?: boolean;
  /** Never in the row's weight. */
  readonly plain?: boolean;
}
export interface Row {
  readonly cells: readonly string[];
  readonly weight?: Weight;
  readonly colour?: Colour;
  /** Of the first cell, points. */
  readonly indent?: number;
  /** A line above it, as over a sum. */
  readonly ruled?: boolean;
  readonly shaded?: boolean;
}

export class SheetFlow {
  readonly pdf: TaggedPdf;
  /** Everything is drawn this much smaller, so that a sheet that nearly fits one page does. */
  readonly scale: number;
  y = 0;

  constructor(pdf: TaggedPdf, scale: number) {
    this.pdf = pdf;
    this.scale = scale;
    this.newPage();
  }

  newPage(): void {
    this.pdf.addPage();
    this.y = MARGIN;
  }
  /** Begins a page where the rest of this one is too short. */
  room(height: number): void {
    if (this.y + height > PAGE.height - FOOT && this.y > MARGIN) this.newPage();
  }
  gap(height: number): void {
    this.y += height * this.scale;
  }
  size(size: number): number {
    return size * this.scale;
  }

  /** Lines that are at most so wide; a word that is wider is cut. */
  wrap(text: string, width: number, style: Style): string[] {
    const lines: string[] = [];
    const space = this.pdf.width(' ', style);
    for (const paragraph of text.split('\n')) {
      let line = '';
      let filled = 0;
      for (const word of paragraph.split(' ').flatMap((word) => this.#pieces(word, width, style))) {
        const wide = this.pdf.width(word, style);
        if (line && filled + space + wide > width) {
          lines.push(line);
          [line, filled] = [word, wide];
        } else [line, filled] = line ? [`${line} ${word}`, filled + space + wide] : [word, wide];
      }
      lines.push(line);
    }
    return lines;
  }
  #pieces(word: string, width: number, style: Style): string[] {
    if (this.pdf.width(word, style) <= width) return [word];
    const pieces: string[] = [''];
    for (const letter of word) {
      const last = pieces.at(-1) ?? '';
      if (last && this.pdf.width(last + letter, style) > width) pieces.push(letter);
      else pieces[pieces.length - 1] = last + letter;
    }
    return pieces;
  }

  heading(text: string): void {
    const style: Style = { weight: 'semibold', size: this.size(10), colour: ACCENT };
    this.gap(11);
    this.room(style.size * 5);
    this.y += style.size;
    this.pdf.tag('H2', () => this.pdf.text(MARGIN, this.y, text, style));
    this.gap(5);
  }

  paragraph(
    text: string,
    { x = MARGIN, width = WIDTH, ...style }: Partial<Style> & { x?: number; width?: number } = {},
  ): void {
    const own: Style = { colour: INK, ...style, size: this.size(style.size ?? 8.6) };
    const lines = this.wrap(text, width, own);
    this.pdf.tag('P', () => {
      for (const line of lines) {
        this.room(own.size * LEADING);
        this.y += own.size * LEADING;
        this.pdf.text(x, this.y - own.size * 0.28, line, own);
      }
    });
  }

  table(columns: readonly Column[], rows: readonly Row[]): void {
    const total = columns.reduce((sum, { width }) => sum + width, 0);
    const widths = columns.map(({ width }) => (width / total) * WIDTH);
    const places = widths.map((_, i) => MARGIN + widths.slice(0, i).reduce((sum, width) => sum + width, 0));
    const head: Row = { cells: columns.map((column) => column.head), weight: 'semibold', colour: GREY };
    const measure = (row: Row, size: number) => {
      const cells = row.cells.map((text, i) => {
        const weight = columns[i]?.plain && row !== head ? 'regular' : (row.weight ?? 'regular');
        const style: Style = { size, weight, colour: row.colour ?? INK };
        return {
          style,
          lines: this.wrap(text, (widths[i] ?? 0) - this.size(7) - (i === 0 ? (row.indent ?? 0) : 0), style),
        };
      });
      const height = Math.max(...cells.map(({ lines }) => lines.length)) * size * LEADING + this.size(3.2);
      return { row, size, cells, height };
    };
    const drawRow = ({ row, size, cells, height }: ReturnType<typeof measure>) => {
      const header = row === head;
      if (row.shaded) this.pdf.box(MARGIN, this.y, WIDTH, height, { fill: SHADE });
      if (row.ruled) this.pdf.rule(MARGIN, this.y, WIDTH, INK, 0.6);
      this.pdf.tag('TR', () =>
        cells.forEach(({ style, lines }, i) => {
          const first = i === 0;
          const scope = header ? 'Column' : first ? 'Row' : undefined;
          this.pdf.tag(
            header || first ? 'TH' : 'TD',
            () =>
              lines.forEach((line, n) => {
                if (!line) return;
                const left = (places[i] ?? 0) + (first ? this.size(3) + (row.indent ?? 0) : this.size(3));
                const x = columns[i]?.right
                  ? (places[i] ?? 0) + (widths[i] ?? 0) - this.size(3) - this.pdf.width(line, style)
                  : left;
                this.pdf.text(x, this.y + this.size(1.6) + size * (n * LEADING + 1.05), line, style);
              }),
            scope,
          );
        }),
      );
      this.y += height;
    };
    const top = measure(head, this.size(7.3));
    const body = rows.map((row) => measure(row, this.size(8.2)));
    const drawHead = () => {
      drawRow(top);
      this.pdf.rule(MARGIN, this.y, WIDTH, GREY, 0.6);
    };
    // A head is never alone at the foot of a page.
    this.room(top.height + (body[0]?.height ?? 0));
    this.pdf.tag('Table', () => {
      this.pdf.tag('THead', drawHead);
      this.pdf.tag('TBody', () => {
        for (const row of body) {
          const before = this.pdf.pages;
          this.room(row.height);
          // The head is shown again, and read out once.
          if (this.pdf.pages > before) this.pdf.unread(drawHead);
          drawRow(row);
          if (!row.row.shaded) this.pdf.rule(MARGIN, this.y, WIDTH, LINE, 0.35);
        }
      });
    });
  }
}
