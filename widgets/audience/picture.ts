/** A picture for a deck: one list of shapes, written as SVG or painted as PNG. No image is loaded: a host's policy may refuse it. */
import type { ChartPicture } from '../chart/draw-chart.ts';
import { FONT } from './palette.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly wide: number;
  readonly high: number;
  readonly fill: string;
  readonly round?: number;
  /** Of its edge. */
  readonly stroke?: string;
  readonly title?: string;
}
export interface Line {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly fill: string;
  readonly size?: number;
  readonly weight?: number;
  readonly anchor?: 'middle' | 'end';
}
/** A chart that Vega drew, put at a place. */
export interface Placed {
  readonly x: number;
  readonly y: number;
  readonly chart: ChartPicture;
}
export type Shape = Box | Line | Placed;

export interface Picture {
  readonly title: string;
  readonly wide: number;
  readonly high: number;
  readonly shapes: readonly Shape[];
}

const escapeXml = (text: string): string =>
  text.replace(/[&<>"']/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c] ?? c);

/** Attributes with a value, in their order. */
const attributes = (all: Readonly<Record<string, string | number | undefined>>): string =>
  Object.entries(all)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('');

function toXml(one: Shape): string {
  if ('chart' in one) {
    const inner = one.chart.svg.replace(/^[\s\S]*?<svg[^>]*>|<\/svg>\s*$/g, '');
    return `<g transform="translate(${one.x},${one.y})">${inner}</g>`;
  }
  const { x, y, fill } = one;
  if ('text' in one)
    return `<text${attributes({ x, y, fill, 'font-size': one.size ?? 14, 'font-weight': one.weight, 'text-anchor': one.anchor })}>${escapeXml(one.text)}</text>`;
  const { wide: width, high: height, round: rx, stroke } = one;
  const name = one.title ? `<title>${escapeXml(one.title)}</title>` : '';
  return `<rect${attributes({ x, y, width, height, fill, rx, stroke, 'stroke-width': stroke && 2 })}>${name}</rect>`;
}

export const toSvg = ({ title, wide, high, shapes }: Picture): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}" viewBox="0 0 ${wide} ${high}" font-family="${FONT}">
<title>${escapeXml(title)}</title>
${shapes.map(toXml).join('\n')}
</svg>
`;

function paint(pen: CanvasRenderingContext2D, one: Shape): void {
  if ('chart' in one) return pen.drawImage(one.chart.canvas, one.x, one.y, one.chart.wide, one.chart.high);
  pen.fillStyle = one.fill;
  if ('text' in one) {
    pen.font = `${one.weight ?? 400} ${one.size ?? 14}px ${FONT}`;
    pen.textAlign = one.anchor === 'middle' ? 'center' : (one.anchor ?? 'start');
    return pen.fillText(one.text, one.x, one.y);
  }
  pen.beginPath();
  pen.roundRect(one.x, one.y, one.wide, one.high, one.round ?? 0);
  pen.fill();
  if (!one.stroke) return;
  pen.strokeStyle = one.stroke;
  pen.lineWidth = 2;
  pen.stroke();
}

/** Twice the size, for screens and print. */
export function toPng({ wide, high, shapes }: Picture): Promise<Blob> {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [wide * 2, high * 2];
  const pen = canvas.getContext('2d');
  pen?.scale(2, 2);
  if (pen) for (const one of shapes) paint(pen, one);
  return new Promise((done, fail) =>
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error('no picture'))), 'image/png'),
  );
}
