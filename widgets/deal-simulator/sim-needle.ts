// What the slider moves, written straight into nodes that stand already. Each has room of its own, so that nothing around
// it is laid out or painted again.
import { html, nothing, type TemplateResult } from 'lit';
import type { Side } from '#protocol';
import type { Frame } from './sim-drawing.ts';
import { dealsOf, readingAt, type Told } from './sim-reading.ts';

export interface Scene extends Told {
  /** Null until it is known how wide the drawing is. */
  readonly frame: Frame | null;
}
const SIDES: readonly Side[] = ['provider', 'venue'];
/** Half the width of a figure of the count over the line, px. */
const HALF_FIGURE = 3.5;

/** Text that the slider moves, in the room of the widest. */
export const renderMoving = (what: string, room: string): TemplateResult =>
  html`<span class="moving" data-room=${room}><span data-moves=${what}></span></span>`;

export const renderNeedle = (two: boolean): TemplateResult =>
  html`<div class="over" aria-hidden="true">
    <div class="needle">
      <div class="now"></div>
      <div class="count" data-moves="count"></div>
      ${SIDES.map((side) => html`<div class="dot ${side}"></div>`)}
      ${two ? SIDES.map((side) => html`<div class="dot second ${side}"></div>`) : nothing}
    </div>
  </div>`;

interface Nodes {
  readonly slider: HTMLInputElement | null;
  readonly needle: HTMLElement | null;
  readonly dots: readonly HTMLElement[];
  /** By what they tell. */
  readonly texts: ReadonlyMap<string, Text>;
}

export class Needle {
  #scene: Scene | null = null;
  #nodes: Nodes = { slider: null, needle: null, dots: [], texts: new Map() };
  #at = 0;

  /** The number of tickets it stands at. */
  get paid(): number | null {
    return this.#scene?.sim.curve.paid[this.#at] ?? null;
  }

  /** After the page was drawn anew: its nodes may be others. */
  stand(root: ParentNode, scene: Scene, at: number): void {
    this.#scene = scene;
    this.#nodes = nodesOf(root);
    const { slider } = this.#nodes;
    if (slider !== null && scene.frame !== null) {
      // The slider lies under the curve: its ends are the curve's.
      slider.style.marginInlineStart = `${scene.frame.left - 8}px`;
      slider.style.width = `${scene.frame.width - scene.frame.left - scene.frame.right + 16}px`;
    }
    this.place(at);
  }

  /** To a place that was not dragged to; answers what is told there. */
  place(at: number): string {
    const { slider } = this.#nodes;
    if (slider !== null && slider.value !== String(at)) slider.value = String(at);
    return this.move(at);
  }

  /** At once and all together: a browser tells of a slider no more than once a frame. Answers what is told there. */
  move(at: number): string {
    const [scene, { slider, needle, dots, texts }] = [this.#scene, this.#nodes];
    if (scene === null) return '';
    this.#at = at;
    const { count, finding, value, rows } = readingAt(scene, at);
    slider?.setAttribute('aria-valuetext', value);
    tell(texts, 'finding', finding);
    for (const [i, row] of rows.entries()) for (const side of SIDES) tell(texts, `${side} ${i}`, row[side]);
    const { frame } = scene;
    if (needle === null || frame === null) return value;
    const left = Math.round(frame.x(scene.sim.curve.paid[at] ?? 0));
    tell(texts, 'count', count);
    needle.style.transform = `translateX(${left}px)`;
    // At the end of the drawing the count stays within it.
    needle.classList.toggle('at-end', left + count.length * HALF_FIGURE > frame.width);
    const heights = dealsOf(scene.sim).flatMap((deal) => SIDES.map((side) => frame.y(deal[side][at] ?? 0)));
    for (const [i, height] of heights.entries()) {
      const dot = dots[i];
      if (dot !== undefined) dot.style.transform = `translateY(${Math.round(height)}px)`;
    }
    return value;
  }
}

function nodesOf(root: ParentNode): Nodes {
  const texts = new Map<string, Text>();
  for (const node of root.querySelectorAll<HTMLElement>('[data-moves]')) {
    if (!(node.firstChild instanceof Text)) node.textContent = ' ';
    texts.set(node.dataset['moves'] ?? '', node.firstChild as Text);
  }
  return {
    slider: root.querySelector('#sold'),
    needle: root.querySelector('.needle'),
    dots: [...root.querySelectorAll<HTMLElement>('.dot')],
    texts,
  };
}

/** A text that is the same is not set again: what it is in would be painted for nothing. */
function tell(texts: Nodes['texts'], what: string, text: string): void {
  const node = texts.get(what);
  if (node !== undefined && node.data !== text) node.data = text;
}
