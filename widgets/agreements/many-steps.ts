/** The same step for many agreements, one after another: what came of each. */
import type { Session } from '../data/session-context.ts';
import { newKey, write, type Fault } from '../forms/write-request.ts';

export interface ManyOutcome {
  readonly done: readonly string[];
  /** Id → why not: the API's own remark, else the kind of fault. */
  readonly failed: ReadonlyMap<string, { readonly why: Fault; readonly detail: string | null }>;
}

export async function takeMany(
  session: Session,
  ids: readonly string[],
  step: 'propose' | 'links',
  heard: (at: number) => void,
): Promise<ManyOutcome> {
  const done: string[] = [];
  const failed = new Map<string, { why: Fault; detail: string | null }>();
  for (const [i, id] of ids.entries()) {
    heard(i + 1);
    const path = `/v1/agreements/${encodeURIComponent(id)}/${step}`;
    const written = await write(session, { method: 'POST', path, body: {}, key: newKey() });
    if (written.ok) done.push(id);
    else failed.set(id, { why: written.why, detail: written.errors[0]?.detail ?? null });
  }
  return { done, failed };
}
