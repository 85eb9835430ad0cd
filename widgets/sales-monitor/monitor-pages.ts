/** The monitor's one line to the session: the pages of a season, each polled by itself, put together as one list. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { MonitorAnswer, MonitorRow, Names } from '#protocol';
import { DipErrorEvent, DipReadyEvent, DipStaleEvent } from '../data/dip-events.ts';
import type { ResourceState, Session } from '../data/session-context.ts';
import { SessionLink } from '../data/session-link.ts';
import type { WantedState } from '../data/wanted-resource.ts';

interface Page {
  state: ResourceState<MonitorAnswer>;
  end: () => void;
}

export interface Season {
  /** The first page: totals, yesterday, definition. */
  readonly answer: MonitorAnswer;
  readonly rows: readonly MonitorRow[];
  readonly names: Names;
  readonly stale: boolean;
  /** Every page has come. */
  readonly whole: boolean;
}

export class MonitorPages implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #onNews: (before: readonly MonitorRow[], now: readonly MonitorRow[]) => void;
  readonly #link: SessionLink;
  readonly #pages = new Map<string, Page>();
  #session: Session | null = null;
  #query = '';
  #season: Season | null = null;
  #shown = false;

  /** `onNews` hears the rows of a page before and after a refresh. */
  constructor(
    host: ReactiveControllerHost & HTMLElement,
    onNews: (before: readonly MonitorRow[], now: readonly MonitorRow[]) => void,
  ) {
    this.#host = host;
    this.#onNews = onNews;
    host.addController(this);
    this.#link = new SessionLink(host, (session) => this.#join(session));
  }

  get session(): Session | null {
    return this.#session;
  }

  /** BCP 47. */
  get locale(): string {
    return this.#link.locale;
  }

  get state(): WantedState<MonitorAnswer> {
    const { presence } = this.#link;
    if (presence === 'none' || presence === 'unset') return { kind: 'alone', why: presence };
    return this.#pages.get('')?.state ?? { kind: 'loading' };
  }

  /** The last season that was there, also while another is fetched. */
  get season(): Season | null {
    return this.#season;
  }

  /** `query` without cursor and limit. */
  ask(query: string): void {
    if (query === this.#query) return;
    this.#query = query;
    this.#start();
  }

  retry(): void {
    this.#start();
  }

  hostDisconnected(): void {
    // An element that is moved in the page comes back within the task.
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#leave();
    });
  }

  #join(session: Session | null): void {
    if (session === this.#session && this.#pages.size) return;
    this.#session = session;
    if (session && this.#host.isConnected) this.#start();
  }

  #leave(): void {
    for (const page of this.#pages.values()) page.end();
    this.#pages.clear();
  }

  #start(): void {
    this.#leave();
    this.#want('');
    this.#host.requestUpdate();
  }

  #want(cursor: string): void {
    if (!this.#session || this.#pages.has(cursor)) return;
    const query = new URLSearchParams(this.#query);
    query.set('limit', '200');
    if (cursor) query.set('cursor', cursor);
    const page: Page = { state: { kind: 'loading' }, end: () => undefined };
    this.#pages.set(cursor, page);
    page.end = this.#session.subscribe<MonitorAnswer>(`/v1/monitor?${query}`, (heard) => {
      const before = page.state;
      page.state = heard;
      if (heard.kind === 'data') this.#heard(before, heard.answer);
      if (this.#pages.get(cursor) === page) this.#compose();
      if (cursor === '') this.#tell(before, heard);
      this.#host.requestUpdate();
    });
  }

  #heard(before: ResourceState<MonitorAnswer>, answer: MonitorAnswer): void {
    if (answer.next) this.#want(answer.next);
    if (before.kind !== 'data' || before.answer === answer) return;
    this.#onNews(before.answer.rows, answer.rows);
  }

  /** The host page hears what the element as a whole comes to. */
  #tell(before: ResourceState<MonitorAnswer>, heard: ResourceState<MonitorAnswer>): void {
    const host = this.#host;
    if (heard.kind === 'error' && !(before.kind === 'error' && before.code === heard.code))
      host.dispatchEvent(new DipErrorEvent(heard.code));
    if (heard.kind !== 'data') return;
    if (heard.stale && !(before.kind === 'data' && before.stale)) host.dispatchEvent(new DipStaleEvent());
    if (!this.#shown) void host.updateComplete.then(() => host.isConnected && host.dispatchEvent(new DipReadyEvent()));
    this.#shown = true;
  }

  #compose(): void {
    const first = this.#pages.get('')?.state;
    if (first?.kind !== 'data') return;
    const answers = [...this.#pages.values()].flatMap(({ state }) => (state.kind === 'data' ? [state.answer] : []));
    const [only] = answers;
    const all = { venues: {}, halls: {}, providers: {} };
    for (const { names } of answers) {
      Object.assign(all.venues, names.venues);
      Object.assign(all.halls, names.halls);
      Object.assign(all.providers, names.providers);
    }
    this.#season = {
      answer: first.answer,
      rows: answers.length === 1 && only ? only.rows : answers.flatMap(({ rows }) => rows),
      names: this.#season && JSON.stringify(this.#season.names) === JSON.stringify(all) ? this.#season.names : all,
      stale: [...this.#pages.values()].some(({ state }) => state.kind === 'data' && state.stale),
      whole: answers.length === this.#pages.size,
    };
  }
}
