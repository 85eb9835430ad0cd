import { adoptStyles, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import type { MonitorAnswer, MonitorRow } from '#protocol';
import { statesStyles } from '../states/states.styles.ts';
import { renderTrouble } from '../states/trouble.ts';
import { tokens } from '../styles/tokens.styles.ts';
import { sellingRows, waitingRows } from './attention-order.ts';
import type { Changed } from './changed-cells.ts';
import type { ChoiceChangeEvent } from './choice-change-event.ts';
import { inPeriod, sortOf } from './first-rows.ts';
import { readKept } from './kept-choice.ts';
import {
  CHOICE_KEYS,
  columnsOf,
  needsMore,
  DEFAULTS,
  figuresQuery,
  parseChoice,
  type Choice,
  type Group,
} from './monitor-choice.ts';
import { formatOf, type Format } from './monitor-format.ts';
import { MonitorPages, type Season } from './monitor-pages.ts';
import './define-monitor-table.ts';
import { textsOf, type Texts } from './monitor-texts.ts';
import { definitionWords, leadWords } from './monitor-words.ts';
import type { Opened } from './opened.ts';
import { overview } from './overview.ts';
import type { Shown } from './row-cells.ts';
import { itemsOf } from './table-items.ts';
import { salesMonitorStyles } from './sales-monitor.styles.ts';
import { tiles, waitingTiles } from './tiles.ts';

const STORAGE_KEY = 'dip-sales-monitor';
const SELLING = 5;
const MINUTE_MS = 60_000;

/**
 * @summary How did yesterday go, what needs me today, what is selling: the sales of a season, live.
 *
 * What the viewer chooses is kept in the browser under `dip-sales-monitor`, or `dip-sales-monitor:<id>` where the element has
 * an id. An attribute goes first: it stands at each load, whatever was kept.
 *
 * @event {DipReadyEvent} dip-ready - The first figures are on screen.
 * @event {DipErrorEvent} dip-error - There is nothing to show.
 * @event {DipStaleEvent} dip-stale - A refresh failed; the last figures stay.
 * @cssprop --dip-accent - Ours, sold, selected.
 * @cssprop --dip-accent-2 - Reserved.
 * @cssprop --dip-accent-3 - Ground of what is selected or has just changed.
 * @cssprop --dip-attn - Needs attention.
 * @cssprop --dip-attn-bg - Ground of what needs attention.
 * @cssprop [--dip-padding=20px 24px 24px] - Room around the monitor; 0 where the page has its own.
 * @cssprop [--dip-sticky-top=0px] - Height of what the page itself keeps on top.
 */
export class SalesMonitor extends LitElement {
  static override styles = [tokens, statesStyles, salesMonitorStyles];
  /** Every choice is an attribute too, of the same name. */
  static override properties = Object.fromEntries(CHOICE_KEYS.map((key) => [key, { type: String }]));

  /** `upcoming`, `past`, `all` or `attention`. */
  declare filter: string | null;
  /** A column, such as `date`, `count`, `amount`, `change7`; with `-` in front from the highest down. */
  declare sort: string | null;
  /** `none`, `production`, `venue` or `week`. */
  declare group: string | null;
  /** Columns in order, parted by commas; ids as in `GET /v1/export`, and `spark`. */
  declare columns: string | null;
  /** The year a season starts in; left out, the current one. */
  declare season: string | null;
  /** Part of a title, hall, producer or venue. */
  declare search: string | null;
  /** What counts as sold: `issued`, `sold` or `sold_reserved`. */
  declare definition: string | null;
  /** Which money: `reported`, `ex_vat` or `ex_vat_levy`. */
  declare amount: string | null;
  /** Id of the performance that is open. */
  declare selected: string | null;
  declare genre: string | null;
  /** Id of a venue. */
  declare venue: string | null;
  /** Id of a hall. */
  declare hall: string | null;
  /** Id of a producer or agency. */
  declare provider: string | null;
  /** Province of the venue. */
  declare region: string | null;
  /** `try_out`, `premiere`, `normal` or `derniere`. */
  declare type: string | null;
  /** `planned`, `cancelled` or `moved`. */
  declare status: string | null;

  @state() private _choice: Choice = DEFAULTS;
  @state() private _changed: Changed = new Map();
  @state() private _news = '';
  @state() private _more: Shown['more'] = null;
  #kept = false;
  #shown: Shown | null = null;
  #order: { key: string; ids: readonly string[] } = { key: '', ids: [] };
  #opened: Opened | null = null;
  readonly #pages = new MonitorPages(this, (before, now) => this.#tell(before, now));

  override willUpdate(changed: PropertyValues<this>): void {
    const given = CHOICE_KEYS.filter((key) => changed.has(key));
    if (this.#kept && given.length === 0) return;
    const attributes = parseChoice(Object.fromEntries(given.map((key) => [key, this[key]])));
    const before = this.#kept ? this._choice : { ...DEFAULTS, ...readKept(this.#key) };
    const taken = given.filter((key) => this.#kept && this[key] === null).map((key) => [key, DEFAULTS[key]]);
    this._choice = { ...before, ...Object.fromEntries(taken), ...attributes };
    this.#kept = true;
    this.#ask();
  }

  override render(): TemplateResult {
    const { format, texts } = this.#said;
    const { state: first, season } = this.#pages;
    if (!texts) return this.#waiting(null);
    if ((first.kind === 'error' && !season) || first.kind === 'alone')
      return html`<div class="frame">${renderTrouble(first, this.#pages.locale, () => this.#pages.retry())}</div>`;
    if (!season || (needsMore(this._choice) && !this._more)) return this.#waiting(texts);
    return this.#monitor(season, first.kind !== 'data', texts, format);
  }

  #waiting(texts: Texts | null): TemplateResult {
    return html`<div class="frame" aria-busy="true">
      <p class="sr" role="status">${texts?.loading}</p>
      <div class="top"><h2>${texts?.title ?? '\u00a0'}</h2></div>
      <p class="lead"><i class="bone long"></i></p>
      ${waitingTiles(texts)}
      <div class="bones" aria-hidden="true">${Array.from({ length: 8 }, () => html`<i class="bone row"></i>`)}</div>
    </div>`;
  }

  #monitor(season: Season, other: boolean, texts: Texts, format: Format): TemplateResult {
    const { answer, rows, names, stale } = season;
    const choice = this._choice;
    const now = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
    const zone = answer.timeZone;
    const waiting = waitingRows(rows);
    const chosen = this.#rowsOf(season);
    const more = this._more;
    const open = (more && rows.find((row) => row.id === choice.selected)) ?? null;
    const group = choice.group as Group;
    const shown = this.#shownOf({
      texts,
      format,
      names,
      now,
      zone,
      group,
      several: Object.keys(names.venues).length > 1,
      more,
    });
    const peers = rows.some((row) => 'median' in row.benchmark);
    return html`<div class="frame" aria-busy=${other ? 'true' : nothing} @dip-choice-change=${this.#onChoice}>
      ${this.#top(answer, stale, now, texts, format)}
      <p class="lead">${leadWords(answer, waiting.length, format, texts)}</p>
      ${tiles(answer.totals, texts, format)}
      ${overview({
        waiting,
        selling: sellingRows(rows, SELLING),
        names,
        texts,
        format,
        zone,
        now,
        open: (id) => this.#choose({ selected: id }),
        showAll: () => this.#choose({ filter: 'attention', sort: '' }),
      })}
      <dip-monitor-tools
        .choice=${choice}
        .rows=${rows}
        .shown=${shown}
        .session=${this.#pages.session}
        .season=${answer.season}
        .waiting=${waiting.length}
      ></dip-monitor-tools>
      <p class="defn">${definitionWords(answer.definition, peers, texts)}</p>
      ${
        chosen.length === 0 && !open
          ? more?.emptyList(rows.length > 0, shown, () => this.#clear())
          : html`<dip-monitor-table
              .items=${itemsOf(chosen, open, more?.arrange(group) ?? null)}
              .shown=${shown}
              .selected=${open?.id ?? ''}
              .outside=${open !== null && !chosen.includes(open)}
              .columns=${columnsOf(choice.columns)}
              .sort=${sortOf(choice)}
              .changed=${this._changed}
              .caption=${`${texts.list}, ${answer.organisation.name}`}
              .detail=${this.#detail}
            ></dip-monitor-table>`
      }
      <p class="sr" role="status">${this._news}</p>
    </div>`;
  }

  /** The same object as long as nothing in it changed, so that no cell is made anew. */
  #shownOf(made: Shown): Shown {
    const before = this.#shown;
    const same = before && (Object.keys(made) as (keyof Shown)[]).every((key) => before[key] === made[key]);
    return same ? before : (this.#shown = made);
  }

  #top(answer: MonitorAnswer, stale: boolean, now: number, texts: Texts, format: Format): TemplateResult {
    const { season } = answer;
    const stamp = answer.asOf ? format.stamp(answer.asOf, answer.timeZone, now) : texts.unknown;
    return html`<div class="top">
      <h2>${texts.title} · ${answer.organisation.name}</h2>
      <span class="season"
        ><span>${texts.season} ${season}–${season + 1}</span>${this._more?.seasonSteps(answer, format.dutch, (year) =>
          this.#choose({ season: year, selected: '' }),
        )}</span
      >
      <span class=${stale ? 'fresh stale' : 'fresh'} role="status"
        >${stale ? texts.stale(stamp) : `${texts.updated} ${stamp}`}${answer.source ? ` · ${answer.source}` : ''}</span
      >
    </div>`;
  }

  /** While someone points at the list or works in it, new figures change in place and no row moves. */
  #rowsOf({ rows, names }: Season): MonitorRow[] {
    const choice = this._choice;
    const more = this._more;
    if (!more) {
      const first = inPeriod(rows, choice.filter);
      return choice.filter === 'past' ? first.toReversed() : first;
    }
    const kept = more.keptRows(rows, choice, names);
    const key = JSON.stringify({ ...choice, columns: '', selected: '', group: '' });
    const list = this.renderRoot.querySelector('dip-monitor-table');
    const held = key === this.#order.key && list?.matches(':hover, :focus-within');
    const ordered = held ? more.inOrderOf(this.#order.ids, kept) : more.sortedRows(kept, choice, names);
    this.#order = { key, ids: ordered.map((row) => row.id) };
    return ordered;
  }

  readonly #detail = (row: MonitorRow): unknown => this.#opened?.draw(row, this._choice);

  readonly #onChoice = (event: Event): void => this.#choose((event as ChoiceChangeEvent).change);

  #choose(change: Partial<Choice>): void {
    const { selected } = this._choice;
    this._choice = { ...this._choice, ...change };
    this._more?.keepChoice(this.#key, this._choice);
    this.#ask();
    if (change.selected && change.selected !== selected) void this.#opened?.open(change.selected);
    else if (change.selected === '' && selected) void this.#opened?.giveBack(selected);
  }

  #clear(): void {
    const { columns, group, definition, amount, season } = this._choice;
    this.#choose({ ...DEFAULTS, columns, group, definition, amount, season, filter: 'all' });
  }

  #ask(): void {
    this.#pages.ask(figuresQuery(this._choice).toString());
  }

  get #key(): string {
    return this.id ? `${STORAGE_KEY}:${this.id}` : STORAGE_KEY;
  }

  override updated(): void {
    if (!this.#pages.season || this._more) return;
    import('./more.ts').then(
      (more) => {
        if (this._more) return;
        this.#opened = new more.Opened(this, () => this.#choose({ selected: '' }));
        adoptStyles(this.renderRoot as ShadowRoot, [...SalesMonitor.elementStyles, more.monitorLaterStyles]);
        this._more = more;
      },
      // Without a line there may be one at the next refresh.
      () => undefined,
    );
  }

  #tell(before: readonly MonitorRow[], now: readonly MonitorRow[]): void {
    const more = this._more;
    const changed = more?.changedCells(before, now);
    if (!more || !changed?.size) return;
    this._changed = changed;
    const { format } = this.#said;
    const texts = more.moreTextsOf(format.dutch);
    const tickets = [...changed.values()].reduce((sum, { tickets: added }) => sum + added, 0);
    this._news = texts.news(changed.size, tickets ? texts.newsMore(format.change(tickets)) : '');
  }

  get #said(): { format: Format; texts: Texts | null } {
    const format = formatOf(this.#pages.locale);
    return { format, texts: textsOf(format.dutch, () => this.requestUpdate()) };
  }
}
