import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { AUDIT_FORMATS, type AuditFormat, type AuditLine, type Client, type Me, type Member } from '#protocol';
import { WantedResource } from '../data/wanted-resource.ts';
import { formWords } from '../forms/form-words.ts';
import { formsStyles } from '../forms/forms.styles.ts';
import { renderListTrouble } from '../forms/list-trouble.ts';
import { ME, ownSelf } from '../forms/own-self.ts';
import { Pages } from '../forms/pages.ts';
import { done, failed, NOTHING_SAID, renderFault, renderSaid, type Said } from '../forms/said.ts';
import { renderWaiting } from '../forms/waiting.ts';
import { figureFormat } from '../locales/figure-format.ts';
import { stateWords } from '../states/state-words.ts';
import { statesStyles } from '../states/states.styles.ts';
import { renderStale } from '../states/trouble.ts';
import { tokens } from '../styles/tokens.styles.ts';
import { faultsOf, NO_FILTER, queryOf, type AuditFilter } from './audit-filter.ts';
import { AuditLines } from './audit-lines.ts';
import { auditLogStyles } from './audit-log.styles.ts';
import { actionWords, auditWords, type AuditWords } from './audit-words.ts';
import { exportLines } from './export-lines.ts';
import { actorWords, valueWords, type Known } from './line-words.ts';
import { lineDiff } from './line-diff.ts';

const FILTERS = ['from', 'to', 'user', 'action', 'object'] as const;

/**
 * @summary Who changed what in an organisation, as whom and when, with before and after; as a file too.
 * @event {DipReadyEvent} dip-ready - The log is on screen.
 * @event {DipErrorEvent} dip-error - There is no log to show.
 * @event {DipStaleEvent} dip-stale - A refresh failed; the lines that were read stay.
 * @cssprop --dip-good - What is sealed.
 */
export class AuditLog extends LitElement {
  static override styles = [tokens, statesStyles, formsStyles, auditLogStyles];

  /** Zone of the organisation, for the times shown. */
  @property({ attribute: 'time-zone' }) timeZone = 'Europe/Amsterdam';
  /** First day, `YYYY-MM-DD`, by the organisation's own clock. */
  @property() from = '';
  /** Last day, included. */
  @property() to = '';
  /** Id of a user. */
  @property() user = '';
  /** A noun such as `membership`, or an action such as `membership.change`. */
  @property() action = '';
  /** Id of what was changed. */
  @property() object = '';

  @state() private _filter: AuditFilter = NO_FILTER;
  @state() private _said: Said = NOTHING_SAID;
  @state() private _busy = false;

  readonly #lines = new AuditLines(this);
  readonly #me = new WantedResource<Me>(this);
  readonly #members = new Pages<Member>(this);
  readonly #gone = new Pages<Member>(this);
  readonly #clients = new Pages<Client>(this);
  #newFrom: number | null = null;

  constructor() {
    super();
    this.#me.want(ME);
    // Names, where they may be read; without them ids do.
    this.#members.want('/v1/members');
    this.#gone.want('/v1/members?ended=yes');
    this.#clients.want('/v1/clients');
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const given = FILTERS.filter((name) => changed.has(name));
    if (this.hasUpdated && given.length === 0) return;
    this.#choose(Object.fromEntries(given.map((name) => [name, this[name] ?? ''])));
  }

  override render(): TemplateResult {
    const { locale } = this.#me;
    const { state: first } = this.#lines;
    const words = auditWords(locale);
    // A choice is changed in its place, also while its lines are on their way.
    if (first.kind === 'loading' && !this.#filtered) return renderWaiting(locale);
    if (first.kind === 'alone' || (first.kind === 'error' && !this.#filtered))
      return renderListTrouble(first, locale, () => this.#lines.retry());
    const self = ownSelf(this.#me.state);
    return html`<div class="head">
        <div>
          <h2 id="head">${words.title}${self === null ? '' : ` · ${self.organisation.name}`}</h2>
          <p class="lead">${words.lead}</p>
        </div>
      </div>
      ${first.kind === 'data' ? renderStale(first.stale, locale) : nothing} ${this.#renderFilters(words)}
      ${renderSaid(this._said)} ${this.#renderLines(words)}`;
  }

  get #filtered(): boolean {
    return queryOf(this._filter).size > 0;
  }

  #renderFilters(words: AuditWords): TemplateResult {
    const faults = faultsOf(this._filter);
    const people = [...this.#members.items, ...this.#gone.items];
    const names = new Map(people.map(({ user, name, email }) => [user, name ?? email ?? user]));
    const field = (name: keyof AuditFilter, label: string, type: string): TemplateResult => {
      const fault = faults[name];
      return html`<label
        >${label}
        <input
          type=${type}
          name=${name}
          autocomplete="off"
          .value=${this._filter[name]}
          aria-invalid=${fault ? 'true' : 'false'}
          aria-describedby=${`${name}-fault`}
          @change=${(event: Event) => this.#choose({ [name]: (event.target as HTMLInputElement).value })}
        />${renderFault(`${name}-fault`, fault && words[fault])}</label
      >`;
    };
    const choice = (
      name: keyof AuditFilter,
      label: string,
      all: string,
      options: readonly (readonly [string, string])[],
    ): TemplateResult => {
      const chosen = this._filter[name];
      const shown = chosen === '' || options.some(([id]) => id === chosen) ? options : [...options, [chosen, chosen]];
      return html`<label
        >${label}
        <select
          name=${name}
          @change=${(event: Event) => this.#choose({ [name]: (event.target as HTMLSelectElement).value })}
        >
          <option value="" ?selected=${chosen === ''}>${all}</option>
          ${shown.map(([id, text]) => html`<option value=${id} ?selected=${id === chosen}>${text}</option>`)}
        </select></label
      >`;
    };
    // The platform's own are in its own log.
    const nouns = Object.entries(words.nouns)
      .filter(([noun]) => noun !== 'tenant' && noun !== 'shard')
      .sort(([, a], [, b]) => a.localeCompare(b));
    return html`<div class="filters" role="search" aria-labelledby="head">
        ${field('from', words.from, 'date')} ${field('to', words.to, 'date')}
        ${names.size === 0 ? field('user', words.userId, 'text') : choice('user', words.person, words.anyone, [...names])}
        ${choice('action', words.action, words.anything, nouns)} ${field('object', words.object, 'text')}
      </div>
      <div class="tools">
        ${AUDIT_FORMATS.map(
          (format) =>
            html`<button type="button" ?disabled=${this._busy} @click=${() => void this.#export(format, words)}>
              ${words.exportAs(format)}
            </button>`,
        )}
        ${
          this.#filtered
            ? html`<button type="button" class="plain" @click=${() => this.#choose(NO_FILTER)}>${words.clear}</button>`
            : nothing
        }
      </div>`;
  }

  #renderLines(words: AuditWords): TemplateResult {
    const { locale } = this.#me;
    const { state: first, items } = this.#lines;
    if (first.kind === 'loading') return html`<p class="small" role="status">${stateWords(locale).loading}</p>`;
    if (first.kind !== 'data') return renderListTrouble(first, locale, () => this.#lines.retry());
    if (items.length === 0) return html`<p class="lead">${this.#filtered ? words.none : words.empty}</p>`;
    const forms = formWords(locale);
    return html`<ul class="items" aria-labelledby="head">
        ${items.map((line) => this.#renderLine(line, words))}
      </ul>
      ${this.#lines.failed ? html`<p class="fault" role="alert">▲ ${stateWords(locale).errors.server}</p>` : nothing}
      ${
        this.#lines.hasMore
          ? html`<div class="pages">
              <button type="button" ?disabled=${this.#lines.asking} @click=${() => void this.#more()}>
                ${this.#lines.asking ? forms.busy : forms.more}
              </button>
            </div>`
          : nothing
      }`;
  }

  #renderLine(line: AuditLine, words: AuditWords): TemplateResult {
    const known = this.#known;
    const { who, as } = actorWords(line.actor, known, words);
    const { before, after, action, object } = line;
    return html`<li class="item entry">
      <div>
        <time datetime=${line.at} title=${words.request(line.requestId)}>${this.#time(line.at)}</time>
        <p class=${line.sealed ? 'small sealed' : 'small'}>
          ${line.sealed ? words.sealed : words.unsealed} · ${words.line(line.line)}
        </p>
      </div>
      <div>
        <h3 tabindex="-1">${who}</h3>
        ${as === '' ? nothing : html`<p class="small">${as}</p>`}
      </div>
      <div>
        <p class="did">${actionWords(action, words)}</p>
        <p class="small">${known.names.get(object) ?? ''} <code>${object}</code></p>
        <dl class="diff">
          ${lineDiff(before, after).map(
            ({ field, before: old, after: now }) =>
              html`<dt>${words.fields[field] ?? field}</dt>
                <dd>
                  ${old === undefined ? nothing : html`<del>${valueWords(field, old, known, words)}</del>`}${
                    old !== undefined && now !== undefined
                      ? html` <span aria-hidden="true">→</span><span class="sr"> ${words.becomes} </span> `
                      : nothing
                  }${now === undefined ? nothing : html`<ins>${valueWords(field, now, known, words)}</ins>`}
                </dd>`,
          )}
        </dl>
      </div>
    </li>`;
  }

  /** Ids with a name, as far as this session may read them. */
  get #known(): Known {
    const people = [...this.#members.items, ...this.#gone.items];
    const names = new Map<string, string>();
    for (const { id, user, name, email } of people) {
      names.set(user, name ?? email ?? user);
      names.set(id, name ?? email ?? id);
    }
    for (const { id, name } of this.#clients.items) names.set(id, name);
    const roles = new Map(people.map(({ id, preset }) => [id, preset] as const));
    return { names, roles, locale: this.#me.locale, time: (iso) => this.#time(iso) };
  }

  #time(iso: string): string {
    return figureFormat(this.#me.locale).fullStamp(iso, this.timeZone);
  }

  /** What cannot be asked is said at its field, and the lines stay. */
  #choose(change: Partial<AuditFilter>): void {
    this._filter = { ...this._filter, ...change };
    this._said = NOTHING_SAID;
    if (Object.keys(faultsOf(this._filter)).length === 0) this.#lines.want(queryOf(this._filter));
  }

  async #more(): Promise<void> {
    this.#newFrom = this.#lines.items.length;
    await this.#lines.more();
  }

  /** The button may be gone with the last page; a keyboard goes on at the first that is new. */
  override updated(): void {
    if (this.#newFrom === null) return;
    const first = this.renderRoot.querySelectorAll<HTMLElement>('.entry h3')[this.#newFrom];
    if (first === undefined) return;
    this.#newFrom = null;
    first.focus();
  }

  async #export(format: AuditFormat, words: AuditWords): Promise<void> {
    const { session } = this.#me;
    if (session === null || Object.keys(faultsOf(this._filter)).length > 0) return;
    this._busy = true;
    const query = queryOf(this._filter);
    if (format === 'csv') query.set('locale', this.#me.locale.startsWith('en') ? 'en' : 'nl');
    const made = await exportLines(session, query, format);
    this._busy = false;
    this._said =
      'name' in made
        ? done(words.exported(made.name))
        : failed(made.why === 'too_many' ? words.tooMany : words.notExported);
  }
}
