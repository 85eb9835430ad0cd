import { ContextConsumer } from '@lit/context';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Changes, MonitorAnswer, MonitorRow } from '#protocol';
import { sessionContext, type ResourceState, type Session } from '../data/session-context.ts';
import {
  attentionWords,
  daysWords,
  formatOf,
  isDutch,
  leadWords,
  needsSomeone,
  wordsOf,
  type Format,
  type Words,
} from './monitor-words.ts';
import { chosenRows, visibleWindow, type Filter, type Sort } from './row-choice.ts';
import { occupancyBar, sparkline } from './row-drawings.ts';
import { salesMonitorStyles } from './sales-monitor.styles.ts';

type Page = ResourceState<MonitorAnswer>;
const FILTERS: readonly Filter[] = ['upcoming', 'past', 'all'];
const STORAGE_KEY = 'dip-sales-monitor';
const ROW_PX = 55;
const MAX_ATTENTION = 5;

/**
 * @summary How did yesterday go, what needs me today, what is selling: the sales of a season, live.
 * @cssprop --dip-accent - Ours, sold, selected.
 * @cssprop --dip-attn - Needs attention.
 */
export class SalesMonitor extends LitElement {
  static override styles = salesMonitorStyles;

  /** `upcoming`, `past` or `all`. */
  @property() filter: Filter = 'upcoming';
  /** The year a season starts in; left out, the current one. */
  @property() season = '';
  /** `date`, `title`, `count`, `change`, `amount` or `occupancy`. */
  @property() sort: Sort = 'date';

  @state() private _search = '';
  @state() private _genre = '';
  @state() private _selected: string | null = null;
  @state() private _scroll = 0;
  readonly #pages = new Map<string, { state: Page; end: () => void }>();
  #session: Session | null = null;
  #scrolling = false;
  readonly #onScroll = (): void => {
    if (this.#scrolling) return;
    this.#scrolling = true;
    requestAnimationFrame(() => {
      this.#scrolling = false;
      this._scroll = Math.floor(
        (this.renderRoot.querySelector('tbody')?.getBoundingClientRect().top ?? 0) / (ROW_PX * 4),
      );
    });
  };

  constructor() {
    super();
    new ContextConsumer(this, {
      context: sessionContext,
      subscribe: true,
      callback: (session) => session && this.#join(session),
    });
    try {
      const kept = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '{}') as { filter?: Filter; sort?: Sort };
      if (kept.filter && FILTERS.includes(kept.filter)) this.filter = kept.filter;
      if (kept.sort) this.sort = kept.sort;
    } catch {
      // Storage is the host's to refuse; the attributes decide then.
    }
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('scroll', this.#onScroll, { passive: true, capture: true });
    if (this.#session && this.#pages.size === 0) this.#join(this.#session);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('scroll', this.#onScroll, { capture: true });
    queueMicrotask(() => {
      if (!this.isConnected) this.#leave();
    });
  }

  #join(session: Session): void {
    this.#leave();
    this.#session = session;
    if (this.isConnected) this.#want('');
  }

  #leave(): void {
    for (const page of this.#pages.values()) page.end();
    this.#pages.clear();
  }

  /** Pages follow each other by cursor; each is polled by itself and costs a 304 while nothing changed. */
  #want(cursor: string): void {
    if (!this.#session || this.#pages.has(cursor)) return;
    const season = this.season ? `&season=${encodeURIComponent(this.season)}` : '';
    const entry: { state: Page; end: () => void } = { state: { kind: 'loading' }, end: () => undefined };
    this.#pages.set(cursor, entry);
    entry.end = this.#session.subscribe<MonitorAnswer>(
      `/v1/monitor?limit=200${season}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
      (heard) => {
        entry.state = heard;
        if (heard.kind === 'data' && heard.answer.next) this.#want(heard.answer.next);
        this.requestUpdate();
      },
    );
  }

  #retry(): void {
    this.#leave();
    this.#want('');
    this.requestUpdate();
  }

  #keep(): void {
    try {
      localStorage.setItem(STORAGE_KEY, JSON.stringify({ filter: this.filter, sort: this.sort }));
    } catch {
      // See the constructor.
    }
  }

  override render(): TemplateResult {
    const locale = this.#session?.locale ?? 'nl';
    const words = wordsOf(locale);
    const first = this.#pages.get('')?.state ?? { kind: 'loading' as const };
    if (first.kind === 'loading')
      return html`<div class="skeleton" role="status"><span class="sr">${words.loading}</span></div>`;
    if (first.kind === 'error') {
      return html`<div class="state" role="alert">
        <p>${words.error}</p>
        <button class="chip" @click=${() => this.#retry()}>${words.retry}</button>
      </div>`;
    }
    const rows = [...this.#pages.values()].flatMap(({ state }) => (state.kind === 'data' ? state.answer.rows : []));
    return this.#monitor(first.answer, rows, first.stale, words, formatOf(locale), isDutch(locale));
  }

  #monitor(
    answer: MonitorAnswer,
    rows: readonly MonitorRow[],
    stale: boolean,
    words: Words,
    format: Format,
    dutch: boolean,
  ): TemplateResult {
    const shown = chosenRows(
      rows,
      { filter: this.filter, sort: this.sort, search: this._search, genre: this._genre },
      answer.names,
    );
    const waiting = rows.filter((row) => row.daysToGo >= 0 && row.attention.some(needsSomeone));
    const selected = rows.find((row) => row.id === this._selected) ?? null;
    const zone = answer.timeZone;
    const first = rows[0];
    const several = new Set(rows.map((row) => row.venue)).size > 1;
    return html`
      ${answer.livemode ? nothing : html`<p class="sandbox">${words.sandbox}</p>`}
      <div class="top">
        <h2>${words.title} · ${answer.organisation.name}</h2>
        <span class="sub">${words.season} ${answer.season}–${answer.season + 1}</span>
        <span class=${stale ? 'fresh stale' : 'fresh'}
          >${stale ? words.stale : words.updated}
          ${answer.asOf ? format.stamp(answer.asOf, zone) : words.unknown}${answer.source ? ` · ${answer.source}` : ''}</span
        >
      </div>
      <p class="lead" aria-live="polite">${leadWords(answer, waiting.length, format, dutch)}</p>
      ${this.#tiles(answer, words, format)}
      ${
        waiting.length === 0
          ? nothing
          : html`<section class="attn" aria-label=${words.attention}>
              <strong>${words.attention}</strong>
              <ul>
                ${waiting.slice(0, MAX_ATTENTION).map(
                  (row) =>
                    html`<li>
                      <button @click=${() => this.#select(row.id)}>
                        ${row.title} · ${format.day(row.startsAt, zone)}</button
                      ><span
                        >${row.attention
                          .filter(needsSomeone)
                          .map((item) => attentionWords(item, format, zone, dutch))
                          .join(', ')}</span
                      >
                    </li>`,
                )}
              </ul>
            </section>`
      }
      <div class="bar-of-tools">
        ${FILTERS.map((filter) => html`<button class="chip" aria-pressed=${this.filter === filter ? 'true' : 'false'} @click=${() => this.#setFilter(filter)}>${words[filter]}</button>`)}
        <input
          type="search"
          aria-label=${words.search}
          placeholder=${words.search}
          .value=${this._search}
          @input=${(event: InputEvent) => (this._search = (event.target as HTMLInputElement).value)}
        />
        <select
          aria-label="Genre"
          @change=${(event: Event) => (this._genre = (event.target as HTMLSelectElement).value)}
        >
          <option value="">Genre</option>
          ${[...new Set(rows.map((row) => row.genre).filter((genre) => genre !== null))].toSorted().map((genre) => html`<option value=${genre}>${genre}</option>`)}
        </select>
      </div>
      <p class="small defn">${words.definition}</p>
      ${shown.length === 0 ? html`<p class="state sub">${first ? words.none : words.empty}</p>` : this.#table(shown, answer, several, words, format, dutch)}
      ${selected ? this.#detail(selected, answer, words, format) : nothing}
    `;
  }

  #tiles(answer: MonitorAnswer, words: Words, format: Format): TemplateResult {
    const { totals } = answer;
    const money = (value: number | null): string => (value === null ? '–' : format.change(Math.round(value / 100)));
    const points = (value: number | null): string =>
      value === null ? '–' : format.change(Math.round(value * 1000) / 10);
    const tile = (
      label: string,
      value: string,
      full: string,
      changes: Changes,
      say: (value: number | null) => string,
    ) =>
      html`<div class="kpi">
        <dt>${label}</dt>
        <dd class="v" title=${full}>${value}</dd>
        <dd class="d">
          ${([words.day1, words.day7, words.day28] as const).map((period, i) => html`<span><b>${say(changes[i] ?? null)}</b>${period}</span>`)}
        </dd>
      </div>`;
    return html`<dl class="kpis">
      ${tile(words.sold, format.count(totals.count), format.count(totals.count), totals.change.count, format.change)}
      ${tile(words.revenue, format.moneyRound(totals.amount), format.money(totals.amount), totals.change.amount, money)}
      ${tile(words.occupancy, format.share(totals.occupancy), format.share(totals.occupancy), totals.change.occupancy, points)}
      ${tile(words.average, format.money(totals.averagePrice), format.money(totals.averagePrice), totals.change.averagePrice, (value) => (value === null ? '–' : format.change(Math.round(value) / 100)))}
      ${tile(words.reserved, format.count(totals.reserved), format.count(totals.reserved), totals.change.reserved, format.change)}
      ${tile(words.blocked, format.count(totals.blocked), format.count(totals.blocked), totals.change.blocked, format.change)}
    </dl>`;
  }

  #table(
    rows: readonly MonitorRow[],
    answer: MonitorAnswer,
    several: boolean,
    words: Words,
    format: Format,
    dutch: boolean,
  ): TemplateResult {
    const top = this.renderRoot.querySelector('tbody')?.getBoundingClientRect().top ?? 0;
    const { from, to } = visibleWindow(rows.length, top, innerHeight, ROW_PX);
    const head = (sort: Sort, label: string, classes = '') =>
      html`<th
        scope="col"
        class=${classes}
        aria-sort=${this.sort === sort ? (sort === 'date' || sort === 'title' ? 'ascending' : 'descending') : nothing}
      >
        <button @click=${() => this.#setSort(sort)}>
          ${label}${this.sort === sort ? (sort === 'date' || sort === 'title' ? ' ↑' : ' ↓') : ''}
        </button>
      </th>`;
    const space = (count: number) =>
      count > 0
        ? html`<tr class="gap" aria-hidden="true">
            <td colspan="8" .style=${`height:${count * ROW_PX}px`}></td>
          </tr>`
        : nothing;
    return html`<table aria-rowcount=${rows.length}>
      <caption class="sr">
        ${words.title} ${answer.organisation.name}
      </caption>
      <thead>
        <tr>
          ${head('date', words.date)}${head('title', words.performance)}${head('occupancy', words.occupancy)}${head('count', words.sold, 'num')}${head('change', words.week, 'num wide')}
          <th scope="col" class="wide">${words.month}</th>
          ${head('amount', words.revenue, 'num wide')}
          <th scope="col">${words.why}</th>
        </tr>
      </thead>
      <tbody>
        ${space(from)}${rows.slice(from, to).map((row) => this.#row(row, answer, several, words, format, dutch))}${space(rows.length - to)}
      </tbody>
    </table>`;
  }

  #row(
    row: MonitorRow,
    answer: MonitorAnswer,
    several: boolean,
    words: Words,
    format: Format,
    dutch: boolean,
  ): TemplateResult {
    const zone = answer.names.venues[row.venue]?.timeZone ?? answer.timeZone;
    const place = [
      several ? answer.names.venues[row.venue]?.name : null,
      row.hall ? answer.names.halls[row.hall]?.name : null,
    ]
      .filter(Boolean)
      .join(', ');
    const why = row.attention.filter(needsSomeone).map((item) => attentionWords(item, format, zone, dutch));
    const soldOut = row.attention.find((item) => item.code === 'sold_out');
    const share = format.share(row.occupancy);
    return html`<tr aria-selected=${row.id === this._selected ? 'true' : 'false'}>
      <td class="date">
        <div>${format.day(row.startsAt, zone)}</div>
        <div class="small">${format.time(row.startsAt, zone)}</div>
      </td>
      <td class="t">
        <button @click=${() => this.#select(row.id)}>${row.title}</button>
        <div class="small">
          ${place}${place ? ' · ' : ''}${row.status === 'cancelled' ? words.cancelled : daysWords(row.daysToGo, words, dutch)}
        </div>
      </td>
      <td class="o">
        <div class="occ">${occupancyBar(row, `${words.occupancy} ${share}`)}<span class="num">${share}</span></div>
      </td>
      <td class="num n">
        ${row.count === null ? words.unknown : format.count(row.count)}
        <div class="small">
          ${row.figures.capacity === null ? '' : `${words.of} ${format.count(row.figures.capacity)}`}
        </div>
      </td>
      <td class="num wide">${format.change(row.change.count[1] ?? null)}</td>
      <td class="wide">${sparkline(row.spark)}</td>
      <td class="num wide">${format.money(row.amount)}</td>
      <td class="y">
        ${why.length ? html`<span class="why">▲ ${why.join(', ')}</span>` : html`<span class="sub">${soldOut ? attentionWords(soldOut, format, zone, dutch) : row.daysToGo >= 0 ? words.onCourse : ''}</span>`}
      </td>
    </tr>`;
  }

  #detail(row: MonitorRow, answer: MonitorAnswer, words: Words, format: Format): TemplateResult {
    const { figures } = row;
    const capacity = figures.capacity;
    const states = [
      [words.normal, figures.normal?.count ?? null, 'a'],
      [words.discount, figures.discount?.count ?? null, 'a'],
      [words.free, figures.free?.count ?? null, 'a'],
      [words.other, figures.other?.count ?? null, 'a'],
      [words.reserved, figures.reserved?.count ?? null, 'b'],
      [words.blocked, figures.blocked?.count ?? null, 'c'],
      [words.available, row.available, 'e'],
    ] as const;
    return html`<section class="detail" aria-label=${row.title}>
      <dip-sales-curve .performance=${row.id}></dip-sales-curve>
      <div>
        <h3>${words.seats}</h3>
        <p class="sub">${words.adds}</p>
        <div class="seats">
          ${states.map(([label, count, kind]) => html`<i class=${kind}></i><span>${label}</span><span class="num">${count === null ? words.unknown : format.count(count)}</span><span class="num sub">${count === null || !capacity ? '' : format.share(count / capacity)}</span>`)}
          <span class="sum"
            ><span>${words.capacity}</span
            ><span>${capacity === null ? words.unknown : format.count(capacity)}</span></span
          >
        </div>
        <p class="small">
          ${row.asOf ? `${words.updated} ${format.stamp(row.asOf, answer.timeZone)}` : words.unknown}${row.source ? ` · ${row.source}` : ''}
        </p>
      </div>
    </section>`;
  }

  #select(id: string): void {
    this._selected = this._selected === id ? null : id;
    void import('../sales-curve/define.ts');
    if (this._selected)
      void this.updateComplete.then(() =>
        this.renderRoot.querySelector('.detail')?.scrollIntoView({ block: 'nearest' }),
      );
  }

  #setFilter(filter: Filter): void {
    this.filter = filter;
    this.#keep();
  }

  #setSort(sort: Sort): void {
    this.sort = sort;
    this.#keep();
  }
}
