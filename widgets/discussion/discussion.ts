import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Message, Subject, Thread } from '#protocol';
import type { Page } from '../forms/page.ts';
import { formsStyles } from '../forms/forms.styles.ts';
import { renderWaiting } from '../forms/waiting.ts';
import { Pages } from '../forms/pages.ts';
import { write, type Written } from '../forms/write-request.ts';
import { WantedResource } from '../data/wanted-resource.ts';
import { figureFormat } from '../locales/figure-format.ts';
import { statesStyles } from '../states/states.styles.ts';
import { renderStale, renderTrouble } from '../states/trouble.ts';
import { tokens } from '../styles/tokens.styles.ts';
import { Composer, type Sent } from './composer.ts';
import { discussionStyles } from './discussion.styles.ts';
import { discussionWords, type DiscussionWords } from './discussion-words.ts';
import { textParts } from './mentions.ts';

/** A message that the platform has taken. */
export class DipMessageSentEvent extends Event {
  readonly internal: boolean;
  constructor(internal: boolean) {
    super('dip-message-sent', { bubbles: true, composed: true });
    this.internal = internal;
  }
}

const ABOUT = ['kind', 'subject', 'subjectPart', 'other'] as const;

/**
 * @summary A thread on a production, performance, deal, term or statement: between two parties, or one with itself.
 * @event {DipMessageSentEvent} dip-message-sent - A message that the platform has taken.
 * @event {DipReadyEvent} dip-ready - The thread is on screen.
 * @event {DipErrorEvent} dip-error - There is no thread to show.
 * @event {DipStaleEvent} dip-stale - A refresh failed; what was read stays.
 * @cssprop [--dip-discussion-height=460px] - Height from which the messages scroll.
 */
export class Discussion extends LitElement {
  static override styles = [tokens, statesStyles, formsStyles, discussionStyles];

  /** What it is about. */
  @property() kind: Subject['kind'] = 'agreement';
  /** Its id. Left out, the element's own `id` says it. */
  @property() subject = '';
  /** Of a term its name, of a line its id. Left out, the element's own `part` says it. */
  @property({ attribute: 'subject-part' }) subjectPart = '';
  /** Id of the other organisation, where the subject names none. */
  @property({ attribute: 'with' }) other = '';
  /** Zone of the house, for the times shown. */
  @property({ attribute: 'time-zone' }) timeZone = 'Europe/Amsterdam';

  readonly #pages = new Pages<Message>(this);
  /** Only for its session. */
  readonly #link = new WantedResource<never>(this);
  readonly #composer = new Composer(this, (message) => this.#send(message));
  /** Where what is new began when the thread was opened; stays while it is open. */
  #newAfter: number | null = null;
  /** Told to the platform as read. */
  #readTo = 0;
  /** The reader looks at the newest, and goes along with what comes. */
  #atEnd = true;
  #placed = false;
  #shown = 0;
  #seen: IntersectionObserver | null = null;
  #watched: Element | null = null;

  override willUpdate(changed: PropertyValues<Discussion>): void {
    if (!this.hasUpdated || ABOUT.some((name) => changed.has(name))) this.#open();
    if (this.#pages.hasMore) this.#pages.more();
    const thread = this.#thread;
    if (thread === null) return;
    this.#newAfter ??= thread.readTo;
    this.#readTo = Math.max(this.#readTo, thread.readTo);
  }

  #open(): void {
    this.#newAfter = null;
    this.#readTo = 0;
    this.#placed = false;
    this.#atEnd = true;
    const id = this.subject || this.id;
    const part = this.subjectPart || (this.getAttribute('part') ?? '');
    const query = new URLSearchParams({ kind: this.kind, id });
    if (part !== '') query.set('part', part);
    if (this.other !== '') query.set('with', this.other);
    this.#pages.want(id === '' ? '' : `/v1/messages?${query}`);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#seen?.disconnect();
    this.#seen = null;
    this.#watched = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Moved in the page, it looks anew.
    if (this.hasUpdated) this.requestUpdate();
  }

  /** What the first page says of the whole. */
  get #thread(): Thread | null {
    const { first } = this.#pages;
    return first.kind === 'data' ? (first.answer as Page<Message> & Thread) : null;
  }

  override render(): TemplateResult {
    const { locale } = this.#link;
    const { first } = this.#pages;
    switch (first.kind) {
      case 'loading':
        return renderWaiting(locale);
      case 'error':
      case 'alone':
        return renderTrouble(first, locale, () => this.#pages.retry());
      case 'data': {
        const words = discussionWords(locale);
        const thread = first.answer as Page<Message> & Thread;
        return html`${this.#renderHead(thread, words)} ${renderStale(first.stale, locale)}
        ${this.#renderLog(thread, words)}
        ${thread.may ? this.#composer.render(thread, words) : html`<p class="small">${words.readOnly}</p>`}`;
      }
    }
  }

  #renderHead(thread: Thread, words: DiscussionWords): TemplateResult {
    const { items } = this.#pages;
    const fresh = this.#fresh.length;
    const said =
      items.length === 0 ? words.none : `${words.some(items.length)}${fresh ? `, ${words.fresh(fresh)}` : ''}.`;
    return html`<div class="head">
      <div>
        <h2 id="head" tabindex="-1">${words.title[this.kind]}</h2>
        <p class="lead">${thread.with === null ? words.nobody : words.withWhom(thread.with.name)} ${said}</p>
      </div>
    </div>`;
  }

  /** By others, newer than what was read when the thread was opened. */
  get #fresh(): readonly Message[] {
    const after = this.#newAfter ?? Number.POSITIVE_INFINITY;
    return this.#pages.items.filter(({ seq, mine }) => seq > after && !mine);
  }

  #renderLog(thread: Thread, words: DiscussionWords): TemplateResult {
    const { items } = this.#pages;
    if (items.length === 0) return html`<p class="empty">${thread.may ? words.firstHere : words.none}</p>`;
    const fresh = this.#fresh;
    const [first] = fresh;
    const below = this.#atEnd ? 0 : items.length - this.#shown;
    return html`<div
      class="log"
      role="log"
      tabindex="0"
      aria-label=${words.log}
      @scroll=${(event: Event) => this.#scrolled(event.currentTarget as HTMLElement)}
    >
      <ol>
        ${items.map(
          (message) =>
            html`${
              message === first ? html`<li class="new">${words.fresh(fresh.length)}</li>` : nothing
            }${this.#renderMessage(message, words)}`,
        )}
      </ol>
      <div class="end"></div>
      ${
        below > 0
          ? html`<button type="button" class="below" @click=${() => this.#toEnd()}>↓ ${words.toNew(below)}</button>`
          : nothing
      }
    </div>`;
  }

  #renderMessage(message: Message, words: DiscussionWords): TemplateResult {
    const { at, internal, mentions, mine, organisation, person, text } = message;
    const stamp = figureFormat(this.#link.locale).stamp(at, this.timeZone);
    // Apart, so that no white space of the template is in the text.
    const said = textParts(text, mentions).map((part) =>
      part.mention ? html`<span class="mention">${part.text}</span>` : part.text,
    );
    const from = [
      mine ? words.you : null,
      person?.name ? organisation.name : null,
      person === null ? words.machine : null,
    ];
    return html`<li class=${internal ? 'message internal' : 'message'}>
      <p class="who">
        <b>${person?.name || organisation.name}</b>
        <span class="small">
          ${from.filter(Boolean).map((one) => `${one} · `)}
          <time datetime=${at}>${stamp}</time>
        </span>
        ${internal ? html`<span class="small inside">${words.internal(organisation.name)}</span>` : nothing}
      </p>
      <p class="text">${said}</p>
    </li>`;
  }

  override updated(): void {
    const log = this.renderRoot.querySelector<HTMLElement>('.log');
    if (log === null) return;
    const { length } = this.#pages.items;
    if (!this.#placed && !this.#pages.hasMore) {
      this.#placed = true;
      const first = log.querySelector<HTMLElement>('.new');
      // What is new is in sight from where it begins.
      log.scrollTop = first === null ? log.scrollHeight : Math.max(0, first.offsetTop - 24);
      this.#atEnd = isAtEnd(log);
    } else if (this.#atEnd && length !== this.#shown) log.scrollTop = log.scrollHeight;
    if (this.#atEnd) this.#shown = length;
    this.#watch(log);
  }

  #scrolled(log: HTMLElement): void {
    const before = this.#atEnd;
    this.#atEnd = isAtEnd(log);
    if (this.#atEnd) this.#shown = this.#pages.items.length;
    if (before !== this.#atEnd) this.requestUpdate();
  }

  #toEnd(): void {
    const log = this.renderRoot.querySelector<HTMLElement>('.log');
    if (log === null) return;
    log.scrollTop = log.scrollHeight;
    log.focus({ preventScroll: true });
  }

  /** Read is what was in sight: the end of the messages, on a page that is seen. */
  #watch(log: HTMLElement): void {
    const end = log.querySelector('.end');
    if (end === null) return;
    if (end !== this.#watched) {
      this.#seen?.disconnect();
      this.#seen = new IntersectionObserver((entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) void this.#markRead();
      });
      this.#seen.observe(end);
      this.#watched = end;
      return;
    }
    // The end is where it was, and may be in sight with something new above it.
    this.#seen?.unobserve(end);
    this.#seen?.observe(end);
  }

  async #markRead(): Promise<void> {
    const { session } = this.#link;
    const thread = this.#thread;
    const last = this.#pages.items.at(-1)?.seq ?? 0;
    if (session === null || thread === null || !thread.may || last <= this.#readTo) return;
    if (!this.#pages.items.some(({ seq, mine }) => seq > this.#readTo && !mine)) return;
    const before = this.#readTo;
    this.#readTo = last;
    const body = { subject: thread.subject, with: thread.with?.id ?? null, seq: last };
    const written = await write(session, { method: 'POST', path: '/v1/messages/read', body });
    // Not taken: the next look tries again.
    if (!written.ok) this.#readTo = before;
  }

  async #send({ key, ...message }: Sent): Promise<Written | null> {
    const { session } = this.#link;
    const thread = this.#thread;
    if (session === null || thread === null) return null;
    const body = { subject: thread.subject, with: thread.with?.id ?? null, ...message };
    const written = await write(session, { method: 'POST', path: '/v1/messages', body, key });
    if (!written.ok) return written;
    this.#atEnd = true;
    this.#pages.retry();
    this.dispatchEvent(new DipMessageSentEvent(message.internal));
    return written;
  }
}

const isAtEnd = (log: HTMLElement): boolean => log.scrollHeight - log.scrollTop - log.clientHeight < 24;
