// What stands around the needle: the finding, the drawing with its slider, both deals' figures.
import { html, nothing, type TemplateResult } from 'lit';
import { countText } from '../deals/amount-text.ts';
import { drawCurves, HEIGHT } from './sim-drawing.ts';
import { factsOf } from './sim-facts.ts';
import type { Model } from './sim-model.ts';
import { renderMoving, renderNeedle, type Scene } from './sim-needle.ts';
import { roomOf, type Reading } from './sim-reading.ts';
import { renderMarks, renderTable } from './sim-table.ts';

interface Hand {
  /** Under an agreement it is a part of it; on a page of its own it is the subject. */
  readonly part: boolean;
  readonly moved: (at: number) => void;
  readonly goTo: (paid: number) => void;
}

export function renderSim(model: Model, scene: Scene, { part, moved, goTo }: Hand): TemplateResult {
  const { sim } = scene;
  const room = roomOf(scene);
  const finding = renderMoving('finding', room.finding);
  return html`${part ? html`<h3 class="finding">${finding}</h3>` : html`<h2 class="finding">${finding}</h2>`}
    <p class="lead" id="facts">${factsOf(model, sim)}</p>
    ${renderChart(scene, moved)}
    <p class="sr" role="status"></p>
    ${sim.other === null ? nothing : renderBoth(scene, room)}
    <div class="still">${renderMarks(scene, goTo)} ${renderTable(scene)}</div>`;
}

function renderChart({ sim, frame, words, locale, currency }: Scene, moved: Hand['moved']): TemplateResult {
  if (frame === null) return html`<div class="chart-place"></div>`;
  const { paid } = sim.curve;
  return html`<div class="chart">
      <svg
        width=${frame.width}
        height=${HEIGHT}
        role="img"
        aria-label=${words.chart(countText(paid.at(-1) ?? 0, locale))}
      >
        ${drawCurves(sim, frame, { words, locale, currency })}
      </svg>
      ${renderNeedle(sim.other !== null)}
    </div>
    <input
      type="range"
      id="sold"
      min="0"
      max=${paid.length - 1}
      step="1"
      aria-label=${words.slider}
      aria-describedby="facts"
      @input=${(event: Event) => moved(Number((event.target as HTMLInputElement).value))}
    />`;
}

function renderBoth({ words }: Scene, { rows }: Reading): TemplateResult {
  const row = (name: string, i: number): TemplateResult =>
    html`<tr>
      <th scope="row"><span class=${i === 0 ? 'key' : 'key second'} aria-hidden="true"></span>${name}</th>
      <td class="num">${renderMoving(`provider ${i}`, rows[i]?.provider ?? '')}</td>
      <td class="num">${renderMoving(`venue ${i}`, rows[i]?.venue ?? '')}</td>
    </tr>`;
  return html`<table class="figures">
    <thead>
      <tr>
        <td></td>
        <th scope="col" class="num">${words.provider}</th>
        <th scope="col" class="num">${words.venue}</th>
      </tr>
    </thead>
    <tbody>
      ${row(words.this, 0)} ${row(words.other, 1)}
    </tbody>
  </table>`;
}
