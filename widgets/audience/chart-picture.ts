/** What is on screen as a picture for a deck: one list of shapes, written as SVG or painted as PNG. No image is loaded: a host's policy may refuse it. */
import type { ChartFile } from './chart-files.ts';
import { PC2_AREAS, TILE_COLUMNS, tiles } from './pc2-areas.ts';
import { stepsOf } from './tile-map.ts';

/** Colours as they are on screen, so that a picture of a dark page is dark. */
export interface Palette {
  readonly ink: string;
  readonly ink2: string;
  readonly accent: string;
  readonly sunk: string;
  readonly surface: string;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly wide: number;
  readonly high: number;
  readonly fill: string;
  readonly round?: number;
  readonly title?: string;
}
interface Line {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly fill: string;
  readonly size?: number;
  readonly weight?: number;
  readonly anchor?: 'middle' | 'end';
}
export interface Picture {
  readonly title: string;
  readonly wide: number;
  readonly high: number;
  readonly shapes: readonly (Box | Line)[];
}

const FONT = 'system-ui, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif';
const WIDE = 720;
/** The shades of the steps on screen. */
const SHARES = [0, 0.12, 0.2, 0.28, 0.36, 0.45, 0.54, 0.82, 1];

/** Bars for any table, tiles for the map. */
export function pictureOf(file: ChartFile, kind: 'bars' | 'map', palette: Palette): Picture {
  const { title, measure, source, beside } = file;
  const [body, bottom] = kind === 'map' ? mapOf(file, palette) : barsOf(file, palette);
  const compared = beside !== '' && file.rows.some((row) => row.beside !== null);
  const high = bottom + 40;
  return {
    title,
    wide: WIDE,
    high,
    shapes: [
      { x: 0, y: 0, wide: WIDE, high, fill: palette.surface },
      { x: 24, y: 36, text: title, fill: palette.ink, size: 18, weight: 650 },
      { x: 24, y: 56, text: `${measure}${compared ? `; | ${beside}` : ''}`, fill: palette.ink2, size: 12 },
      ...body,
      ...wrapped(source).map((text, i) => ({ x: 24, y: bottom + 14 + i * 15, text, fill: palette.ink2, size: 11 })),
    ],
  };
}

/** A long source in two lines. */
function wrapped(text: string): readonly string[] {
  const at = text.length > 110 ? text.lastIndexOf(' ', 110) : -1;
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function barsOf({ rows, nameOf, texts }: ChartFile, { ink, ink2, accent, sunk }: Palette): [(Box | Line)[], number] {
  const most = Math.max(20, ...rows.map(({ share, beside }) => Math.max(share ?? 0, beside ?? 0)));
  const [left, wide] = [210, 400];
  const shapes = rows.flatMap(({ key, share, beside, index, times }, i): (Box | Line)[] => {
    const y = 76 + i * 26;
    const name = nameOf(key);
    const head = { x: 24, y: y + 12, text: name.length > 26 ? `${name.slice(0, 25)}…` : name, fill: ink };
    if (share === null) return [head, { x: left, y: y + 12, text: texts.hidden, fill: ink2, size: 12 }];
    const third = times ?? (index === null ? '' : String(index));
    return [
      head,
      { x: left, y: y + 3, wide, high: 10, fill: sunk },
      { x: left, y: y + 3, wide: (wide * share) / most, high: 10, fill: accent },
      ...(beside === null ? [] : [{ x: left + (wide * beside) / most - 1, y, wide: 2, high: 16, fill: ink }]),
      { x: left + wide + 46, y: y + 12, text: `${share}%`, fill: ink, anchor: 'end' },
      ...(third === ''
        ? []
        : [{ x: left + wide + 90, y: y + 12, text: third, fill: ink2, size: 12, anchor: 'end' as const }]),
    ];
  });
  return [shapes, 84 + rows.length * 26];
}

function mapOf({ rows }: ChartFile, { ink, ink2, accent, sunk, surface }: Palette): [(Box | Line)[], number] {
  const steps = stepsOf(rows);
  const size = 52;
  const left = (WIDE - TILE_COLUMNS * size) / 2;
  const all = tiles();
  const shapes = all.flatMap(({ area, column, row }): (Box | Line)[] => {
    const step = steps.get(area) ?? 0;
    const [x, y] = [left + column * size, 76 + row * size];
    const fill = step === 0 ? sunk : mix(accent, surface, SHARES[step] ?? 1);
    const title = `${area} ${PC2_AREAS[area]?.place ?? ''}`;
    return [
      { x: x + 2, y: y + 2, wide: size - 4, high: size - 4, fill, round: 3, title },
      {
        x: x + size / 2,
        y: y + size / 2 + 5,
        text: area,
        fill: step >= 7 ? surface : step > 0 ? ink : ink2,
        anchor: 'middle',
      },
    ];
  });
  return [shapes, 84 + (Math.max(...all.map(({ row }) => row)) + 1) * size];
}

/** Two colours in a share, written so that every program draws it; one that is no `rgb()` stays as it is. */
function mix(front: string, back: string, share: number): string {
  const parts = (colour: string): number[] =>
    colour.startsWith('rgb') ? (colour.match(/[\d.]+/g) ?? []).map(Number) : [];
  const [a, b] = [parts(front), parts(back)];
  if (a.length < 3 || b.length < 3) return front;
  return `rgb(${[0, 1, 2].map((i) => Math.round((a[i] ?? 0) * share + (b[i] ?? 0) * (1 - share))).join(', ')})`;
}

const escapeXml = (text: string): string =>
  text.replace(/[&<>"']/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c] ?? c);

export function toSvg({ title, wide, high, shapes }: Picture): string {
  const drawn = shapes.map((one) => {
    if ('text' in one)
      return `<text x="${one.x}" y="${one.y}" fill="${one.fill}" font-size="${one.size ?? 14}"${one.weight ? ` font-weight="${one.weight}"` : ''}${one.anchor ? ` text-anchor="${one.anchor}"` : ''}>${escapeXml(one.text)}</text>`;
    const name = one.title ? `<title>${escapeXml(one.title)}</title>` : '';
    return `<rect x="${one.x}" y="${one.y}" width="${one.wide}" height="${one.high}" fill="${one.fill}"${one.round ? ` rx="${one.round}"` : ''}>${name}</rect>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}" viewBox="0 0 ${wide} ${high}" font-family="${FONT}">
<title>${escapeXml(title)}</title>
${drawn.join('\n')}
</svg>
`;
}

/** Twice the size, for screens and print. */
export function toPng({ wide, high, shapes }: Picture): Promise<Blob> {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [wide * 2, high * 2];
  const pen = canvas.getContext('2d');
  pen?.scale(2, 2);
  for (const one of pen ? shapes : []) {
    pen!.fillStyle = one.fill;
    if ('text' in one) {
      pen!.font = `${one.weight ?? 400} ${one.size ?? 14}px ${FONT}`;
      pen!.textAlign = one.anchor === 'middle' ? 'center' : (one.anchor ?? 'start');
      pen!.fillText(one.text, one.x, one.y);
    } else {
      pen!.beginPath();
      pen!.roundRect(one.x, one.y, one.wide, one.high, one.round ?? 0);
      pen!.fill();
    }
  }
  return new Promise((done, fail) =>
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error('no picture'))), 'image/png'),
  );
}
