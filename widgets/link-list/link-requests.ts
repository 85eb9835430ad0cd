/** The list's few changes. Each comes back as an outcome in one word; nothing is shown as done before it is. */
import type { LinkBody, Performance, QuarantineDecision } from '#protocol';
import type { Session } from '../data/session-context.ts';

export type Outcome = 'done' | 'refused' | 'gone' | 'clash' | 'unreachable' | 'server';

async function post(session: Session, path: string, body: unknown): Promise<Outcome> {
  try {
    const { ok, status } = await session.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (ok) return 'done';
    if (status === 401 || status === 403) return 'refused';
    if (status === 404) return 'gone';
    return status < 500 && status !== 429 ? 'clash' : 'server';
  } catch {
    return 'unreachable';
  }
}

export const setLink = (session: Session, body: LinkBody): Promise<Outcome> => post(session, '/v1/links', body);

export const decideReport = (session: Session, id: string, decision: QuarantineDecision): Promise<Outcome> =>
  post(session, `/v1/quarantine/${encodeURIComponent(id)}`, decision);

export interface Found {
  readonly id: string;
  readonly title: string;
  readonly startsAt: string;
  /** Hall, house and producer, as far as they are known. */
  readonly where: string;
}

const MOST = 20;

/** Platform performances by a part of their title; null when no answer came. */
export async function findPerformances(session: Session, text: string, signal: AbortSignal): Promise<Found[] | null> {
  try {
    const query = new URLSearchParams({ q: text, limit: String(MOST) });
    const answer = await session.request(`/v1/performances?${query}`, { signal });
    if (!answer.ok) return null;
    const { items } = (await answer.json()) as { items: Performance[] };
    return items.map(({ id, title, startsAt, hallName, venueName, providerName }) => ({
      id,
      title,
      startsAt,
      where: [hallName, venueName, providerName].filter(Boolean).join(' · '),
    }));
  } catch {
    return null;
  }
}
