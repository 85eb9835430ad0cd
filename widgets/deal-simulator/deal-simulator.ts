import { html, LitElement, nothing, type PropertyValues, type SVGTemplateResult, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import type { Agreement, Curve, Side, Terms } from '#protocol';
import { WantedResource } from '../data/wanted-resource.ts';
import { amountText, countText } from '../deals/amount-text.ts';
import { dealDraft, readDeal, type DealDraft, type ReadDeal } from '../deals/deal-draft.ts';
import { renderDealForm } from '../deals/deal-form.ts';
import { dealFormStyles } from '../deals/deal-form.styles.ts';
import { formsStyles } from '../forms/forms.styles.ts';
import { renderFault } from '../forms/said.ts';
import { stateWords } from '../states/state-words.ts';
import { statesStyles } from '../states/states.styles.ts';
import { renderTrouble } from '../states/trouble.ts';
import { tokens } from '../styles/tokens.styles.ts';
import { simulatorStyles } from './deal-simulator.styles.ts';
import { placeOf, simulation, type Mark, type SimInput, type Simulation } from './sim-curves.ts';
import { cursorOf } from './sim-cursor.ts';
import { drawCurves, frameOf, HEIGHT, type Frame } from './sim-drawing.ts';
import { EMPTY_SEATS, readSeats, seatsOf, type SeatBase, type SeatDraft } from './sim-seats.ts';
import { simWords, type SimWords } from './sim-words.ts';

const DEFAULT_SOLD = 60;
const TABLE_ROWS = 20;
const NO_BASE: SeatBase = { vatRate: 9, levies: [], paid: null };

/** What the page is of, until something that was typed or told changes it. */
interface Model {
  readonly terms: Terms;
  readonly seats: SeatDraft;
  readonly draft: DealDraft | null;
  readonly base: SeatBase;
  readonly locale: string;
  readonly words: SimWords;
  readonly read: ReturnType<typeof readSeats>;
  readonly other: ReadDeal | null;
  readonly performances: number;
  readonly sim: Simulation | null;
}

/** Drawn once for its figures, width and language; moving the slider draws none of it again. */
interface Drawn {
  readonly sim: Simulation;
  readonly frame: Frame;
  readonly words: SimWords;
  readonly picture: SVGTemplateResult;
}

/**
 * @summary What each side gets at any number of tickets sold, computed in the page; two deals side by side.
 * @event {DipErrorEvent} dip-error - The agreement it should start from is not to be had.
 * @cssprop --dip-accent - The producer.
 * @cssprop --dip-accent-2 - The venue.
 */
export class DealSimulator extends LitElement {
  static override styles = [tokens, statesStyles, formsStyles, dealFormStyles, simulatorStyles];

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
  @state() private _at = 0;
  @state() private _told = '';
  @state() private _width = 0;

  readonly #agreement = new WantedResource<Agreement>(this);
  #base = NO_BASE;
  /** Of which agreement the seats were taken. */
  #from = '';
  #input = '';
  #sim: Simulation | null = null;
  #drawn: Drawn | null = null;
  #model: Model | null = null;
  #laid: Frame | null = null;
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
    if (held === null || this.#from === held.id) return;
    this.#from = held.id;
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

  override render(): TemplateResult {
    const { state: now, locale } = this.#agreement;
    const terms = this.terms ?? this.#held?.terms ?? null;
    if (terms === null) {
      if (now.kind === 'error' || now.kind === 'alone')
        return renderTrouble(now, locale, () => this.#agreement.retry());
      return html`<div role="status" aria-busy="true">
        <span class="sr">${stateWords(locale).loading}</span>
        <div class="waiting head-place"></div>
        <div class="waiting chart-place"></div>
      </div>`;
    }
    const model = this.#modelOf(terms, locale);
    const { sim, words, read } = model;
    return html`${
      sim === null
        ? html`<p class="lead">${read.seats === null ? words.needsSeats : words.refused}</p>`
        : this.#renderSim(model, sim)
    }
    ${guard([model], () => html`${this.#renderSeats(words, read)} ${this.#renderOther(model)}`)}`;
  }

  /** Made anew when something it is of has changed, never by the slider. */
  #modelOf(terms: Terms, locale: string): Model {
    const [seats, draft, base, known] = [this._seats, this._other, this.#base, this.#model];
    if (
      known?.terms === terms &&
      known.seats === seats &&
      known.draft === draft &&
      known.base === base &&
      known.locale === locale
    )
      return known;
    const read = readSeats(seats, base);
    const performances = read.seats?.performances ?? 1;
    const other = draft === null ? null : readDeal(draft, performances, locale);
    const second = other !== null && other.errors.length === 0 ? other.terms : null;
    const sim =
      read.seats === null
        ? null
        : this.#simulated({ terms, other: second, seats: read.seats, costs: read.costs, paid: base.paid });
    this.#model = { terms, seats, draft, base, locale, words: simWords(locale), read, other, performances, sim };
    return this.#model;
  }

  /** The agreement may come again as it was: then its curves stand. */
  #simulated(input: SimInput): Simulation | null {
    const key = JSON.stringify(input);
    if (key === this.#input) return this.#sim;
    const before = this.#sim?.curve.paid[this._at] ?? this.#base.paid;
    this.#input = key;
    try {
      this.#sim = simulation(input);
    } catch {
      this.#sim = null;
    }
    if (this.#sim !== null) {
      const { curve } = this.#sim;
      const last = curve.paid.at(-1) ?? 0;
      this._at = placeOf(curve, before ?? Math.round((last * DEFAULT_SOLD) / 100));
    }
    return this.#sim;
  }

  #renderSim(model: Model, sim: Simulation): TemplateResult {
    const {
      terms: { currency },
      words,
      read: { costs },
      locale,
      performances,
    } = model;
    const { curve, other } = sim;
    const at = Math.min(this._at, curve.paid.length - 1);
    const money = (cents: number | undefined): string => amountText(cents ?? 0, currency, locale);
    const sold = countText(curve.paid[at] ?? 0, locale);
    const [provider, venue] = [money(curve.provider[at]), money(curve.venue[at])];
    const value =
      words.value(sold, provider, venue) +
      (other === null
        ? ''
        : words.valueOther(words.other, money(other.curve.provider[at]), money(other.curve.venue[at])));
    const drawn = this.#draw(sim, words, currency);
    const finding = words.finding(sold, provider, venue);
    // Under an agreement it is a part of it; on a page of its own it is the subject.
    return html`${this.known === null ? html`<h2 class="finding">${finding}</h2>` : html`<h3 class="finding">${finding}</h3>`}
      <p class="lead">
        ${guard([model], () => factsOf(sim, words, locale, money, costs) + (performances > 1 ? ` ${words.each(performances)}` : ''))}
      </p>
      ${
        drawn === null
          ? html`<div class="chart-place"></div>`
          : html`<svg
                class="chart"
                width=${drawn.frame.width}
                height=${HEIGHT}
                role="img"
                aria-label=${words.chart(countText(curve.paid.at(-1) ?? 0, locale))}
              >
                ${guard([drawn], () => drawn.picture)} ${this.#cursor(sim, drawn.frame, at)}
              </svg>
              <input
                type="range"
                id="sold"
                min="0"
                max=${curve.paid.length - 1}
                step="1"
                .value=${String(at)}
                aria-label=${words.slider}
                aria-valuetext=${value}
                @input=${(event: Event) => (this._at = Number((event.target as HTMLInputElement).value))}
              />`
      }
      <p class="sr" role="status">${this._told}</p>
      ${other === null ? nothing : this.#renderBoth(sim, other.curve, at, words, money)}
      ${guard(
        [model],
        () => html`${this.#renderMarks(sim, words, locale, money)} ${this.#renderTable(sim, words, locale, money)}`,
      )}`;
  }

  #draw(sim: Simulation, words: SimWords, currency: string): Drawn | null {
    if (this._width < 40) return null;
    const known = this.#drawn;
    if (known?.sim === sim && known.frame.width === this._width && known.words === words) return known;
    const frame = frameOf(this._width, sim);
    const picture = drawCurves(sim, frame, { words, locale: this.#agreement.locale, currency });
    this.#drawn = { sim, frame, words, picture };
    return this.#drawn;
  }

  #cursor({ curve, other }: Simulation, { x, y }: Frame, at: number): SVGTemplateResult {
    const left = x(curve.paid[at] ?? 0);
    const dot = (one: Curve, side: Side, second: boolean) => ({ cy: y(one[side][at] ?? 0), side, second });
    const dots = (['provider', 'venue'] as const).flatMap((side) => [
      dot(curve, side, false),
      ...(other === null ? [] : [dot(other.curve, side, true)]),
    ]);
    return cursorOf(left, countText(curve.paid[at] ?? 0, this.#agreement.locale), dots);
  }

  #renderBoth(
    { curve }: Simulation,
    other: Curve,
    at: number,
    words: SimWords,
    money: (cents: number | undefined) => string,
  ): TemplateResult {
    const row = (name: string, one: Curve, second: boolean): TemplateResult =>
      html`<tr>
        <th scope="row"><span class=${second ? 'key second' : 'key'} aria-hidden="true"></span>${name}</th>
        <td class="num">${money(one.provider[at])}</td>
        <td class="num">${money(one.venue[at])}</td>
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
        ${row(words.this, curve, false)} ${row(words.other, other, true)}
      </tbody>
    </table>`;
  }

  #renderMarks(
    sim: Simulation,
    words: SimWords,
    locale: string,
    money: (cents: number) => string,
  ): TemplateResult | typeof nothing {
    if (sim.marks.length === 0) return nothing;
    const name = ({ kind, side }: Mark): string =>
      kind === 'break_even' && side !== null ? `${words.marks[kind]} ${words[side]}` : words.marks[kind];
    return html`<div class="marks">
      ${sim.marks.map(
        (mark) =>
          html`<button
            type="button"
            class="plain"
            aria-label=${words.goTo(`${countText(mark.paid, locale)} · ${name(mark)}`)}
            @click=${() => this.#go(sim, mark.paid, words, locale, money)}
          >
            ${countText(mark.paid, locale)} · ${name(mark)}
          </button>`,
      )}
    </div>`;
  }

  #go(sim: Simulation, paid: number, words: SimWords, locale: string, money: (cents: number) => string): void {
    const { curve } = sim;
    this._at = placeOf(curve, paid);
    this._told = words.value(
      countText(curve.paid[this._at] ?? 0, locale),
      money(curve.provider[this._at] ?? 0),
      money(curve.venue[this._at] ?? 0),
    );
  }

  #renderTable(
    { curve, other }: Simulation,
    words: SimWords,
    locale: string,
    money: (cents: number | undefined) => string,
  ): TemplateResult {
    const every = Math.max(1, Math.ceil((curve.paid.length - 1) / TABLE_ROWS));
    const rows = curve.paid.map((_, i) => i).filter((i) => i % every === 0 || i === curve.paid.length - 1);
    const head = (name: string, under: string): TemplateResult =>
      html`<th scope="col" class="num">
        ${name}${under === '' ? nothing : html`<span class="small">${under}</span>`}
      </th>`;
    const [one, two] = other === null ? ['', ''] : [words.this, words.other];
    return html`<details>
      <summary>${words.table}</summary>
      <div class="scrolls" tabindex="0" role="region" aria-label=${words.table}>
        <table class="figures">
          <thead>
            <tr>
              <th scope="col" class="num">${words.tickets}</th>
              ${head(words.provider, one)} ${head(words.venue, one)}
              ${other === null ? nothing : html`${head(words.provider, two)} ${head(words.venue, two)}`}
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              (i) =>
                html`<tr>
                  <th scope="row" class="num">${countText(curve.paid[i] ?? 0, locale)}</th>
                  <td class="num">${money(curve.provider[i])}</td>
                  <td class="num">${money(curve.venue[i])}</td>
                  ${
                    other === null
                      ? nothing
                      : html`<td class="num">${money(other.curve.provider[i])}</td>
                          <td class="num">${money(other.curve.venue[i])}</td>`
                  }
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </details>`;
  }

  #renderSeats(words: SimWords, { seats, faults }: ReturnType<typeof readSeats>): TemplateResult {
    const field = (name: keyof SeatDraft, label: string, full: boolean): TemplateResult => {
      const fault = faults[name];
      return html`<label
        >${label}
        <input
          id=${`seat-${name}`}
          class="figure"
          inputmode="decimal"
          autocomplete="off"
          maxlength="20"
          aria-invalid=${fault === undefined ? 'false' : 'true'}
          aria-describedby="seat-${name}-fault"
          ?required=${full}
          .value=${this._seats[name]}
          @change=${(event: Event) =>
            (this._seats = { ...this._seats, [name]: (event.target as HTMLInputElement).value })}
        />${renderFault(`seat-${name}-fault`, fault === undefined ? undefined : fault === 'count' ? words.wrongCount : words.wrongMoney)}</label
      >`;
    };
    return html`<details class="house" ?open=${seats === null}>
      <summary>${words.house}</summary>
      <div class="fields">
        ${field('capacity', words.capacity, true)} ${field('price', words.price_, true)}
        ${field('free', words.free, false)} ${field('performances', words.performances, false)}
        ${field('costsProvider', words.costsProvider, false)} ${field('costsVenue', words.costsVenue, false)}
      </div>
    </details>`;
  }

  #renderOther({ terms, draft, other, words, locale }: Model): TemplateResult {
    if (draft === null)
      return html`<button type="button" id="compare" @click=${() => (this._other = dealDraft(terms, locale))}>
        ${words.compare}
      </button>`;
    return html`<section class="other" aria-labelledby="other">
      <div class="head">
        <h3 id="other">${words.terms}</h3>
        <button type="button" @click=${() => (this._other = null)}>${words.stop}</button>
      </div>
      ${renderDealForm({
        draft,
        faults: other,
        errors: [],
        locale,
        prefix: 'other',
        changed: (next) => (this._other = next),
      })}
    </section>`;
  }

  /** The slider lies under the curve: its ends are the curve's. */
  override updated(): void {
    const slider = this.renderRoot.querySelector<HTMLInputElement>('#sold');
    const frame = this.#drawn?.frame;
    if (slider === null || frame === undefined || this.#laid === frame) return;
    this.#laid = frame;
    slider.style.marginInlineStart = `${frame.left - 8}px`;
    slider.style.width = `${frame.width - frame.left - frame.right + 16}px`;
  }
}

function factsOf(
  { points, other, indifference, curve }: Simulation,
  words: SimWords,
  locale: string,
  money: (cents: number) => string,
  costs: Readonly<Record<Side, number>>,
): string {
  const even = (['provider', 'venue'] as const).flatMap((side) => {
    const at = points.breakEven[side];
    if (at === null) return [words.never(words.breakEven[side])];
    if (at === 0) return [];
    return [words.earns(words.breakEven[side], countText(at, locale), costs[side] > 0)];
  });
  const until = points.guaranteeUntil;
  const guarantee =
    until === null
      ? []
      : [
          words.guarantee(countText(until, locale)),
          ...(points.guaranteePrice === null ? [] : [words.price(money(points.guaranteePrice.atZero))]),
        ];
  const same =
    other === null
      ? []
      : [
          indifference.length === 0
            ? words.never_same
            : words.same(indifference.map((one) => countText(one, locale)).join(` ${words.and} `)),
        ];
  return curve.paid.length === 0 ? '' : [...even, ...guarantee, ...same].join(' ');
}
