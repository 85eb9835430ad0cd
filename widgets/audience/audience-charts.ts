import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { type AudienceAnswer, type AudienceReport, type AudienceSubjects, type AudienceTableName } from '#protocol';
import { WantedResource } from '../data/wanted-resource.ts';
import { stateWords } from '../states/state-words.ts';
import { statesStyles } from '../states/states.styles.ts';
import { renderStale, renderTrouble } from '../states/trouble.ts';
import { tokens } from '../styles/tokens.styles.ts';
import { audienceStyles } from './audience.styles.ts';
import { audienceTexts, type AudienceTexts } from './audience-texts.ts';
import { definitions } from './definitions.ts';
import type { DrawnChart } from './drawn-charts.ts';
import { Drawings } from './drawings.ts';
import { renderSection } from './chart-section.ts';
import { renderCoverage, renderHead, renderNotShown, SHOWN, type Saying } from './report-parts.ts';
import type { MapReading } from './section.ts';

/**
 * @summary Who comes: where from, when they buy, whether they return, with a finding above each chart.
 * @event {DipReadyEvent} dip-ready - The first tables are on screen.
 * @event {DipErrorEvent} dip-error - There is nothing to show.
 * @event {DipStaleEvent} dip-stale - A refresh failed; the last tables stay.
 * @cssprop --dip-accent - Bars, columns, and the darkest tile.
 * @cssprop --dip-sunk - Tiles and tracks without anything to show.
 * @cssprop --dip-ink - Text, and the tick of what it is laid beside.
 */
export class AudienceCharts extends LitElement {
  static override styles = [tokens, statesStyles, audienceStyles];

  /** Production id; or `performance`, or neither: the season of the house. */
  @property() production = '';
  @property() performance = '';
  /** The year it starts in; left out, the current one. */
  @property() season = '';
  /** Id of the house, for who sees several. */
  @property() venue = '';
  /** What to lay beside: `genre`, `season`, `season:2025`, `sector`, `sector:size`, `sector:region`, `production:ID`. */
  @property({ attribute: 'compare' }) beside = '';
  /** One table alone, such as `origin`, or `catchment`; left out, all. */
  @property() chart = '';

  /** As it goes on paper: dated, with what its words mean, nothing to choose. */
  @property({ type: Boolean }) report = false;
  /** Address of the page that shows `report`; the choice goes along as `production`, `performance`, `season`, `venue`, `compare`. */
  @property({ attribute: 'report-url' }) reportUrl = '';

  readonly #wanted = new WantedResource<AudienceAnswer>(this);
  readonly #subjects = new WantedResource<AudienceSubjects>(this);
  #path = '';
  /** What stood when something else was chosen. */
  #before: AudienceAnswer | null = null;
  @state() private chosen = '';
  @state() private reading: MapReading = 'rate';
  /** What Vega draws at this rendering, by table. */
  readonly #charts = new Map<AudienceTableName, DrawnChart>();
  readonly #drawings = new Drawings(this, () => (this.undrawn = true));
  /** The chart's code did not come: bars stand in. */
  @state() private undrawn = false;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('production') || changed.has('performance')) this.chosen = '';
    const { production, performance, season, venue } = this;
    const level = performance ? 'performance' : production ? 'production' : 'season';
    const query = new URLSearchParams({ level });
    const id = performance || production;
    if (id) query.set('id', id);
    if (season) query.set('season', season);
    if (venue) query.set('venue', venue);
    if (this.beside) query.set('with', this.beside);
    const path = `/v1/audience?${query.toString()}`;
    const { state: known } = this.#wanted;
    // What was chosen here replaces what stands when it comes, so that a chooser keeps the keyboard; of another session nothing stays.
    if (known.kind === 'data') this.#before = path === this.#path ? null : known.answer;
    else if (path === this.#path && known.kind !== 'loading') this.#before = null;
    this.#path = path;
    this.#wanted.want(path);
    this.#subjects.want('/v1/audience/subjects');
  }

  protected override updated(): void {
    this.#drawings.show(this.renderRoot, this.#charts, this.#wanted.locale);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // An element that is moved comes back before this runs, and keeps its drawings.
    queueMicrotask(() => {
      if (!this.isConnected) this.#drawings.end();
    });
  }

  override render(): TemplateResult {
    this.#charts.clear();
    const { state: known, locale } = this.#wanted;
    switch (known.kind) {
      case 'loading':
        if (this.#before) return this.#renderKnown(this.#before, false, locale);
        return html`<div role="status" aria-busy="true">
          <span class="sr">${stateWords(locale).loading}</span>
          <div class="waiting label-place"></div>
          <div class="waiting big"></div>
        </div>`;
      case 'error':
      case 'alone':
        return renderTrouble(known, locale, () => this.#wanted.retry());
      case 'data':
        return this.#renderKnown(known.answer, known.stale, locale);
    }
  }

  #renderKnown(answer: AudienceAnswer, stale: boolean, locale: string): TemplateResult {
    return html`${this.#renderAnswer(answer, audienceTexts(locale), locale)} ${renderStale(stale, locale)}`;
  }

  #renderAnswer(answer: AudienceAnswer, texts: AudienceTexts, locale: string): TemplateResult {
    const { report } = answer;
    const list = this.#subjects.state.kind === 'data' ? this.#subjects.state.answer : null;
    const titles = Object.fromEntries(
      (list?.subjects ?? []).filter(({ level }) => level === 'production').map(({ id, title }) => [id, title]),
    );
    const beside = this.#besideName(answer, texts);
    if (!report) {
      const why = html`<p role="note">${texts.why[answer.why ?? 'no_facts']}</p>`;
      return this.chart ? why : overview(nothing, this.#renderChoices(list, null, texts), why);
    }
    const { subject } = report;
    const saying: Saying = { texts, locale, beside, dated: this.report };
    const same = (list?.subjects ?? []).filter(
      ({ season, venue }) => season === subject.season && venue === subject.venue,
    );
    const buyersOf = same.filter(({ level }) => level === 'production').map(({ id, buyers }) => [id, buyers] as const);
    const season = {
      buyers: same.find(({ level }) => level === 'season')?.buyers ?? null,
      productions: Object.fromEntries(buyersOf),
    };
    const alone = this.chart === '' ? null : tableOf(this.chart, report);
    const stands = (table: AudienceTableName): boolean =>
      alone === null ? report.tables[table] !== undefined && !report.tables[table].withheld : table === alone;
    // Each in its own place, so that an opened table or a drawing never becomes another's.
    const sections = SHOWN.map((table) =>
      stands(table)
        ? renderSection({
            answer,
            table,
            locale,
            beside,
            titles,
            chosen: this.chosen,
            choose: (area) => (this.chosen = area),
            reading: this.chart === 'catchment' ? 'catchment' : this.reading,
            bothReadings: this.chart !== 'catchment',
            read: (reading) => (this.reading = reading),
            season,
            draw: this.undrawn ? null : (name, chart) => this.#draw(name, chart),
            printed: this.report,
          })
        : nothing,
    );
    if (this.chart) return html`<div class="one">${sections}</div>`;
    if (this.report)
      return html`<div class="report">
        ${renderHead(report, saying)}
        <button type="button" class="print" @click=${() => globalThis.print()}>${texts.print}</button>
        ${renderCoverage(report, saying)}
        <div class="grid">${sections}</div>
        ${renderNotShown(report, saying)} ${definitions(locale)}
      </div>`;
    return overview(
      renderHead(report, saying),
      this.#renderChoices(list, report, texts),
      html`${renderCoverage(report, saying)}
        ${answer.whyReference ? html`<p role="note" class="note">${texts.whyReference[answer.whyReference]}</p>` : nothing}
        <div class="grid">${sections}</div>
        ${renderNotShown(report, saying)}`,
    );
  }

  #draw(table: AudienceTableName, chart: DrawnChart): TemplateResult {
    this.#charts.set(table, chart);
    // Vega puts a role and a label of its own on the box it is given, so it gets an inner one.
    return html`<div class=${`drawing ${chart.kind}`} aria-hidden="true">
      <div class="ink" data-chart=${table}></div>
    </div>`;
  }

  #renderChoices(
    list: AudienceSubjects | null,
    report: AudienceReport | null,
    texts: AudienceTexts,
  ): TemplateResult | typeof nothing {
    if (!list || list.subjects.length === 0) return nothing;
    const season = report?.subject.season ?? (Number(this.season) || list.seasons[0] || 0);
    const own = list.subjects.filter((one) => one.season === season && (!this.venue || one.venue === this.venue));
    const productions = own.filter(({ level }) => level === 'production');
    const at = this.performance ? '' : this.production ? `production ${this.production}` : `season ${season}`;
    const option = (value: string, chosen: string, label: string): TemplateResult =>
      html`<option value=${value} ?selected=${value === chosen}>${label}</option>`;
    // After the productions: arrow keys go through these without leaving their season.
    const others = list.seasons
      .filter((year) => year !== season)
      .map((year) => option(`season ${year}`, at, texts.season(year)));
    return html`<div class="choices">
      <label
        >${texts.choose}
        <select class="subject" @change=${(event: Event) => this.#go((event.target as HTMLSelectElement).value)}>
          ${this.performance ? option('', '', report?.subject.title ?? '') : nothing}
          ${option(`season ${season}`, at, texts.season(season))}
          <optgroup label=${texts.productions}>
            ${productions.map(({ id, title }) => option(`production ${id}`, at, title))}
          </optgroup>
          ${others.length ? html`<optgroup label=${texts.otherSeasons}>${others}</optgroup>` : nothing}
        </select>
      </label>
      <label
        >${texts.compare}
        <select class="beside" @change=${(event: Event) => (this.beside = (event.target as HTMLSelectElement).value)}>
          ${option('', this.beside, texts.nothing)}
          ${report?.subject.genre ? option('genre', this.beside, texts.genre(genreName(report.subject.genre, texts))) : nothing}
          ${option('sector', this.beside, texts.sector)} ${option('sector:size', this.beside, texts.sectorLike.size)}
          ${option('sector:region', this.beside, texts.sectorLike.region)}
          <optgroup label=${texts.seasons}>
            ${list.seasons
              .filter((year) => !(report?.subject.level === 'season' && year === season))
              .map((year) => option(`season:${year}`, this.beside, texts.season(year)))}
          </optgroup>
          <optgroup label=${texts.productions}>
            ${productions
              .filter(({ id, buyers }) => id !== this.production && buyers !== null)
              .map(({ id, title }) => option(`production:${id}`, this.beside, title))}
          </optgroup>
        </select>
      </label>
      ${report && this.reportUrl ? html`<a class="to-report" href=${this.#reportHref()}>${texts.report}</a>` : nothing}
    </div>`;
  }

  #reportHref(): string {
    const { production, performance, season, venue, beside: compare } = this;
    const chosen = Object.entries({ production, performance, season, venue, compare }).filter(([, value]) => value);
    return `${this.reportUrl}?${new URLSearchParams(chosen).toString()}`;
  }

  #go(value: string): void {
    const [level = '', id = ''] = value.split(/ (.*)/s);
    this.performance = '';
    this.production = level === 'production' ? id : '';
    if (level === 'season') this.season = id;
  }

  #besideName({ reference }: AudienceAnswer, texts: AudienceTexts): string {
    if (!reference) return '';
    if (reference.kind === 'sector') return texts.sectorOf(reference.venues ?? 0);
    if (reference.kind === 'season') return texts.season(Number(reference.title));
    return reference.kind === 'genre' ? genreName(reference.title, texts) : reference.title;
  }
}

const genreName = (key: string, { genres }: AudienceTexts): string => genres[key] ?? key;

/** One template, whether or not there is something to show: the chooser stays the element it was, and keeps the keyboard. */
const overview = (
  head: TemplateResult | typeof nothing,
  choices: TemplateResult | typeof nothing,
  body: TemplateResult,
): TemplateResult => html`${head} ${choices} ${body}`;

/** The catchment is the map read otherwise; where a house has no gender the pyramid is that of ages alone. */
function tableOf(chart: string, { tables }: AudienceReport): AudienceTableName {
  if (chart === 'catchment') return 'origin';
  return (chart === 'age_gender' && !tables.age_gender ? 'age' : chart) as AudienceTableName;
}
