// The linked part of the list, page after page under each other: each page is asked from where the one before it ends.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { LinkItem, LinkList } from '#protocol';
import { WantedResource, type WantedState } from '../data/wanted-resource.ts';

const LINKED = '/v1/links?state=linked';

export class LinkedPages implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #pages: WantedResource<LinkList>[];
  /** How many pages are shown; 0 while the part is closed. */
  #shown = 0;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    this.#pages = [new WantedResource<LinkList>(host)];
    host.addController(this);
  }

  /** Of the first page that has no answer, else of the last. */
  get state(): WantedState<LinkList> {
    const shown = this.#pages.slice(0, Math.max(1, this.#shown));
    const page = shown.find(({ state }) => state.kind !== 'data') ?? shown.at(-1);
    return page?.state ?? { kind: 'loading' };
  }

  get items(): readonly LinkItem[] {
    return this.#pages.slice(0, this.#shown).flatMap(({ state }) => (state.kind === 'data' ? state.answer.items : []));
  }

  get hasMore(): boolean {
    const { state } = this;
    return state.kind === 'data' && state.answer.next !== null;
  }

  show(open: boolean): void {
    this.#shown = open ? Math.max(1, this.#shown) : 0;
    this.#host.requestUpdate();
  }

  more(): void {
    if (!this.hasMore) return;
    this.#shown += 1;
    if (this.#pages.length < this.#shown) this.#pages.push(new WantedResource<LinkList>(this.#host));
    this.#host.requestUpdate();
  }

  retry(): void {
    for (const page of this.#pages) page.retry();
  }

  /** Where a page ends may have moved with a link; those after it follow. */
  hostUpdate(): void {
    let path = LINKED;
    for (const [i, page] of this.#pages.slice(0, this.#shown).entries()) {
      page.want(path);
      if (page.state.kind !== 'data') return;
      const { next } = page.state.answer;
      if (next === null) {
        this.#shown = i + 1;
        break;
      }
      path = `${LINKED}&cursor=${encodeURIComponent(next)}`;
    }
    for (const page of this.#pages.slice(this.#shown)) page.want('');
  }
}
