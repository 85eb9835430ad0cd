/** One poller and one cache per session: each wanted path is asked once for all who want it, and only while the page is seen. */
import type { AuthorizedFetch } from './authorized-fetch.ts';
import type { ErrorCode, ResourceState } from './session-context.ts';
import { TokenError } from './token-source.ts';

interface Resource {
  state: ResourceState<unknown>;
  etag: string | null;
  readonly heard: Set<(state: ResourceState<unknown>) => void>;
  timer: ReturnType<typeof setTimeout> | null;
  /** Clock time at which it is to be asked again. */
  due: number;
  failures: number;
  loading: AbortController | null;
  /** Wanted anew while it was loading: what comes may be from before the change. */
  again: boolean;
}

const DEFAULT_POLL_SECONDS = 30;
const MIN_POLL_SECONDS = 2;
const FIRST_WAIT_MS = 1_000;
const MAX_WAIT_MS = 300_000;
/** A host that cannot give a token is asked more often: it is near, and nothing works without it. */
const MAX_TOKEN_WAIT_MS = 60_000;

class Refusal extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode, status: number) {
    super(`the API answered ${status}`);
    this.code = code;
  }
}
const codeOf = (status: number): ErrorCode =>
  status === 401 || status === 403
    ? 'refused'
    : status === 404
      ? 'not_found'
      : status >= 500 || status === 429
        ? 'server'
        : 'not_asked_well';

export class ResourcePoller {
  readonly #request: AuthorizedFetch;
  readonly #resources = new Map<string, Resource>();
  readonly #wake = (): void => {
    if (document.visibilityState !== 'visible') return;
    for (const [path, resource] of this.#resources) if (Date.now() >= resource.due) void this.#load(path);
  };
  // What failed while the line was down is due now.
  readonly #online = (): void => {
    for (const resource of this.#resources.values()) if (resource.failures > 0) resource.due = 0;
    this.#wake();
  };

  constructor(request: AuthorizedFetch) {
    this.#request = request;
    document.addEventListener('visibilitychange', this.#wake);
    addEventListener('pageshow', this.#wake);
    addEventListener('online', this.#online);
  }

  end(): void {
    document.removeEventListener('visibilitychange', this.#wake);
    removeEventListener('pageshow', this.#wake);
    removeEventListener('online', this.#online);
    for (const path of this.#resources.keys()) this.#forget(path);
  }

  subscribe(path: string, heard: (state: ResourceState<unknown>) => void): () => void {
    let resource = this.#resources.get(path);
    if (!resource) {
      resource = {
        state: { kind: 'loading' },
        etag: null,
        heard: new Set(),
        timer: null,
        due: 0,
        failures: 0,
        loading: null,
        again: false,
      };
      this.#resources.set(path, resource);
      if (document.visibilityState === 'visible') void this.#load(path);
    }
    const own = resource;
    own.heard.add(heard);
    heard(own.state);
    return () => {
      own.heard.delete(heard);
      // An element that is moved in the page comes back within the task.
      queueMicrotask(() => {
        if (own.heard.size === 0 && this.#resources.get(path) === own) this.#forget(path);
      });
    };
  }

  refresh(path: string): void {
    const resource = this.#resources.get(path);
    if (!resource) return;
    if (resource.state.kind === 'error') this.#tell(resource, { kind: 'loading' });
    if (resource.loading) resource.again = true;
    else void this.#load(path);
  }

  #forget(path: string): void {
    const resource = this.#resources.get(path);
    if (resource?.timer) clearTimeout(resource.timer);
    resource?.loading?.abort();
    this.#resources.delete(path);
  }

  async #load(path: string): Promise<void> {
    const resource = this.#resources.get(path);
    if (!resource || resource.loading) return;
    if (resource.timer) clearTimeout(resource.timer);
    resource.timer = null;
    const loading = new AbortController();
    resource.loading = loading;
    let wait: number;
    try {
      await this.#ask(path, resource, loading.signal);
      resource.failures = 0;
      const asked = resource.state.kind === 'data' ? (resource.state.answer as { pollSeconds?: number }) : {};
      wait = Math.max(MIN_POLL_SECONDS, asked.pollSeconds ?? DEFAULT_POLL_SECONDS) * 1000;
    } catch (error) {
      if (loading.signal.aborted) return;
      resource.failures += 1;
      wait = waitAfter(resource.failures, error);
      this.#fail(resource, error);
    }
    resource.loading = null;
    if (this.#resources.get(path) !== resource) return;
    if (resource.again) {
      resource.again = false;
      return void this.#load(path);
    }
    resource.due = Date.now() + wait;
    resource.timer = setTimeout(() => {
      resource.timer = null;
      // Hidden: it stays due, and is asked when the page is seen again.
      if (document.visibilityState === 'visible') void this.#load(path);
    }, wait);
  }

  async #ask(path: string, resource: Resource, signal: AbortSignal): Promise<void> {
    const headers = resource.etag === null ? {} : { 'if-none-match': resource.etag };
    const answer = await this.#request(path, { headers, signal });
    if (answer.status === 304) {
      if (resource.state.kind === 'data' && resource.state.stale)
        this.#tell(resource, { ...resource.state, stale: false });
      return;
    }
    if (!answer.ok) throw new Refusal(codeOf(answer.status), answer.status);
    const body: unknown = await answer.json();
    resource.etag = answer.headers.get('etag');
    this.#tell(resource, { kind: 'data', answer: body, stale: false });
  }

  #fail(resource: Resource, error: unknown): void {
    const code: ErrorCode = error instanceof Refusal || error instanceof TokenError ? error.code : 'unreachable';
    const message = error instanceof Error ? error.message : 'no answer';
    // What a session may no longer see does not stay on the screen.
    const keep = resource.state.kind === 'data' && code !== 'refused' && code !== 'not_found';
    this.#tell(
      resource,
      keep
        ? { ...(resource.state as { kind: 'data'; answer: unknown }), stale: true }
        : { kind: 'error', code, message },
    );
    if (!keep) resource.etag = null;
  }

  #tell(resource: Resource, state: ResourceState<unknown>): void {
    resource.state = state;
    for (const heard of resource.heard) heard(state);
  }
}

/** 1, 2, 4 … seconds with jitter, so that many pages do not come back at one moment. */
function waitAfter(failures: number, error: unknown): number {
  const most = error instanceof TokenError ? MAX_TOKEN_WAIT_MS : MAX_WAIT_MS;
  const wait = Math.min(most, FIRST_WAIT_MS * 2 ** Math.min(failures - 1, 12));
  return wait * (0.75 + Math.random() / 4);
}
