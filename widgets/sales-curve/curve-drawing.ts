// What a curve gives its drawing: rows, and signals that know where labels have room.
import type { Signals } from '../chart/draw-chart.ts';
import { ChartDrawing } from '../drawing/chart-drawing.ts';
import { curveTicks, type Curve, type CurveAxis, type CurveUnit } from './curve-series.ts';
import { dayZero, labelPlaces, type CurveWords } from './curve-words.ts';

export interface CurveView {
  readonly curve: Curve;
  readonly unit: CurveUnit;
  readonly axis: CurveAxis;
  readonly words: CurveWords;
  readonly nowLabel: string;
  /** BCP 47 tag. */
  readonly locale: string;
  /** x of the point being read, if any. */
  readonly cursor: number | null;
}

const NARROW = 520;
/** Room that a label inside the drawing takes, in pixels. */
const roomFor = (label: string): number => label.length * 7 + 12;
const COLOURS: Signals = Object.fromEntries(
  ['ink', 'ink2', 'line', 'surface', 'accent', 'band', 'attn'].map((name) => [name, `var(--_${name})`]),
);

function signalsOf(view: CurveView, width: number, face: string): Signals {
  const { curve, axis, unit, words, nowLabel, cursor } = view;
  const narrow = width < NARROW;
  const inner = width - (narrow ? 60 : 170);
  const span = Math.max(1, curve.last - curve.first);
  // Beside the end of our line the right is free if there is room; above a rising line the left is.
  const behind = curve.now !== null && curve.now.gap !== null && curve.now.gap < 0;
  const at = curve.now === null ? 0 : ((curve.now.x - curve.first) / span) * inner;
  const sideBelow = inner - at > roomFor(words.own) ? 'left' : 'right';
  const sideAbove = at > roomFor(behind ? words.peer : words.own) ? 'right' : 'left';
  const end = curve.rows.findLast((row) => row.kind === 'median');
  const full = curve.rows.findLast((row) => row.kind === 'capacity');
  return {
    ...COLOURS,
    face,
    narrow,
    unit,
    readAt: cursor,
    first: curve.first,
    last: Math.max(curve.last, curve.first + 1),
    ticks: labelPlaces(curveTicks(curve, axis, inner), curve, inner),
    calendar: axis === 'calendar',
    dayZero: dayZero(curve),
    nowAt: curve.now?.x ?? null,
    nowLabel,
    ownSide: behind ? sideBelow : sideAbove,
    gapSide: behind ? sideAbove : sideBelow,
    below: behind,
    close: Math.abs((full?.y ?? 0) - (end?.y ?? 0)) < 0.15 * (full?.y ?? 0),
    ownLabel: words.own,
    gapLabel: words.peer,
    medianLabel: narrow ? [words.peers[0] ?? ''] : words.peers,
    capacityLabel: words.capacity,
  };
}

export class CurveDrawing {
  readonly #drawing: ChartDrawing;
  #view: CurveView | null = null;

  /** `failed` hears once per failed run; the box is then as it was. */
  constructor(box: HTMLElement, failed: (error: unknown) => void) {
    this.#drawing = new ChartDrawing(
      box,
      async (...given) => (await import('./curve-chart.ts')).drawCurve(...given),
      failed,
    );
  }

  show(view: CurveView): void {
    this.#view = view;
    this.#drawing.show({
      rows: view.curve.rows,
      locale: view.locale,
      signals: (width, face) => signalsOf(view, width, face),
    });
  }

  /** The point nearest to a place on the page, as an index; null before the chart stands. */
  nearest(clientX: number): number | null {
    const points = this.#view?.curve.points ?? [];
    const x = this.#drawing.valueAt(clientX);
    if (x === null || points.length === 0) return null;
    const away = points.map((point) => Math.abs(point.x - x));
    return away.indexOf(Math.min(...away));
  }

  end(): void {
    this.#drawing.end();
  }
}
