// One performance's sales over time. Words and table stand before any chart code is loaded; the drawing comes when it is near the viewport.
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { SeriesAnswer } from '#protocol';
import { WantedResource, type WantedState } from '../data/wanted-resource.ts';
import { NEAR } from '../drawing/chart-drawing.ts';
import { statesStyles } from '../states/states.styles.ts';
import { renderStale, renderTrouble } from '../states/trouble.ts';
import { tokens } from '../styles/tokens.styles.ts';
import { CurveDrawing } from './curve-drawing.ts';
import {
  CURVE_AXES,
  CURVE_UNITS,
  curveOf,
  type Curve,
  type CurveAxis,
  type CurvePoint,
  type CurveUnit,
} from './curve-series.ts';
import { curveTable } from './curve-table.ts';
import { curveTexts, type CurveTexts } from './curve-texts.ts';
import { curveFormat, curveWords, pointWords, type CurveWords } from './curve-words.ts';
import { salesCurveStyles } from './sales-curve.styles.ts';
import { seriesPath } from './series-path.ts';

const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowLeft: (at) => at - 1,
  ArrowRight: (at) => at + 1,
  Home: () => 0,
  End: (_, count) => count - 1,
};

interface Shown {
  readonly curve: Curve;
  readonly words: CurveWords;
  readonly texts: CurveTexts;
}

/**
 * Sales curve of one performance against comparable ones.
 *
 * @cssprop --dip-accent own line
 * @cssprop --dip-sunk band of comparables
 */
export class SalesCurve extends LitElement {
  static override styles = [tokens, statesStyles, salesCurveStyles];

  /** DIP-form id, `NL-…|00012`. */
  @property() performance = '';
  @property() unit: CurveUnit = 'tickets';
  @property() axis: CurveAxis = 'days';
  /** What counts as sold, and which money, as `GET /v1/monitor` has them; left empty, issued and as reported. */
  @property() definition = '';
  @property() amount = '';
  /** Without a title: what stands around it says the finding. */
  @property({ type: Boolean }) plain = false;

  readonly #source = new WantedResource<SeriesAnswer>(this);
  #drawing: CurveDrawing | null = null;
  #drawn: Element | null = null;
  #drawingFailed = false;
  #table = false;
  /** Place in the list of points of the reader who walks the curve; null = not walking. */
  #at: number | null = null;

  /** The chart's code travels while the figures do; where it does not come, the drawing says so later. */
  readonly #nearing = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      this.#nearing.disconnect();
      void import('./curve-chart.ts').catch(() => undefined);
    },
    { rootMargin: NEAR },
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.#nearing.observe(this);
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // An element that is moved comes back before this runs, and keeps its drawing.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#nearing.disconnect();
      this.#endDrawing();
    });
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!CURVE_UNITS.includes(this.unit)) this.unit = 'tickets';
    if (!CURVE_AXES.includes(this.axis)) this.axis = 'days';
    if (changed.has('performance')) this.#at = null;
    if (changed.has('performance') || changed.has('definition') || changed.has('amount'))
      this.#source.want(seriesPath(this.performance ?? '', this.definition, this.amount));
  }

  override render(): TemplateResult {
    const texts = curveTexts(this.#source.locale);
    const state: WantedState<SeriesAnswer> = !this.performance
      ? { kind: 'error', code: 'not_asked_well', message: 'performance is empty' }
      : this.#source.state;
    switch (state.kind) {
      case 'loading':
        return html`<div class="drawing waiting" role="status" aria-busy="true">
          <span class="sr">${texts.loading}</span>
        </div>`;
      case 'error':
      case 'alone':
        return renderTrouble(state, this.#source.locale, () => this.#source.retry());
      case 'data':
        return this.#renderData(this.#shown(state.answer, texts), state.answer, state.stale);
    }
  }

  protected override updated(): void {
    // Vega puts a role and a label of its own on the box it is given, so it gets an inner one.
    const box = this.renderRoot.querySelector<HTMLElement>('.ink');
    if (box !== this.#drawn) {
      this.#endDrawing();
      this.#drawn = box;
      if (box !== null) this.#drawing = new CurveDrawing(box, () => this.#drawingLost());
    }
    const state = this.#source.state;
    if (state.kind !== 'data') return;
    const { curve, words, texts } = this.#shown(state.answer, curveTexts(this.#source.locale));
    const cursor = this.#at === null ? null : (curve.points[this.#at]?.x ?? null);
    const { unit, axis } = this;
    this.#drawing?.show({ curve, unit, axis, words, nowLabel: texts.now, locale: this.#source.locale, cursor });
  }

  #shown(answer: SeriesAnswer, texts: CurveTexts): Shown {
    const curve = curveOf(answer, this.unit);
    return {
      curve,
      texts,
      words: curveWords(curve, this.unit, answer.performance.title, texts, curveFormat(this.#source.locale)),
    };
  }

  #renderData({ curve, words, texts }: Shown, answer: SeriesAnswer, stale: boolean): TemplateResult {
    const empty = curve.points.length === 0 && curve.rows.length === 0;
    const table = this.#table || this.#drawingFailed;
    const format = curveFormat(this.#source.locale);
    const read = this.#at === null ? undefined : curve.points[this.#at];
    return html`
      ${this.plain ? nothing : html`<h3>${words.title}</h3>`}
      <p>${words.measured}</p>
      ${renderStale(stale, this.#source.locale)}
      ${empty && 'reason' in curve.benchmark ? nothing : this.#renderChoices(texts)}
      ${
        empty || this.#drawingFailed
          ? nothing
          : html`<div
                class="drawing"
                role="img"
                tabindex="0"
                aria-label=${`${words.title}. ${words.measured}`}
                aria-describedby="walk"
                @keydown=${(event: KeyboardEvent) => this.#walk(event, curve.points)}
                @blur=${() => this.#read(null)}
                @pointermove=${(event: PointerEvent) => this.#read(this.#drawing?.nearest(event.clientX) ?? null)}
                @pointerleave=${() => this.#read(null)}
              >
                <div class="ink" aria-hidden="true"></div>
              </div>
              <span id="walk" class="sr">${texts.walk}</span>`
      }
      <p class="reading" aria-live="polite">${read === undefined ? '' : pointWords(read, this.unit, texts, format)}</p>
      ${
        empty
          ? nothing
          : html`<button type="button" aria-expanded=${table} aria-controls="twin" @click=${() => this.#toggleTable()}>
                ${table ? texts.hideTable : texts.showTable}
              </button>
              <div
                id="twin"
                class="twin"
                ?hidden=${!table}
                tabindex=${table ? 0 : nothing}
                role="region"
                aria-label=${words.title}
              >
                ${curveTable(curve, this.unit, `${answer.performance.title}. ${words.measured}`, texts, format)}
              </div>`
      }
    `;
  }

  #renderChoices(texts: CurveTexts): TemplateResult {
    return html`<div class="choices">
      ${this.#renderChoice('unit', texts.unitLegend, CURVE_UNITS, texts.units)}
      ${this.#renderChoice('axis', texts.axisLegend, CURVE_AXES, texts.axes)}
    </div>`;
  }

  #renderChoice<Value extends string>(
    name: 'unit' | 'axis',
    legend: string,
    values: readonly Value[],
    texts: Readonly<Record<Value, string>>,
  ): TemplateResult {
    return html`<fieldset>
      <legend>${legend}</legend>
      ${values.map(
        (value) =>
          html`<label
            ><input
              type="radio"
              name=${name}
              value=${value}
              .checked=${this[name] === value}
              @change=${() => this.#choose(name, value)}
            />${texts[value]}</label
          >`,
      )}
    </fieldset>`;
  }

  #choose(name: 'unit' | 'axis', value: string): void {
    if (name === 'unit') this.unit = value as CurveUnit;
    else this.axis = value as CurveAxis;
  }

  #walk(event: KeyboardEvent, points: readonly CurvePoint[]): void {
    if (event.key === 'Escape' && this.#at !== null) return this.#read(null);
    const step = STEPS[event.key];
    if (step === undefined || points.length === 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.#read(Math.min(points.length - 1, Math.max(0, step(this.#at ?? points.length, points.length))));
  }

  #read(at: number | null): void {
    if (at === this.#at) return;
    this.#at = at;
    this.requestUpdate();
  }

  #toggleTable(): void {
    this.#table = !this.#table;
    this.requestUpdate();
  }

  // Without the chart's code the same figures still stand in the table.
  #drawingLost(): void {
    this.#drawingFailed = true;
    this.requestUpdate();
  }

  #endDrawing(): void {
    this.#drawing?.end();
    this.#drawing = null;
    this.#drawn = null;
  }
}
