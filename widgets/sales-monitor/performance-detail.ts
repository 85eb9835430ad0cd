/** One performance: what its figures say, its curve, its seats, its prices, and where each figure comes from. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { MonitorRow, SeriesAnswer } from '#protocol';
import { WantedResource, type WantedState } from '../data/wanted-resource.ts';
import { seriesPath } from '../sales-curve/series-path.ts';
import { statesStyles } from '../states/states.styles.ts';
import { renderStale, renderTrouble } from '../states/trouble.ts';
import { tokens } from '../styles/tokens.styles.ts';
import { controls } from './controls.styles.ts';
import { detailTextsOf, type DetailTexts } from './detail-texts.ts';
import { longDay } from './long-dates.ts';
import { DEFAULTS } from './monitor-choice.ts';
import { formatOf, type Format } from './monitor-format.ts';
import { performanceDetailStyles } from './performance-detail.styles.ts';
import { findingOf } from './performance-finding.ts';
import { prices, provenance, resellers, seats } from './performance-parts.ts';

/**
 * Private to the sales monitor.
 *
 * @event dip-close - The viewer is done with this performance.
 */
export class PerformanceDetail extends LitElement {
  static override styles = [tokens, controls, statesStyles, performanceDetailStyles];

  @property() performance = '';
  /** As the list has it; its title and seats stand before anything is fetched. */
  @property({ attribute: false }) row: MonitorRow | null = null;
  @property() definition = DEFAULTS.definition;
  @property() amount = DEFAULTS.amount;

  readonly #source = new WantedResource<SeriesAnswer>(this);
  #focusWanted = false;

  /** Moves the focus to the heading. */
  override focus(): void {
    const heading = this.renderRoot?.querySelector<HTMLElement>('h3');
    this.#focusWanted = !heading;
    heading?.focus({ preventScroll: true });
    this.scrollIntoView({ block: 'nearest' });
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('performance') || changed.has('definition') || changed.has('amount'))
      this.#source.want(seriesPath(this.performance, this.definition, this.amount));
  }

  protected override updated(): void {
    if (this.#focusWanted) this.focus();
  }

  override render(): TemplateResult {
    const format = formatOf(this.#source.locale);
    const texts = detailTextsOf(format.dutch);
    const heard = this.#source.state;
    const answer = heard.kind === 'data' ? heard.answer : null;
    const row = answer?.performance ?? this.row;
    if (!row) return html`<p class="sub" role="status">${texts.loading}</p>`;
    return html`<section aria-labelledby="heading">
      <header>
        <h3 id="heading" tabindex="-1">${findingOf(row, texts, format.count) ?? row.title}</h3>
        <button
          class="close"
          aria-label=${texts.close}
          title=${texts.close}
          @click=${() => this.dispatchEvent(new Event('dip-close'))}
        >
          ×
        </button>
        ${answer ? html`<p class="sub">${this.#place(answer, texts, format)}</p>` : html`<p class="sub">${longDay(format.tag, row.startsAt, 'Europe/Amsterdam')}</p>`}
      </header>
      ${renderStale(heard.kind === 'data' && heard.stale, this.#source.locale)}
      <div class="two">
        <dip-sales-curve
          plain
          .performance=${this.performance}
          .definition=${this.definition}
          .amount=${this.amount}
        ></dip-sales-curve>
        <div>${seats(row, texts, format)}${this.#rest(heard, answer, texts, format)}</div>
      </div>
      ${answer ? provenance(answer, Date.now(), texts, format) : nothing}
    </section>`;
  }

  #rest(
    heard: WantedState<SeriesAnswer>,
    answer: SeriesAnswer | null,
    texts: DetailTexts,
    format: Format,
  ): TemplateResult {
    if (heard.kind === 'error' || heard.kind === 'alone')
      return renderTrouble(heard, this.#source.locale, () => this.#source.retry());
    if (!answer) return html``;
    return html`${prices(answer, texts, format)}${resellers(answer, texts, format)}`;
  }

  #place({ performance: row, names, timeZone }: SeriesAnswer, texts: DetailTexts, format: Format): string {
    const parts = [
      `${longDay(format.tag, row.startsAt, timeZone)}, ${format.time(row.startsAt, timeZone)}`,
      names.venues[row.venue]?.name,
      row.hall && names.halls[row.hall]?.name,
      row.provider && names.providers[row.provider]?.name,
      row.status === 'planned' ? null : texts[row.status],
    ];
    return parts.filter(Boolean).join(' · ');
  }
}
