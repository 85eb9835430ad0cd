import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Agreement, Terms } from '#protocol';
import { WantedResource } from '../data/wanted-resource.ts';
import type { DealDraft } from '../deals/deal-draft.ts';
import { dealFormStyles } from '../deals/deal-form.styles.ts';
import { formsStyles } from '../forms/forms.styles.ts';
import { stateWords } from '../states/state-words.ts';
import { statesStyles } from '../states/states.styles.ts';
import { renderTrouble } from '../states/trouble.ts';
import { tokens } from '../styles/tokens.styles.ts';
import { simulatorStyles } from './deal-simulator.styles.ts';
import { placeOf, type Simulation } from './sim-curves.ts';
import { frameOf } from './sim-drawing.ts';
import { renderOther, renderSeats } from './sim-fields.ts';
import { Models, type Model } from './sim-model.ts';
import { Needle, type Scene } from './sim-needle.ts';
import { needleStyles } from './sim-needle.styles.ts';
import { EMPTY_SEATS, seatsOf, type SeatBase, type SeatDraft } from './sim-seats.ts';
import { renderSim } from './sim-view.ts';

const DEFAULT_SOLD = 60;
const LEAST_WIDTH = 40;
const NO_BASE: SeatBase = { vatRate: 9, levies: [], paid: null };

/**
 * @summary What each side gets at any number of tickets sold, computed in the page; two deals side by side.
 * @event {DipErrorEvent} dip-error - The agreement it should start from is not to be had.
 * @cssprop --dip-accent - The producer.
 * @cssprop --dip-accent-2 - The venue.
 */
export class DealSimulator extends LitElement {
  static override styles = [tokens, statesStyles, formsStyles, dealFormStyles, needleStyles, simulatorStyles];

  /** Id of the agreement whose terms and sales it starts from. */
  @property() agreement = '';
  /** Seats of the hall, where they are known. */
  @property({ type: Number }) capacity: number | null = null;
  /** Terms of a deal that is not yet an agreement; go before `agreement`. */
  @property({ attribute: false }) terms: Terms | null = null;
  /** An agreement that the page has already: not asked for again. */
  @property({ attribute: false }) known: Agreement | null = null;

  @state() private _seats: SeatDraft = EMPTY_SEATS;
  @state() private _other: DealDraft | null = null;
  @state() private _width = 0;

  readonly #agreement = new WantedResource<Agreement>(this);
  readonly #models = new Models();
  #needle = new Needle();
  #base = NO_BASE;
  /** Of which agreement the seats were taken. */
  #from = '';
  #model: Model | null = null;
  #scene: Scene | null = null;
  #sized: ResizeObserver | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sized = new ResizeObserver(([entry]) => {
      this._width = Math.floor(entry?.contentRect.width ?? 0);
    });
    this.#sized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sized?.disconnect();
    this.#sized = null;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('agreement') || changed.has('known'))
      this.#agreement.want(
        this.agreement === '' || this.known !== null ? '' : `/v1/agreements/${encodeURIComponent(this.agreement)}`,
      );
    const held = this.#held;
    if (held !== null && this.#from !== held.id) this.#begin(held);
    const terms = this.terms ?? held?.terms ?? null;
    this.#model =
      terms === null
        ? null
        : this.#models.of({
            terms,
            seats: this._seats,
            draft: this._other,
            base: this.#base,
            locale: this.#agreement.locale,
          });
    this.#scene = this.#sceneOf(this.#model);
  }

  #begin(held: Agreement): void {
    this.#from = held.id;
    this.#needle = new Needle();
    const { draft, base } = seatsOf(held, this.capacity, this.#agreement.locale);
    this._seats = draft;
    this.#base = base;
    if (draft.capacity === '') void this.#askCapacity(held);
  }

  /** Where the page may see sales, it knows the hall; elsewhere it is filled in by hand. */
  async #askCapacity({ id, performances }: Agreement): Promise<void> {
    const { session } = this.#agreement;
    const [first] = performances;
    if (session === null || first === undefined) return;
    try {
      const answer = await session.request(`/v1/performances/${encodeURIComponent(first.id)}/series`);
      if (!answer.ok) return;
      const { performance } = (await answer.json()) as { performance?: { figures?: { capacity?: number | null } } };
      const capacity = performance?.figures?.capacity;
      if (capacity && this.#from === id && this._seats.capacity === '')
        this._seats = { ...this._seats, capacity: String(capacity) };
    } catch {
      // Without an answer the field stays empty, and says that it is to be filled in.
    }
  }

  get #held(): Agreement | null {
    const { state: now } = this.#agreement;
    return this.known ?? (this.agreement !== '' && now.kind === 'data' ? now.answer : null);
  }

  #sceneOf(model: Model | null): Scene | null {
    if (model === null || model.sim === null) return null;
    const { sim, words, locale, terms } = model;
    const frame = this._width < LEAST_WIDTH ? null : frameOf(this._width, sim);
    return { sim, words, locale, currency: terms.currency, frame };
  }

  override render(): TemplateResult {
    const [model, scene] = [this.#model, this.#scene];
    const { state: now, locale } = this.#agreement;
    if (model === null) {
      if (now.kind === 'error' || now.kind === 'alone')
        return renderTrouble(now, locale, () => this.#agreement.retry());
      return html`<div role="status" aria-busy="true">
        <span class="sr">${stateWords(locale).loading}</span>
        <div class="waiting head-place"></div>
        <div class="waiting chart-place"></div>
      </div>`;
    }
    const { words, read } = model;
    return html`${
        scene === null
          ? html`<p class="lead">${read.seats === null ? words.needsSeats : words.refused}</p>`
          : renderSim(model, scene, {
              part: this.known !== null,
              moved: (at) => void this.#needle.move(at),
              goTo: (paid) => this.#goTo(scene.sim, paid),
            })
      }
      <div class="still">
        ${renderSeats(model, (seats) => (this._seats = seats))} ${renderOther(model, (draft) => (this._other = draft))}
      </div>`;
  }

  override updated(): void {
    const scene = this.#scene;
    if (scene === null) return;
    // It keeps to its number of tickets; at first that is what is sold, or as much as most houses sell.
    const last = scene.sim.curve.paid.at(-1) ?? 0;
    const paid = this.#needle.paid ?? this.#base.paid ?? Math.round((last * DEFAULT_SOLD) / 100);
    this.#needle.stand(this.renderRoot, scene, placeOf(scene.sim.curve, paid));
  }

  #goTo({ curve }: Simulation, paid: number): void {
    const told = this.#needle.place(placeOf(curve, paid));
    const status = this.renderRoot.querySelector('[role="status"]');
    if (status !== null) status.textContent = told;
  }
}
