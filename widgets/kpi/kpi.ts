import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { MonitorAnswer, SeriesAnswer } from '#protocol';
import { figuresPath, houseFigures } from '../data/house-figures.ts';
import { WantedResource } from '../data/wanted-resource.ts';
import { stateWords } from '../states/state-words.ts';
import { statesStyles } from '../states/states.styles.ts';
import { renderStale, renderTrouble } from '../states/trouble.ts';
import { tokens } from '../styles/tokens.styles.ts';
import { kpiStyles } from './kpi.styles.ts';
import { figureOf, kpiWords, MEASURES, type KpiWords, type Measure } from './kpi-words.ts';

/**
 * @summary One figure with its change over 1, 7 and 28 days.
 * @event {DipReadyEvent} dip-ready - The first figure is on screen.
 * @event {DipErrorEvent} dip-error - There is no figure to show.
 * @event {DipStaleEvent} dip-stale - A refresh failed; the last figure stays.
 * @cssprop --dip-ink - The figure.
 * @cssprop --dip-accent-3 - The short highlight of a new figure.
 */
export class Kpi extends LitElement {
  static override styles = [tokens, statesStyles, kpiStyles];

  /** `tickets`, `amount`, `occupancy`, `average-price`, `reserved` or `blocked`. */
  @property() measure: Measure = 'tickets';
  /** DIP-form id; left out, the totals of the season by the filters below. */
  @property() performance = '';
  @property() production = '';
  @property() venue = '';
  @property() hall = '';
  @property() provider = '';
  @property() genre = '';
  @property() region = '';
  @property() season = '';
  /** `upcoming`, `past` or `all`. */
  @property() period = '';

  readonly #wanted = new WantedResource<MonitorAnswer | SeriesAnswer>(this);
  #value: number | null | undefined;
  #isNew = false;

  override willUpdate(changed: PropertyValues<this>): void {
    if (!MEASURES.includes(this.measure)) this.measure = 'tickets';
    const { performance, production, venue, hall, provider, genre, region, season, period } = this;
    const filters = { production, venue, hall, provider, genre, region, season, period };
    if (changed.size > 0) this.#wanted.want(figuresPath({ performance, filters }));
    const { state } = this.#wanted;
    const value = state.kind === 'data' ? figureOf(this.measure, houseFigures(state.answer)) : undefined;
    this.#isNew = value !== undefined && this.#value !== undefined && value !== this.#value && changed.size === 0;
    this.#value = value;
  }

  #words(answer: MonitorAnswer | SeriesAnswer): KpiWords {
    return kpiWords(this.measure, houseFigures(answer), this.#wanted.locale);
  }

  override render(): TemplateResult {
    const { state, locale } = this.#wanted;
    switch (state.kind) {
      case 'loading':
        return html`<div class="loading" role="status" aria-busy="true">
          <span class="sr">${stateWords(locale).loading}</span>
          <div class="waiting label-place"></div>
          <div class="waiting figure-place"></div>
          <div class="waiting changes-place"></div>
        </div>`;
      case 'error':
      case 'alone':
        return renderTrouble(state, locale, () => this.#wanted.retry());
      case 'data':
        return this.#renderFigure(this.#words(state.answer), state.stale);
    }
  }

  #renderFigure(words: KpiWords, stale: boolean): TemplateResult {
    const { locale } = this.#wanted;
    const { figure } = words;
    const short = figure === null ? '' : figure.figure + figure.unit;
    const spoken = `${words.label}: ${figure?.full ?? `${words.unknown}, ${words.why}`}`;
    return html`<div role="group" aria-label=${words.label}>
        <div class="label">${words.label}</div>
        ${
          figure === null
            ? html`<span class="figure unknown">${words.unknown}</span>`
            : figure.full === short
              ? html`<span class=${this.#isNew ? 'figure new' : 'figure'}>${this.#renderShort(words)}</span>`
              : html`<button
                  type="button"
                  class=${this.#isNew ? 'figure new' : 'figure'}
                  title=${figure.full}
                  aria-label=${`${short}, ${figure.full}`}
                >
                  <span class="short">${this.#renderShort(words)}</span><span class="full">${figure.full}</span>
                </button>`
        }
        ${
          figure === null
            ? html`<p class="why">${words.why}</p>`
            : html`<dl class="changes">
                ${words.changes.map(
                  ({ text, period }) =>
                    html`<div>
                      <dt>${period}</dt>
                      <dd>${text}</dd>
                    </div>`,
                )}
              </dl>`
        }
        ${renderStale(stale, locale)}
      </div>
      <span class="sr" aria-live="polite">${this.#isNew ? spoken : ''}</span>`;
  }

  #renderShort({ figure }: KpiWords): TemplateResult {
    return html`${figure?.figure}${figure?.unit ? html`<span class="unit">${figure.unit}</span>` : nothing}`;
  }
}
