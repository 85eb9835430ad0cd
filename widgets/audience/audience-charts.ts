import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import {
  AUDIENCE_TABLES,
  type AudienceAnswer,
  type AudienceReport,
  type AudienceSubjects,
  type AudienceTableName,
  type PercentBand,
} from '#protocol';
import { WantedResource } from '../data/wanted-resource.ts';
import { figureFormat } from '../locales/figure-format.ts';
import { stateWords } from '../states/state-words.ts';
import { statesStyles } from '../states/states.styles.ts';
import { renderStale, renderTrouble } from '../states/trouble.ts';
import { tokens } from '../styles/tokens.styles.ts';
import { audienceStyles } from './audience.styles.ts';
import { audienceTexts, type AudienceTexts } from './audience-texts.ts';
import { renderSection } from './chart-section.ts';

/** What an overview shows, in its order, where it is published. */
const SHOWN: readonly AudienceTableName[] = [
  'origin',
  'newness',
  'lead',
  'age',
  'moment',
  'overlap',
  'distance',
  'channel',
  'price_class',
  'party',
  'segment',
  'house_segment',
  'visits',
  'combinations',
];

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
  /** One table alone, such as `origin`; left out, all. */
  @property() chart = '';

  readonly #wanted = new WantedResource<AudienceAnswer>(this);
  readonly #subjects = new WantedResource<AudienceSubjects>(this);
  @state() private chosen = '';

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
    this.#wanted.want(`/v1/audience?${query.toString()}`);
    this.#subjects.want('/v1/audience/subjects');
  }

  override render(): TemplateResult {
    const { state: known, locale } = this.#wanted;
    switch (known.kind) {
      case 'loading':
        return html`<div role="status" aria-busy="true">
          <span class="sr">${stateWords(locale).loading}</span>
          <div class="waiting label-place"></div>
          <div class="waiting big"></div>
        </div>`;
      case 'error':
      case 'alone':
        return renderTrouble(known, locale, () => this.#wanted.retry());
      case 'data':
        return html`${this.#renderAnswer(known.answer, audienceTexts(locale), locale)}
        ${renderStale(known.stale, locale)}`;
    }
  }

  #renderAnswer(answer: AudienceAnswer, texts: AudienceTexts, locale: string): TemplateResult {
    const { report } = answer;
    const list = this.#subjects.state.kind === 'data' ? this.#subjects.state.answer : null;
    const titles = Object.fromEntries(
      (list?.subjects ?? []).filter(({ level }) => level === 'production').map(({ id, title }) => [id, title]),
    );
    const beside = this.#besideName(answer, texts);
    if (!report)
      return html`${this.chart ? nothing : this.#renderChoices(list, null, texts)}
        <p role="note">${texts.why[answer.why ?? 'no_facts']}</p>`;
    const tables = this.chart ? [this.chart as AudienceTableName].filter((name) => name in AUDIENCE_TABLES) : SHOWN;
    const sections = tables
      .filter((table) => this.chart !== '' || report.tables[table] !== undefined)
      .map((table) =>
        renderSection({
          answer,
          table,
          locale,
          beside,
          titles,
          chosen: this.chosen,
          choose: (area) => (this.chosen = area),
        }),
      );
    if (this.chart) return html`<div class="one">${sections}</div>`;
    return html`${this.#renderHead(report, beside, texts, locale)} ${this.#renderChoices(list, report, texts)}
      ${this.#renderCoverage(report, texts, locale)}
      ${answer.whyReference ? html`<p role="note" class="note">${texts.whyReference[answer.whyReference]}</p>` : nothing}
      <div class="grid">${sections}</div>`;
  }

  #renderHead(report: AudienceReport, beside: string, texts: AudienceTexts, locale: string): TemplateResult {
    const { subject } = report;
    const month = (day: string): string =>
      day
        ? new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
            new Date(`${day}T12:00:00Z`),
          )
        : '';
    const [from, until] = [month(subject.from), month(subject.until)];
    const span = from === until ? from : `${from} – ${until}`;
    const name = subject.level === 'season' ? texts.season(subject.season) : subject.title;
    return html`<div class="head">
      <h2>${texts.title(name)}</h2>
      <span class="sub"
        >${subject.venueName} · ${texts.performances(subject.performances)},
        ${span}${beside ? ` · ${texts.comparedWith(beside)}` : ''}</span
      >
    </div>`;
  }

  #renderCoverage({ buyers, coverage }: AudienceReport, texts: AudienceTexts, locale: string): TemplateResult {
    const part = (band: PercentBand | null, label: string): TemplateResult =>
      html`<span><b>${band ? texts.band(band[0], band[1]) : texts.tooFew}</b> ${label}</span>`;
    const { count } = figureFormat(locale);
    return html`<div class="coverage">
      <span
        ><b>${buyers === null ? texts.fewerThanTen : texts.between(count(buyers), count(buyers + 9))}</b>
        ${texts.buyers}</span
      >
      ${part(coverage.buyer, texts.withBuyer)} ${part(coverage.postcode, texts.withPostcode)}
      ${part(coverage.age, texts.withAge)}
      <span>${texts.hiddenNote}</span>
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
    return html`<div class="choices">
      <label
        >${texts.choose}
        <select class="subject" @change=${(event: Event) => this.#go((event.target as HTMLSelectElement).value)}>
          ${this.performance ? option('', '', report?.subject.title ?? '') : nothing}
          ${list.seasons.map((year) => option(`season ${year}`, at, texts.season(year)))}
          ${productions.map(({ id, title }) => option(`production ${id}`, at, title))}
        </select>
      </label>
      <label
        >${texts.compare}
        <select class="beside" @change=${(event: Event) => (this.beside = (event.target as HTMLSelectElement).value)}>
          ${option('', this.beside, texts.nothing)}
          ${report?.subject.genre ? option('genre', this.beside, texts.genre) : nothing}
          ${list.seasons
            .filter((year) => !(report?.subject.level === 'season' && year === season))
            .map((year) => option(`season:${year}`, this.beside, texts.season(year)))}
          ${option('sector', this.beside, texts.sector)}
          ${productions
            .filter(({ id }) => id !== this.production)
            .map(({ id, title }) => option(`production:${id}`, this.beside, title))}
        </select>
      </label>
    </div>`;
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
    return reference.title;
  }
}
