/** The little of Vega's packages that draw-chart.ts uses; they ship no types of their own. */
declare module 'vega-dataflow' {
  export const transforms: Record<string, unknown>;
}
declare module 'vega-transforms';
declare module 'vega-view-transforms';
declare module 'vega-encode';
declare module 'vega-parser' {
  export interface Dataflow {
    readonly operators: readonly unknown[];
  }
  export function parse(spec: object, config: object, options: { ast: boolean }): Dataflow;
}
declare module 'vega-view' {
  import type { Dataflow } from 'vega-parser';
  export class View {
    constructor(flow: Dataflow, options: object);
    signal(name: string, value: unknown): this;
    width(pixels: number): this;
    data(name: string, rows: readonly object[]): this;
    /** Fits the plot anew at the next run. */
    resize(): this;
    origin(): readonly [number, number];
    scale(name: string): { invert(pixels: number): number };
    initialize(box: Element): this;
    runAsync(): Promise<this>;
    toSVG(): Promise<string>;
    toCanvas(scale: number): Promise<HTMLCanvasElement>;
    finalize(): this;
  }
}
