import { html, LitElement, nothing, svg, type PropertyValues, type SVGTemplateResult, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { MonitorAnswer, SeriesAnswer } from '#protocol';
import { figuresPath, houseFigures, type HouseFigures } from '../data/house-figures.ts';
import { WantedResource } from '../data/wanted-resource.ts';
import { occupancyBar } from '../drawing/occupancy-bar.ts';
import { occupancyBarStyles } from '../drawing/occupancy-bar.styles.ts';
import { stateWords } from '../states/state-words.ts';
import { statesStyles } from '../states/states.styles.ts';
import { renderStale, renderTrouble } from '../states/trouble.ts';
import { tokens } from '../styles/tokens.styles.ts';
import { occupancyStyles } from './occupancy.styles.ts';
import { occupancyWords, type OccupancyWords, type SeatState } from './occupancy-words.ts';

/**
 * @summary How full a house is: sold, reserved, free and blocked seats as one bar, with where comparable houses are.
 * @event {DipReadyEvent} dip-ready - The first figures are on screen.
 * @event {DipErrorEvent} dip-error - There are no figures to show.
 * @event {DipStaleEvent} dip-stale - A refresh failed; the last figures stay.
 * @cssprop --dip-accent - Sold.
 * @cssprop --dip-accent-2 - Reserved.
 * @cssprop --dip-line-2 - Blocked.
 * @cssprop --dip-sunk - Free.
 * @cssprop --dip-ink - The tick where comparable houses are.
 */
export class Occupancy extends LitElement {
  static override styles = [tokens, statesStyles, occupancyBarStyles, occupancyStyles];

  /** DIP-form id of one performance. */
  @property() performance = '';
  /** Or of a production: all its performances together. */
  @property() production = '';
  @property() venue = '';
  @property() season = '';

  readonly #wanted = new WantedResource<MonitorAnswer | SeriesAnswer>(this);

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.size === 0) return;
    const { performance, production, venue, season } = this;
    this.#wanted.want(figuresPath({ performance, filters: { production, venue, season } }));
  }

  override render(): TemplateResult {
    const { state, locale } = this.#wanted;
    switch (state.kind) {
      case 'loading':
        return html`<div role="status" aria-busy="true">
          <span class="sr">${stateWords(locale).loading}</span>
          <div class="waiting title-place"></div>
          <div class="waiting bar-place"></div>
          <div class="waiting key-place"></div>
        </div>`;
      case 'error':
      case 'alone':
        return renderTrouble(state, locale, () => this.#wanted.retry());
      case 'data': {
        const house = houseFigures(state.answer);
        return this.#renderHouse(house, occupancyWords(house, locale), state.stale);
      }
    }
  }

  #renderHouse(house: HouseFigures, words: OccupancyWords, stale: boolean): TemplateResult {
    const { locale } = this.#wanted;
    const bar = occupancyBar(
      {
        capacity: house.capacity,
        sold: house.count,
        reserved: house.reserved,
        blocked: house.blocked,
        tick: house.tick,
      },
      [words.sentence, words.tick].filter(Boolean).join(' '),
    );
    return html`<div class="head">
        <p class="title">${words.title}</p>
        <span class="share" aria-hidden="true">${words.share}</span>
      </div>
      <p>${words.sentence}</p>
      ${
        words.empty
          ? nothing
          : html`${house.capacity ? bar : nothing}
              <div class="key" aria-hidden="true">
                ${words.rows.map(({ state, label, seats }) => html`<span>${swatch(state)}<b>${seats}</b>${label}</span>`)}
                ${words.tick === '' ? nothing : html`<span>${swatch('tick')}${words.tick}</span>`}
              </div>
              ${renderTwin(words)}`
      }
      ${renderStale(stale, locale)}`;
  }
}

/** The same seats as a table, for who reads by ear and on paper. In a box of its own: no width makes a table narrower than its words. */
const renderTwin = ({ title, heads, rows, capacity }: OccupancyWords): TemplateResult =>
  html`<div class="sr twin">
    <table>
      <caption>
        ${title}
      </caption>
      <thead>
        <tr>
          <th scope="col">${heads.state}</th>
          <th scope="col">${heads.seats}</th>
          <th scope="col">${heads.share}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ label, seats, share }) =>
            html`<tr>
              <th scope="row">${label}</th>
              <td>${seats}</td>
              <td>${share}</td>
            </tr>`,
        )}
        <tr>
          <th scope="row">${heads.capacity}</th>
          <td>${capacity}</td>
          <td></td>
        </tr>
      </tbody>
    </table>
  </div>`;

const CLASS = { sold: 'sold', reserved: 'reserved', free: 'room', blocked: 'blocked' } as const;

function swatch(state: SeatState | 'tick'): SVGTemplateResult {
  if (state === 'tick')
    return svg`<svg width="12" height="12"><line class="tick" x1="6" x2="6" y1="0" y2="12"></line></svg>`;
  return svg`<svg width="12" height="12"><rect class=${CLASS[state]} width="12" height="12"></rect>${
    state === 'reserved' ? svg`<path class="hatch" d="M0 3 3 0M0 7 7 0M0 11 11 0M4 12 12 4M8 12 12 8"></path>` : null
  }</svg>`;
}
