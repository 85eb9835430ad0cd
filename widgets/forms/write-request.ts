/** A change sent to the API: what came of it, or why not in one word with the API's remarks at each field. It never throws. */
import type { FieldError, Problem } from '#protocol';
import type { Session } from '../data/session-context.ts';

/**
 * `gone`: no longer there. `clash`: somebody changed it meanwhile, `current` is what stands. `conflict`: the API will not have it as things
 * are, such as removing the last admin. `limited`: too many at once. `unreachable`: no answer came, so it may have happened.
 */
export type Fault = 'refused' | 'gone' | 'clash' | 'conflict' | 'invalid' | 'limited' | 'unreachable' | 'server';

export interface NotWritten {
  readonly ok: false;
  readonly why: Fault;
  readonly errors: readonly FieldError[];
  readonly current: unknown;
}
/** `answer` is null where the API sends no body. */
export type Written = { readonly ok: true; readonly answer: unknown } | NotWritten;

export interface Change {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  /** As it was when the person began to edit: `If-Match`. */
  readonly revision?: number;
  /** Sent again with the same key, nothing is made twice. */
  readonly key?: string;
}

const FAULTS: Readonly<Record<number, Fault>> = {
  401: 'refused',
  403: 'refused',
  404: 'gone',
  409: 'conflict',
  412: 'clash',
  429: 'limited',
};

const nothing = (why: Fault): NotWritten => ({ ok: false, why, errors: [], current: null });

export async function write(session: Session, { method, path, body, revision, key }: Change): Promise<Written> {
  const headers = new Headers();
  if (body !== undefined) headers.set('content-type', 'application/json');
  if (revision !== undefined) headers.set('if-match', `"${revision}"`);
  if (key !== undefined) headers.set('idempotency-key', key);
  try {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await session.request(path, { method, headers, ...sent });
    const text = await answer.text();
    if (answer.ok) return { ok: true, answer: text === '' ? null : JSON.parse(text) };
    const why = FAULTS[answer.status] ?? (answer.status < 500 ? 'invalid' : 'server');
    const problem = problemOf(text);
    return { ok: false, why, errors: problem.errors ?? [], current: problem.current ?? null };
  } catch {
    return nothing('unreachable');
  }
}

function problemOf(text: string): Partial<Problem> {
  try {
    const read: unknown = JSON.parse(text);
    return read !== null && typeof read === 'object' ? read : {};
  } catch {
    return {};
  }
}

/** A new `Idempotency-Key`; pages without a secure context have no `randomUUID`. */
export const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
