import { html, nothing, type TemplateResult } from 'lit';
import type { Curve, CurveUnit } from './curve-series.ts';
import type { CurveTexts } from './curve-texts.ts';
import type { CurveFormat } from './curve-words.ts';

/** The same points as the drawing, newest first. */
export function curveTable(
  curve: Curve,
  unit: CurveUnit,
  caption: string,
  texts: CurveTexts,
  format: CurveFormat,
): TemplateResult {
  const peers = curve.rows.some((row) => row.kind === 'median');
  const cell = (value: number | null): TemplateResult =>
    html`<td>${value === null ? texts.unknown : format.value(value, unit)}</td>`;
  const head = (text: string): TemplateResult => html`<th scope="col">${text}</th>`;
  return html`<table>
    <caption class="sr">
      ${caption}
    </caption>
    <thead>
      <tr>
        ${head(texts.columns.day)}${head(texts.columns.toGo)}${head(texts.units[unit])}
        ${peers ? [texts.columns.low, texts.columns.median, texts.columns.high].map(head) : nothing}
      </tr>
    </thead>
    <tbody>
      ${curve.points.toReversed().map(
        (point) =>
          html`<tr>
            <th scope="row">${format.day(point.day)}</th>
            <td>${0 - point.x}</td>
            ${cell(point.own)}${peers ? [cell(point.low), cell(point.median), cell(point.high)] : nothing}
          </tr>`,
      )}
    </tbody>
  </table>`;
}
