/** What the host is asked at its `switch-url`; it keeps the role, and gives tokens for it from then on. */
import type { SupportMember } from '#protocol';
import type { Session } from '../data/session-context.ts';

export type SwitchAsk =
  | { readonly membership: string }
  | { readonly support: { readonly membership: string; readonly reason: string; readonly minutes: number } }
  | { readonly end: string };

export async function askHost(url: string, ask: SwitchAsk): Promise<'done' | 'refused' | 'failed'> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(ask),
    });
    return answer.ok ? 'done' : answer.status < 500 ? 'refused' : 'failed';
  } catch {
    return 'failed';
  }
}

/** Null when no answer came. */
export async function findMembers(session: Session, text: string): Promise<readonly SupportMember[] | null> {
  try {
    const answer = await session.request(`/v1/support/members?${new URLSearchParams({ q: text })}`);
    if (!answer.ok) return null;
    return ((await answer.json()) as { items: SupportMember[] }).items;
  } catch {
    return null;
  }
}
