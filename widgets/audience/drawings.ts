/** The drawings of an overview: each box on the page has one, and one that is gone is ended. */
import { ChartDrawing } from '../drawing/chart-drawing.ts';
import type { DrawnChart } from './drawn-charts.ts';
import { ON_SCREEN } from './palette.ts';

export class Drawings {
  readonly #host: Element;
  readonly #failed: () => void;
  readonly #kept = new Map<HTMLElement, ChartDrawing>();

  /** All are drawn when `host` comes near: whoever prints has not scrolled past each of them. */
  constructor(host: Element, failed: () => void) {
    this.#host = host;
    this.#failed = failed;
  }

  show(root: ParentNode, charts: ReadonlyMap<string, DrawnChart>, locale: string): void {
    const boxes = [...root.querySelectorAll<HTMLElement>('.ink')];
    for (const [box, drawing] of this.#kept)
      if (!boxes.includes(box)) {
        drawing.end();
        this.#kept.delete(box);
      }
    for (const box of boxes) {
      const chart = charts.get(box.dataset['chart'] ?? '');
      if (!chart) continue;
      this.#drawingOf(box, chart.kind).show({
        rows: chart.rows,
        locale,
        signals: (width, face) => ({ ...chart.signals(width, ON_SCREEN), face }),
      });
    }
  }

  end(): void {
    for (const drawing of this.#kept.values()) drawing.end();
    this.#kept.clear();
  }

  #drawingOf(box: HTMLElement, kind: DrawnChart['kind']): ChartDrawing {
    const known = this.#kept.get(box);
    if (known) return known;
    const drawing = new ChartDrawing(
      box,
      async (...given) => (await import('./audience-chart.ts')).drawAudience(kind, ...given),
      this.#failed,
      this.#host,
    );
    this.#kept.set(box, drawing);
    return drawing;
  }
}
