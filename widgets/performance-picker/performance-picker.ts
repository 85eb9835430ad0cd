import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { AgreementSummary, Performance } from '#protocol';
import { dayText } from '../deals/deal-days.ts';
import { dealWords } from '../deals/deal-words.ts';
import { formsStyles } from '../forms/forms.styles.ts';
import { formWords } from '../forms/form-words.ts';
import { renderListTrouble } from '../forms/list-trouble.ts';
import { Pages } from '../forms/pages.ts';
import { isDutch } from '../locales/language.ts';
import { statesStyles } from '../states/states.styles.ts';
import { tokens } from '../styles/tokens.styles.ts';
import { canPick, housesOf, keptOf, pickables, type Pickable, type PickFilter } from './pickable.ts';
import { pickerStyles } from './performance-picker.styles.ts';
import { pickerWords } from './picker-words.ts';

/** What is chosen by now, in order of date. */
export class PerformancesChosenEvent extends Event {
  readonly performances: readonly string[];
  constructor(performances: readonly string[]) {
    super('performances-chosen');
    this.performances = performances;
  }
}

/** Part of a form about a deal: which performances of one production in one house it is about. */
export class PerformancePicker extends LitElement {
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [tokens, statesStyles, formsStyles, pickerStyles];

  @property({ attribute: false }) production = '';
  /** Id of the house; '' = to be chosen where there is more than one. */
  @property({ attribute: false }) venue = '';
  /** The caller's organisation. */
  @property({ attribute: false }) own = '';
  /** The deal that is being changed. */
  @property({ attribute: false }) agreement = '';
  @property({ attribute: false }) chosen: readonly string[] = [];

  @state() private _filter: PickFilter = { venue: '', hall: '', from: '', to: '' };

  readonly #performances = new Pages<Performance>(this);
  readonly #deals = new Pages<AgreementSummary>(this);

  override connectedCallback(): void {
    super.connectedCallback();
    // What is to come is what is agreed about; the days before are one field away.
    if (this._filter.from === '' && this.chosen.length === 0)
      this._filter = { ...this._filter, from: new Intl.DateTimeFormat('en-CA').format() };
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const of = encodeURIComponent(this.production);
    const house = this.venue === '' ? '' : `&venue=${encodeURIComponent(this.venue)}`;
    this.#performances.want(of === '' ? '' : `/v1/performances?production=${of}${house}&limit=200`);
    this.#deals.want(of === '' ? '' : `/v1/agreements?production=${of}&limit=200`);
    if (changed.has('production') && changed.get('production') !== undefined)
      this._filter = { ...this._filter, venue: '', hall: '' };
  }

  get #locale(): string {
    return this.#performances.locale;
  }
  get #all(): readonly Pickable[] {
    return pickables(this.#performances.items, this.#deals.items, { own: this.own, except: this.agreement });
  }

  override render(): TemplateResult {
    const { first } = this.#performances;
    if (first.kind === 'loading') return html`<div class="waiting list-place"></div>`;
    if (first.kind !== 'data')
      return renderListTrouble(first, this.#locale, () => {
        this.#performances.retry();
        this.#deals.retry();
      });
    const words = pickerWords(this.#locale);
    const all = this.#all;
    const houses = housesOf(all);
    const venue = this.venue || this._filter.venue || (houses.length === 1 ? (houses[0]?.id ?? '') : '');
    return html`<fieldset aria-describedby="chosen">
      <legend>${words.legend}</legend>
      ${all.length === 0 ? html`<p>${words.noneAtAll}</p>` : this.#renderFilter(all, houses, venue)}
      ${all.length > 0 && venue === '' ? html`<p>${words.venueFirst}</p>` : nothing}
      ${venue === '' ? nothing : this.#renderRows(all, venue)}
      <p class="small" id="chosen" role="status">${words.chosen(this.chosen.length)}</p>
    </fieldset>`;
  }

  #renderFilter(all: readonly Pickable[], houses: ReturnType<typeof housesOf>, venue: string): TemplateResult {
    const words = pickerWords(this.#locale);
    const halls = [...new Set(all.filter((one) => one.venue === venue && one.hall !== '').map(({ hall }) => hall))];
    const { hall, from, to } = this._filter;
    const set = (changed: Partial<PickFilter>): void => {
      this._filter = { ...this._filter, ...changed };
    };
    const valueOf = (event: Event): string => (event.target as HTMLInputElement | HTMLSelectElement).value;
    const day = (name: 'from' | 'to', value: string): TemplateResult =>
      html`<label
        >${words[name]}
        <input type="date" id=${name} .value=${value} @change=${(event: Event) => set({ [name]: valueOf(event) })}
      /></label>`;
    return html`<div class="filter">
      ${
        this.venue !== '' || houses.length < 2
          ? nothing
          : html`<label
              >${words.venue}
              <select id="venue" @change=${(event: Event) => this.#chooseHouse(valueOf(event))}>
                <option value="" ?selected=${venue === ''}>${words.chooseVenue}</option>
                ${houses.map(
                  ({ id, name, free }) =>
                    html`<option value=${id} ?selected=${id === venue}>${name} (${free})</option>`,
                )}
              </select></label
            >`
      }
      ${
        halls.length < 2
          ? nothing
          : html`<label
              >${words.hall}
              <select id="hall" @change=${(event: Event) => set({ hall: valueOf(event) })}>
                <option value="" ?selected=${hall === ''}>${words.anyHall}</option>
                ${halls.map((one) => html`<option value=${one} ?selected=${one === hall}>${one}</option>`)}
              </select></label
            >`
      }
      ${venue === '' ? nothing : html`${day('from', from)} ${day('to', to)}`}
    </div>`;
  }

  #renderRows(all: readonly Pickable[], venue: string): TemplateResult {
    const words = pickerWords(this.#locale);
    const chosen = new Set(this.chosen);
    const rows = keptOf(all, { ...this._filter, venue }, chosen);
    if (rows.length === 0) return html`<p>${words.none}</p>`;
    const free = rows.filter((one) => canPick(one));
    const every = free.length > 0 && free.every(({ id }) => chosen.has(id));
    return html`<div class="scroll">
        <table>
          <thead>
            <tr>
              <td class="pick">
                <input
                  type="checkbox"
                  id="every"
                  aria-label=${words.all(free.length)}
                  .checked=${every}
                  ?disabled=${free.length === 0}
                  @change=${() =>
                    this.#choose(
                      free.map(({ id }) => id),
                      !every,
                    )}
                />
              </td>
              <th scope="col">${words.date}</th>
              <th scope="col">${words.time}</th>
              <th scope="col" class="hall">${words.hall}</th>
              <th scope="col">${words.stand}</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map((one, i) => this.#renderRow(one, i, chosen.has(one.id)))}
          </tbody>
        </table>
      </div>
      ${
        this.#performances.hasMore
          ? html`<div class="pages">
              <button type="button" @click=${() => this.#performances.more()}>${formWords(this.#locale).more}</button>
            </div>`
          : nothing
      }`;
  }

  #renderRow(one: Pickable, at: number, on: boolean): TemplateResult {
    const words = pickerWords(this.#locale);
    const { id, date, startsAt, timeZone, hall, cancelled, taken } = one;
    const locale = isDutch(this.#locale) ? 'nl-NL' : 'en-GB';
    const time = new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit' }).format(
      new Date(startsAt),
    );
    const day = dayText(date, this.#locale);
    const stand = cancelled
      ? words.cancelled
      : taken !== null
        ? words.taken(dealWords(this.#locale).states[taken])
        : on && this.agreement !== ''
          ? words.here
          : words.free;
    return html`<tr class=${on ? 'on' : canPick(one) ? '' : 'out'}>
      <td class="pick">
        <input
          type="checkbox"
          id="p${at}"
          aria-label=${words.one(day, time, hall)}
          .checked=${on}
          ?disabled=${!on && !canPick(one)}
          @change=${(event: Event) => this.#choose([id], (event.target as HTMLInputElement).checked)}
        />
      </td>
      <th scope="row"><label for="p${at}">${day}</label></th>
      <td>${time}</td>
      <td class="hall">${hall}</td>
      <td class=${canPick(one) ? 'out' : ''}>${stand}</td>
    </tr>`;
  }

  /** A deal is about one house: what was chosen in another goes. */
  #chooseHouse(venue: string): void {
    this._filter = { ...this._filter, venue, hall: '' };
    this.#tell([]);
  }

  #choose(ids: readonly string[], on: boolean): void {
    const wanted = new Set(on ? [...this.chosen, ...ids] : this.chosen.filter((one) => !ids.includes(one)));
    const known = this.#all.map(({ id }) => id).filter((id) => wanted.delete(id));
    // Those on a page that was not asked for stay.
    this.#tell([...known, ...wanted]);
  }

  #tell(chosen: readonly string[]): void {
    this.chosen = chosen;
    this.dispatchEvent(new PerformancesChosenEvent(chosen));
  }
}
