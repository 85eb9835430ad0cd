// Loaded only when a curve comes near the viewport: with it comes Vega.
import { drawChart, type Chart, type Rows, type Signals } from '../chart/draw-chart.ts';
import { vegaLocale } from '../chart/vega-locale.ts';
import spec from './sales-curve.vl.json' with { type: 'json' };

/** `tag` is a BCP 47 tag, `width` in CSS pixels. */
export function drawCurve(box: Element, rows: Rows, tag: string, width: number, signals: Signals): Promise<Chart> {
  return drawChart(box, spec, rows, { locale: vegaLocale(tag), width, signals });
}
