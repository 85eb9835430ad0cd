// Keeps one drawing in step with its data, its width and its place on the page. Runs are folded: never two at once, and the last one wins.
import type { Chart, Signals } from '../chart/draw-chart.ts';
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

/** How far below the viewport a drawing is prepared. */
export const NEAR = '300px';
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
  readonly #box: HTMLElement;
  readonly #failed: (error: unknown) => void;
  readonly #seen: IntersectionObserver;
  readonly #sized: ResizeObserver;
  #near = false;
  #width = 0;
  #view: CurveView | null = null;
  #chart: Chart | null = null;
  #locale = '';
  #busy = false;
  #again = false;
  #ended = false;

  /** `failed` hears once per failed run; the box is then as it was. */
  constructor(box: HTMLElement, failed: (error: unknown) => void) {
    this.#box = box;
    this.#failed = failed;
    this.#seen = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        this.#near = true;
        this.#seen.disconnect();
        this.#run();
      },
      { rootMargin: NEAR },
    );
    this.#sized = new ResizeObserver(([entry]) => {
      const width = Math.floor(entry?.contentRect.width ?? 0);
      if (Math.abs(width - this.#width) < 1) return;
      this.#width = width;
      requestAnimationFrame(() => this.#run());
    });
    this.#seen.observe(box);
    this.#sized.observe(box);
  }

  show(view: CurveView): void {
    this.#view = view;
    this.#run();
  }

  /** The point nearest to a place on the page, as an index; null before the chart stands. */
  nearest(clientX: number): number | null {
    const points = this.#view?.curve.points ?? [];
    if (this.#chart === null || points.length === 0) return null;
    const x = this.#chart.valueAt(clientX);
    const away = points.map((point) => Math.abs(point.x - x));
    return away.indexOf(Math.min(...away));
  }

  end(): void {
    this.#ended = true;
    this.#seen.disconnect();
    this.#sized.disconnect();
    this.#chart?.end();
    this.#chart = null;
  }

  #run(): void {
    this.#again = true;
    if (this.#busy) return;
    this.#busy = true;
    void this.#settle().finally(() => (this.#busy = false));
  }

  async #settle(): Promise<void> {
    try {
      while (this.#again && !this.#ended) {
        this.#again = false;
        await this.#draw();
      }
    } catch (error) {
      this.#failed(error);
    }
  }

  async #draw(): Promise<void> {
    const view = this.#view;
    const width = this.#width;
    if (view === null || !this.#near || width <= 0) return;
    const signals = signalsOf(view, width, getComputedStyle(this.#box).fontFamily);
    if (this.#chart !== null && this.#locale === view.locale) {
      await this.#chart.update(view.curve.rows, signals, width);
      return;
    }
    const { drawCurve } = await import('./curve-chart.ts');
    if (this.#ended) return;
    this.#chart?.end();
    this.#locale = view.locale;
    const chart = await drawCurve(this.#box, view.curve.rows, view.locale, width, signals);
    if (this.#ended) chart.end();
    else this.#chart = chart;
  }
}
