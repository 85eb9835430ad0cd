// Keeps one drawing in step with its data, its width and its place on the page. Runs are folded: never two at once, and the last one wins.
import type { Chart, Rows, Signals } from '../chart/draw-chart.ts';

/** How far below the viewport a drawing is prepared. */
export const NEAR = '300px';

export interface ChartView {
  readonly rows: Rows;
  /** For a width in CSS pixels and the font of the place. */
  readonly signals: (width: number, face: string) => Signals;
  /** BCP 47 tag. */
  readonly locale: string;
}

/** Brings the chart's code and draws for the first time. */
type Draw = (box: Element, rows: Rows, tag: string, width: number, signals: Signals) => Promise<Chart>;

export class ChartDrawing {
  readonly #box: HTMLElement;
  readonly #first: Draw;
  readonly #failed: (error: unknown) => void;
  readonly #seen: IntersectionObserver;
  readonly #sized: ResizeObserver;
  #near = false;
  #width = 0;
  #view: ChartView | null = null;
  #chart: Chart | null = null;
  #locale = '';
  #busy = false;
  #again = false;
  #ended = false;

  /** `failed` hears once per failed run; the box is then as it was. Drawn when `place`, the box itself if left out, comes near. */
  constructor(box: HTMLElement, first: Draw, failed: (error: unknown) => void, place: Element = box) {
    this.#box = box;
    this.#first = first;
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
    this.#seen.observe(place);
    this.#sized.observe(box);
  }

  show(view: ChartView): void {
    this.#view = view;
    this.#run();
  }

  /** The value of a continuous x scale under a point of the page; null before the chart stands. */
  valueAt(clientX: number): number | null {
    return this.#chart?.valueAt(clientX) ?? null;
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
    const signals = view.signals(width, getComputedStyle(this.#box).fontFamily);
    if (this.#chart !== null && this.#locale === view.locale) {
      await this.#chart.update(view.rows, signals, width);
      return;
    }
    this.#chart?.end();
    this.#chart = null;
    this.#locale = view.locale;
    const chart = await this.#first(this.#box, view.rows, view.locale, width, signals);
    if (this.#ended) chart.end();
    else this.#chart = chart;
  }
}
