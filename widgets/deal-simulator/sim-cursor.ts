import { svg, type SVGTemplateResult } from 'lit';
import type { Side } from '#protocol';
import { BOTTOM, HEIGHT, TOP } from './sim-drawing.ts';

/** What the slider moves in the drawing. */
export const cursorOf = (
  x: number,
  count: string,
  dots: readonly { readonly cy: number; readonly side: Side; readonly second: boolean }[],
): SVGTemplateResult =>
  svg`<line class="now" x1=${x} x2=${x} y1=${TOP} y2=${HEIGHT - BOTTOM}></line>
    <text class="count" x=${x} y=${TOP - 6} text-anchor="middle">${count}</text>
    ${dots.map(
      ({ cy, side, second }) =>
        svg`<circle class="dot ${side} ${second ? 'second' : ''}" cx=${x} cy=${cy} r=${second ? 3.5 : 4.5}></circle>`,
    )}`;
