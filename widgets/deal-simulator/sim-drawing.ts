// The curves, drawn once for a width; over them lies the needle that the slider moves.
import { nothing, svg, type SVGTemplateResult } from 'lit';
import type { Curve, Side } from '#protocol';
import { countText, roundAmountText } from '../deals/amount-text.ts';
import { linesOf, type Simulation } from './sim-curves.ts';
import type { SimWords } from './sim-words.ts';

export const HEIGHT = 260;
export const TOP = 20;
export const BOTTOM = 26;
const NARROW = 600;
const LEFT = 66;
const SIDES: readonly Side[] = ['provider', 'venue'];

export interface Frame {
  readonly width: number;
  readonly left: number;
  readonly right: number;
  readonly x: (paid: number) => number;
  readonly y: (cents: number) => number;
}

export function frameOf(width: number, { curve, least, most }: Simulation): Frame {
  const right = width < NARROW ? 10 : 150;
  const last = Math.max(1, curve.paid.at(-1) ?? 1);
  const inner = Math.max(60, width - LEFT - right);
  return {
    width,
    left: LEFT,
    right,
    x: (paid) => LEFT + (paid / last) * inner,
    y: (cents) => TOP + ((most - cents) / (most - least)) * (HEIGHT - TOP - BOTTOM),
  };
}

const pointsOf = ({ paid }: Curve, values: readonly number[], { x, y }: Frame): string =>
  paid.map((at, i) => `${x(at).toFixed(1)},${y(values[i] ?? 0).toFixed(1)}`).join(' ');

/** Labels of the axis that do not touch: the two ends first, then the marks. */
function ticksOf(sim: Simulation, { x }: Frame): readonly number[] {
  const kept = [0, sim.curve.paid.at(-1) ?? 0];
  for (const { paid } of sim.marks) if (kept.every((one) => Math.abs(x(one) - x(paid)) > 34)) kept.push(paid);
  return kept;
}

export function drawCurves(
  sim: Simulation,
  frame: Frame,
  { words, locale, currency }: { words: SimWords; locale: string; currency: string },
): SVGTemplateResult {
  const { x, y, width, right, left } = frame;
  const end = width - right;
  const money = (cents: number): string => roundAmountText(cents, currency, locale);
  const label = (side: Side): SVGTemplateResult | typeof nothing =>
    width < NARROW
      ? nothing
      : svg`<text class="end ${side}" x=${end + 8} y=${y(sim.curve[side].at(-1) ?? 0) + 4}>${words.more(
          words[side],
          money(sim.curve[side].at(-1) ?? 0),
        )}</text>`;
  return svg`
    ${linesOf(sim.least, sim.most).map(
      (at) => svg`<line class=${at === 0 ? 'nought' : 'grid'} x1=${left} x2=${end} y1=${y(at)} y2=${y(at)}></line>
        <text x=${left - 8} y=${y(at) + 4} text-anchor="end">${money(at)}</text>`,
    )}
    ${ticksOf(sim, frame).map((at) => svg`<text x=${x(at)} y=${HEIGHT - 6} text-anchor="middle">${countText(at, locale)}</text>`)}
    ${
      sim.other === null
        ? nothing
        : SIDES.map(
            (side) =>
              svg`<polyline class="curve second ${side}" points=${pointsOf(sim.other!.curve, sim.other!.curve[side], frame)}></polyline>`,
          )
    }
    ${SIDES.toReversed().map(
      (side) => svg`<polyline class="curve ${side}" points=${pointsOf(sim.curve, sim.curve[side], frame)}></polyline>
        ${label(side)}`,
    )}
    ${sim.marks.map(({ paid, kind, side }) => {
      const value = valueAt(sim.curve, side ?? 'provider', paid);
      return svg`<line class="drop" x1=${x(paid)} x2=${x(paid)} y1=${y(value)} y2=${HEIGHT - BOTTOM}></line>
        <circle class="mark ${kind}" cx=${x(paid)} cy=${y(value)} r="4"></circle>`;
    })}`;
}

/** At a number of tickets between two steps of the curve: on the line that is drawn. */
export function valueAt(curve: Curve, side: Side, paid: number): number {
  const after = curve.paid.findIndex((one) => one >= paid);
  const [to, from] = [curve.paid[after] ?? 0, curve.paid[after - 1] ?? 0];
  const [high, low] = [curve[side][after] ?? 0, curve[side][after - 1] ?? curve[side][after] ?? 0];
  return to === from ? high : low + ((high - low) * (paid - from)) / (to - from);
}
