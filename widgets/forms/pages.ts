// A list that the API gives page by page, shown under each other: each page is asked from where the one before it ends.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { WantedResource, type WantedState } from '../data/wanted-resource.ts';
import type { Page } from './page.ts';

export class Pages<T> implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #pages: WantedResource<Page<T>>[];
  /** The path of the first page; '' wants nothing. */
  #path = '';
  #shown = 1;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    this.#pages = [new WantedResource<Page<T>>(host)];
    host.addController(this);
  }

  /** Of the first page that has no answer, else of the last. */
  get state(): WantedState<Page<T>> {
    const shown = this.#pages.slice(0, this.#shown);
    const page = shown.find(({ state }) => state.kind !== 'data') ?? shown.at(-1);
    return page?.state ?? { kind: 'loading' };
  }

  /** Of the first page, which says whether there is a list at all. */
  get first(): WantedState<Page<T>> {
    return this.#pages[0]?.state ?? { kind: 'loading' };
  }

  get items(): readonly T[] {
    return this.#pages.slice(0, this.#shown).flatMap(({ state }) => (state.kind === 'data' ? state.answer.items : []));
  }

  get locale(): string {
    return this.#pages[0]?.locale ?? 'nl';
  }

  get hasMore(): boolean {
    const { state } = this;
    return state.kind === 'data' && state.answer.next !== null;
  }

  want(path: string): void {
    if (path === this.#path) return;
    this.#path = path;
    this.#shown = 1;
    this.#host.requestUpdate();
  }

  more(): void {
    if (!this.hasMore) return;
    this.#shown += 1;
    if (this.#pages.length < this.#shown) this.#pages.push(new WantedResource<Page<T>>(this.#host));
    this.#host.requestUpdate();
  }

  retry(): void {
    for (const page of this.#pages) page.retry();
  }

  /** Where a page ends may have moved; those after it follow. */
  hostUpdate(): void {
    let path = this.#path;
    for (const [i, page] of this.#pages.slice(0, this.#shown).entries()) {
      page.want(path);
      if (path === '' || page.state.kind !== 'data') return;
      const { next } = page.state.answer;
      if (next === null) {
        this.#shown = i + 1;
        break;
      }
      path = `${this.#path}${this.#path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(next)}`;
    }
    for (const page of this.#pages.slice(this.#shown)) page.want('');
  }
}
