/**
 * An HTTP mail service: one `POST` of JSON `{ id, from, to, subject, text }` for each mail with `Authorization: Bearer …`
 * and the mail's id as `Idempotency-Key`. 2xx = taken; 400, 413 and 422 = never; anything else is tried again.
 */
import type { MailRow } from './mail-store.ts';
import type { MailService, Outcome } from './mail-service.ts';

const LIMIT_MS = 15_000;
const AT_ONCE = 5;
const NEVER = [400, 413, 422];

async function sendOne(url: string, token: string | undefined, from: string, mail: MailRow): Promise<Outcome> {
  const { id, recipient, subject, body } = mail;
  try {
    const answer = await fetch(url, {
      method: 'POST',
      // Elsewhere is not where the operator said.
      redirect: 'manual',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': id,
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: JSON.stringify({ id, from, to: recipient, subject, text: body }),
      signal: AbortSignal.timeout(LIMIT_MS),
    });
    await answer.body?.cancel();
    if (answer.ok) return { sent: true };
    return { sent: false, fault: `http ${answer.status}`, for_good: NEVER.includes(answer.status) };
  } catch (error) {
    const late = (error as Error).name === 'TimeoutError';
    return { sent: false, fault: late ? 'http timed out' : 'http unreachable', for_good: false };
  }
}

export const httpService = (url: string, token: string | undefined, from: string): MailService => ({
  async send(mails) {
    const outcomes: Outcome[] = [];
    for (let at = 0; at < mails.length; at += AT_ONCE)
      outcomes.push(
        ...(await Promise.all(mails.slice(at, at + AT_ONCE).map((mail) => sendOne(url, token, from, mail)))),
      );
    return outcomes;
  },
});
