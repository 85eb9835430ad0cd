// The one module that knows Vega. It runs compiled specs through the interpreter, so that no policy needs unsafe-eval, and loads nothing.
import { transforms } from 'vega-dataflow';
import * as basic from 'vega-transforms';
import * as layout from 'vega-view-transforms';
import * as encode from 'vega-encode';
import { View } from 'vega-view';
import { parse } from 'vega-parser';
import { expressionInterpreter as expr } from 'vega-interpreter';
import type { VegaLocale } from './vega-locale.ts';

Object.assign(transforms, basic, layout, encode);

export type Signals = Readonly<Record<string, unknown>>;
export type Rows = readonly object[];

/** A drawn chart. Each call resolves when the drawing stands. */
export interface Chart {
  /** `width` in CSS pixels; `signals` change in the same run. */
  resize(width: number, signals?: Signals): Promise<void>;
  theme(signals: Signals): Promise<void>;
  update(rows: Rows, signals?: Signals, width?: number): Promise<void>;
  /** The value of a continuous x scale under a point of the page; `clientX` in CSS pixels. */
  valueAt(clientX: number): number;
  end(): void;
}

export interface ChartOptions {
  readonly locale: VegaLocale;
  /** CSS pixels, above 0. */
  readonly width: number;
  readonly signals?: Signals;
}

const refuse = (): Promise<never> => Promise.reject(new Error('charts load nothing'));
const loader = { load: refuse, sanitize: refuse, http: refuse, file: refuse };

// Vega tags each row it is given with a symbol; the session's cache stays clean.
const copies = (rows: Rows): object[] => rows.map((row) => ({ ...row }));

/** A chart by itself, for a file: as SVG, and painted twice the size. */
export interface ChartPicture {
  readonly svg: string;
  readonly canvas: HTMLCanvasElement;
  /** CSS pixels. */
  readonly wide: number;
  readonly high: number;
}

/** Draws a spec compiled at build time into `box`; its one data set is called `rows`. */
export async function drawChart(box: Element, spec: object, rows: Rows, options: ChartOptions): Promise<Chart> {
  const view = viewOf(spec, options, 'svg');
  const set = (values: Signals): void => {
    for (const [name, value] of Object.entries(values)) view.signal(name, value);
  };
  const run = async (): Promise<void> => {
    // Other figures have wider labels: without this the plot keeps the room it had.
    await view.resize().runAsync();
  };
  set(options.signals ?? {});
  await view.width(options.width).data('rows', copies(rows)).initialize(box).runAsync();
  return {
    resize: (width, signals = {}) => (set(signals), view.width(width), run()),
    theme: (signals) => (set(signals), run()),
    update: (next, signals = {}, width = undefined) => {
      set(signals);
      if (width !== undefined) view.width(width);
      view.data('rows', copies(next));
      return run();
    },
    valueAt: (clientX) => view.scale('x').invert(clientX - box.getBoundingClientRect().left - view.origin()[0]),
    end: () => {
      view.finalize();
      box.replaceChildren();
    },
  };
}

/** Draws without a page; colours in `signals` must be such that every program knows them. */
export async function pictureOfChart(spec: object, rows: Rows, options: ChartOptions): Promise<ChartPicture> {
  const view = viewOf(spec, options, 'none');
  for (const [name, value] of Object.entries(options.signals ?? {})) view.signal(name, value);
  await view.width(options.width).data('rows', copies(rows)).runAsync();
  const canvas = await view.toCanvas(2);
  const picture = { svg: await view.toSVG(), canvas, wide: canvas.width / 2, high: canvas.height / 2 };
  view.finalize();
  return picture;
}

const viewOf = (spec: object, { locale }: ChartOptions, renderer: 'svg' | 'none'): View =>
  new View(parse(spec, { locale }, { ast: true }), { expr, loader, renderer });
