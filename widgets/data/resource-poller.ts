/** One poller and one cache per session: each wanted path is asked once for all who want it, and only while the page is seen. */
import type { ResourceState } from './session-context.ts';
import type { TokenSource } from './token-source.ts';

interface Resource {
  state: ResourceState<unknown>;
  etag: string | null;
  readonly heard: Set<(state: ResourceState<unknown>) => void>;
  timer: ReturnType<typeof setTimeout> | null;
  failures: number;
  loading: boolean;
}

const DEFAULT_POLL_MS = 30_000;
const MAX_WAIT_MS = 300_000;

export class ResourcePoller {
  readonly #endpoint: string;
  readonly #tokens: TokenSource;
  readonly #resources = new Map<string, Resource>();
  readonly #wake = (): void => {
    if (document.visibilityState === 'visible') for (const path of this.#resources.keys()) void this.#load(path);
  };

  constructor(endpoint: string, tokens: TokenSource) {
    this.#endpoint = endpoint.replace(/\/$/, '');
    this.#tokens = tokens;
    document.addEventListener('visibilitychange', this.#wake);
    addEventListener('online', this.#wake);
  }

  end(): void {
    document.removeEventListener('visibilitychange', this.#wake);
    removeEventListener('online', this.#wake);
    for (const resource of this.#resources.values()) if (resource.timer) clearTimeout(resource.timer);
    this.#resources.clear();
  }

  subscribe(path: string, heard: (state: ResourceState<unknown>) => void): () => void {
    let resource = this.#resources.get(path);
    if (!resource) {
      resource = { state: { kind: 'loading' }, etag: null, heard: new Set(), timer: null, failures: 0, loading: false };
      this.#resources.set(path, resource);
      void this.#load(path);
    }
    resource.heard.add(heard);
    heard(resource.state);
    const own = resource;
    return () => {
      own.heard.delete(heard);
      // An element that is moved in the page comes back within the task.
      queueMicrotask(() => {
        if (own.heard.size || this.#resources.get(path) !== own) return;
        if (own.timer) clearTimeout(own.timer);
        this.#resources.delete(path);
      });
    };
  }

  refresh(path: string): void {
    void this.#load(path);
  }

  /** Adds the token; a refused one is renewed once. */
  async request(path: string, init: RequestInit = {}): Promise<Response> {
    const ask = async (): Promise<Response> => {
      const headers = new Headers(init.headers);
      headers.set('authorization', `Bearer ${await this.#tokens.token()}`);
      return fetch(this.#endpoint + path, { cache: 'no-store', ...init, headers, credentials: 'omit' });
    };
    const answer = await ask();
    if (answer.status !== 401) return answer;
    this.#tokens.drop();
    return ask();
  }

  async #load(path: string): Promise<void> {
    const resource = this.#resources.get(path);
    if (!resource || resource.loading) return;
    if (resource.timer) clearTimeout(resource.timer);
    resource.loading = true;
    let wait = DEFAULT_POLL_MS;
    try {
      const answer = await this.request(path, resource.etag ? { headers: { 'if-none-match': resource.etag } } : {});
      if (answer.status !== 304) {
        if (!answer.ok) throw new Error(String(answer.status));
        const body = (await answer.json()) as { pollSeconds?: number };
        resource.etag = answer.headers.get('etag');
        this.#tell(resource, { kind: 'data', answer: body, stale: false });
      } else if (resource.state.kind === 'data' && resource.state.stale)
        this.#tell(resource, { ...resource.state, stale: false });
      resource.failures = 0;
      if (resource.state.kind === 'data')
        wait = ((resource.state.answer as { pollSeconds?: number }).pollSeconds ?? 30) * 1000;
    } catch (error) {
      resource.failures += 1;
      wait = Math.min(MAX_WAIT_MS, 2_000 * 2 ** resource.failures);
      this.#tell(
        resource,
        resource.state.kind === 'data'
          ? { ...resource.state, stale: true }
          : { kind: 'error', message: (error as Error).message },
      );
    }
    resource.loading = false;
    if (this.#resources.get(path) !== resource) return;
    resource.timer = setTimeout(() => {
      if (document.visibilityState === 'visible') void this.#load(path);
    }, wait);
  }

  #tell(resource: Resource, state: ResourceState<unknown>): void {
    resource.state = state;
    for (const heard of resource.heard) heard(state);
  }
}
