/** What is on screen as shapes under their finding: the map and its legend, bars, sets of productions, or what Vega drew. */
import type { ChartPicture } from '../chart/draw-chart.ts';
import type { ChartFile } from './chart-files.ts';
import { shareText } from './chart-rows.ts';
import { PC2_AREAS, TILE_COLUMNS, tiles } from './pc2-areas.ts';
import type { Palette } from './palette.ts';
import type { Box, Line, Picture, Shape } from './picture.ts';
import type { LegendPart } from './scales.ts';
import { stepsOfMap, type TileMap } from './tile-map.ts';
import { reachOf, upsetOf } from './upset.ts';

const WIDE = 720;
const LEFT = 24;
/** Room for a chart that Vega draws. */
export const PICTURE = { width: WIDE - 2 * LEFT, height: 300 } as const;
/** Where the drawing begins, and where with a legend above it. */
const TOP = 76;
const LEGEND = 28;

/** What is drawn: Vega's picture of it, the map as it is read, the titles of productions in sets; bars if left out. */
export type Subject =
  | { readonly chart: ChartPicture }
  | { readonly map: TileMap }
  | { readonly titleOf: (id: string) => string; readonly count: (tens: number) => string }
  | null;

export function pictureOf(file: ChartFile, subject: Subject, legend: readonly LegendPart[], palette: Palette): Picture {
  const { title, measure, source, beside } = file;
  const heads = wrapped(title, 60);
  const down = (heads.length - 1) * 24;
  const [keys, under] = legendShapes(legend, TOP + down, palette);
  const top = legend.length ? under + LEGEND : TOP + down;
  const [body, bottom] = bodyOf(file, subject, top, palette);
  const compared = beside !== '' && file.rows.some((row) => row.beside !== null);
  const high = bottom + 48;
  return {
    title,
    wide: WIDE,
    high,
    shapes: [
      { x: 0, y: 0, wide: WIDE, high, fill: palette.surface },
      ...heads.map((text, i) => ({ x: LEFT, y: 36 + i * 24, text, fill: palette.ink, size: 18, weight: 650 })),
      { x: LEFT, y: 56 + down, text: `${measure}${compared ? `; | ${beside}` : ''}`, fill: palette.ink2, size: 12 },
      ...keys,
      ...body,
      ...wrapped(source, 110).map((text, i) => ({
        x: LEFT,
        y: bottom + 20 + i * 15,
        text,
        fill: palette.ink2,
        size: 11,
      })),
    ],
  };
}

function bodyOf(file: ChartFile, subject: Subject, top: number, palette: Palette): readonly [readonly Shape[], number] {
  if (!subject) return barsOf(file, top, palette);
  if ('chart' in subject)
    return [[{ x: (WIDE - subject.chart.wide) / 2, y: top, chart: subject.chart }], top + subject.chart.high];
  if ('map' in subject) return mapOf(subject.map, top, palette);
  return setsOf(file, subject, top, palette);
}

/** In lines of at most so many letters; a word that is longer stays whole. */
function wrapped(text: string, most: number): readonly string[] {
  const at = text.length > most ? text.lastIndexOf(' ', most) : -1;
  return at < 0 ? [text] : [text.slice(0, at), ...wrapped(text.slice(at + 1), most)];
}

const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** In as many rows as it takes, and where the last of them begins. */
function legendShapes(legend: readonly LegendPart[], from: number, palette: Palette): [readonly Shape[], number] {
  let x = LEFT;
  let y = from + 12;
  const wide = ({ before = '', steps, after }: LegendPart): number =>
    (before.length + after.length) * 6.6 + steps.length * 17 + 12;
  const drawn = legend.flatMap((part): readonly Shape[] => {
    const shapes: Shape[] = [];
    if (x > LEFT && x + wide(part) > WIDE - LEFT) [x, y] = [LEFT, y + 20];
    const say = (text: string): void => {
      if (text === '') return;
      shapes.push({ x, y, text, fill: palette.ink2, size: 12 });
      // Wide enough for any font of the list.
      x += text.length * 6.6 + 6;
    };
    say(part.before ?? '');
    for (const step of part.steps) {
      const fill =
        step === 'zero' ? palette.surface : step === 'hidden' || step === 0 ? palette.sunk : shade(palette, step);
      shapes.push({ x, y: y - 10, wide: 16, high: 12, fill });
      if (step === 'hidden') shapes.push({ x: x + 7, y: y - 5, wide: 2, high: 2, fill: palette.ink2 });
      x += 17;
    }
    x += 5;
    say(part.after);
    x += 12;
    return shapes;
  });
  return [drawn, y - 12];
}

const shade = ({ shades, accent }: Palette, step: number): string => shades[step] ?? accent;

function barsOf(
  { rows, nameOf, texts }: ChartFile,
  top: number,
  { ink, ink2, accent, sunk }: Palette,
): [Shape[], number] {
  const most = Math.max(20, ...rows.map(({ share, beside }) => Math.max(share ?? 0, beside ?? 0)));
  const [left, wide] = [210, 400];
  const shapes = rows.flatMap((row, i): Shape[] => {
    const { key, share, beside, index, times } = row;
    const y = top + i * 26;
    const head = { x: LEFT, y: y + 12, text: cut(nameOf(key), 26), fill: ink };
    if (share === null) return [head, { x: left, y: y + 12, text: texts.hidden, fill: ink2, size: 12 }];
    const third = times ?? (index === null ? '' : String(index));
    return [
      head,
      { x: left, y: y + 3, wide, high: 10, fill: sunk },
      { x: left, y: y + 3, wide: (wide * share) / most, high: 10, fill: accent },
      ...(beside === null ? [] : [{ x: left + (wide * beside) / most - 1, y, wide: 2, high: 16, fill: ink }]),
      { x: left + wide + 46, y: y + 12, text: shareText(row), fill: ink, anchor: 'end' },
      ...(third === ''
        ? []
        : [{ x: left + wide + 90, y: y + 12, text: third, fill: ink2, size: 12, anchor: 'end' as const }]),
    ];
  });
  return [shapes, top + 8 + rows.length * 26];
}

function mapOf(map: TileMap, top: number, palette: Palette): [Shape[], number] {
  const steps = stepsOfMap(map);
  const size = 52;
  const left = (WIDE - TILE_COLUMNS * size) / 2;
  const all = tiles();
  const shapes = all.flatMap(({ area, column, row }): [Box, Line] => {
    const step = steps.get(area) ?? 0;
    const [x, y] = [left + column * size, top + row * size];
    const fill = step === 0 ? palette.sunk : shade(palette, step);
    const title = `${area} ${PC2_AREAS[area]?.place ?? ''}`;
    const home = area === map.home ? { stroke: palette.ink } : {};
    const text = step >= 7 ? palette.surface : step > 0 ? palette.ink : palette.ink2;
    return [
      { x: x + 2, y: y + 2, wide: size - 4, high: size - 4, fill, round: 3, title, ...home },
      { x: x + size / 2, y: y + size / 2 + 5, text: area, fill: text, anchor: 'middle' },
    ];
  });
  return [shapes, top + 8 + (Math.max(...all.map(({ row }) => row)) + 1) * size];
}

function setsOf(
  { rows }: ChartFile,
  { titleOf, count }: Extract<Subject, { titleOf: unknown }>,
  top: number,
  { ink, accent, sunk }: Palette,
): [Shape[], number] {
  const { columns, sets } = upsetOf(rows);
  const most = Math.max(10, ...columns.map(({ row }) => row.tens ?? 0));
  const [left, wide, high] = [290, 50, 120];
  const under = top + high + 24;
  const dotAt = (i: number, at: number): readonly [number, number] => [
    left + i * wide + wide / 2,
    under + at * 26 + 12,
  ];
  const shapes = columns.flatMap(({ row, members }, i): Shape[] => {
    const tall = (high * (row.tens ?? 0)) / most;
    const [first, last] = reachOf(members, sets);
    const [x, y] = dotAt(i, first);
    return [
      { x: x - 12, y: top + 16 + high - tall, wide: 24, high: tall, fill: accent },
      { x, y: top + 10 + high - tall, text: count(row.tens ?? 0), fill: ink, size: 12, anchor: 'middle' },
      { x: x - 1.5, y, wide: 3, high: (last - first) * 26, fill: accent },
      ...sets.map((set, at): Shape => {
        const [cx, cy] = dotAt(i, at);
        return { x: cx - 6, y: cy - 6, wide: 12, high: 12, round: 6, fill: members.includes(set) ? accent : sunk };
      }),
    ];
  });
  const names = sets.map((set, at): Line => ({
    x: LEFT,
    y: under + at * 26 + 17,
    text: cut(titleOf(set), 36),
    fill: ink,
  }));
  return [[...shapes, ...names], under + sets.length * 26 + 8];
}
