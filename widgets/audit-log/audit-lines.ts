// The lines that were read so far, newest first. The first page is live; older ones are asked once, for a line never changes.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { AuditLine, AuditPage } from '#protocol';
import { WantedResource, type WantedState } from '../data/wanted-resource.ts';

export const AUDIT = '/v1/audit';
const PAGE = 50;

export class AuditLines implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #first: WantedResource<AuditPage>;
  readonly #read = new Map<number, AuditLine>();
  #query = new URLSearchParams();
  /** Where the oldest page that was read ends; undefined = as the first page says. */
  #next: string | null | undefined;
  #asking: AbortController | null = null;
  failed = false;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    this.#first = new WantedResource<AuditPage>(host);
    host.addController(this);
  }

  get state(): WantedState<AuditPage> {
    return this.#first.state;
  }

  get items(): readonly AuditLine[] {
    return [...this.#read.values()].sort((a, b) => b.line - a.line);
  }

  get hasMore(): boolean {
    const { state } = this;
    return (this.#next === undefined ? (state.kind === 'data' ? state.answer.next : null) : this.#next) !== null;
  }

  get asking(): boolean {
    return this.#asking !== null;
  }

  want(query: URLSearchParams): void {
    this.#query = query;
    this.#forget();
    this.#first.want(`${AUDIT}?${this.#with({ limit: String(PAGE) })}`);
  }

  retry(): void {
    this.#first.retry();
  }

  async more(): Promise<void> {
    const { state, session } = { state: this.state, session: this.#first.session };
    if (!this.hasMore || this.#asking || session === null || state.kind !== 'data') return;
    const cursor = this.#next ?? state.answer.next ?? '';
    const asking = (this.#asking = new AbortController());
    this.failed = false;
    this.#host.requestUpdate();
    try {
      const path = `${AUDIT}?${this.#with({ limit: String(PAGE), cursor })}`;
      const answer = await session.request(path, { signal: asking.signal });
      if (!answer.ok) throw new Error(`the API answered ${answer.status}`);
      const { items, next } = (await answer.json()) as AuditPage;
      if (asking.signal.aborted) return;
      for (const line of items) this.#read.set(line.line, line);
      this.#next = next;
    } catch {
      this.failed = !asking.signal.aborted;
    }
    if (this.#asking === asking) this.#asking = null;
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    const { state } = this;
    if (state.kind === 'data') for (const line of state.answer.items) this.#read.set(line.line, line);
    // Another session may see another log.
    else this.#forget();
  }

  hostDisconnected(): void {
    this.#forget();
  }

  #with(more: Readonly<Record<string, string>>): URLSearchParams {
    return new URLSearchParams({ ...Object.fromEntries(this.#query), ...more });
  }

  #forget(): void {
    this.#asking?.abort();
    this.#asking = null;
    this.#read.clear();
    this.#next = undefined;
    this.failed = false;
  }
}
