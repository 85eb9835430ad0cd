// Loaded only when the audience comes near the viewport: with it comes Vega.
import {
  drawChart,
  pictureOfChart,
  type Chart,
  type ChartPicture,
  type Rows,
  type Signals,
} from '../chart/draw-chart.ts';
import { vegaLocale } from '../chart/vega-locale.ts';
import lead from './lead.vl.json' with { type: 'json' };
import moment from './moment.vl.json' with { type: 'json' };
import pyramid from './pyramid.vl.json' with { type: 'json' };

const SPECS = { lead, moment, pyramid };
export type ChartKind = keyof typeof SPECS;

/** `tag` is a BCP 47 tag, `width` in CSS pixels. */
export const drawAudience = (
  kind: ChartKind,
  box: Element,
  rows: Rows,
  tag: string,
  width: number,
  signals: Signals,
): Promise<Chart> => drawChart(box, SPECS[kind], rows, { locale: vegaLocale(tag), width, signals });

export const pictureOfAudience = (
  kind: ChartKind,
  rows: Rows,
  tag: string,
  width: number,
  signals: Signals,
): Promise<ChartPicture> => pictureOfChart(SPECS[kind], rows, { locale: vegaLocale(tag), width, signals });
