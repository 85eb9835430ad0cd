/** Sends what is due, a part of it with each call. A mail is tried for about a day; then it is given up and its text forgotten. */
import type { Env } from '../env.ts';
import type { Ctx } from '../route.ts';
import { mailService } from './mail-service.ts';
import { markFailed, markGivenUp, markSent, sweepMail, takeDue } from './mail-store.ts';

const MINUTE_MS = 60_000;
const BACK_OFF = { limit: 50, firstMs: MINUTE_MS, longestMs: 60 * MINUTE_MS };
/** 1 + 2 + 4 + … + 32 minutes, then hourly: the last one comes a day after the first. */
const MOST_ATTEMPTS = 30;
const KEPT_MS = 30 * 24 * 60 * MINUTE_MS;

export async function sendMail(env: Env, now: number): Promise<void> {
  const service = mailService(env);
  if (!service) return;
  const db = env.DIRECTORY;
  const mails = await takeDue(db, now, BACK_OFF);
  if (!mails.length) return;
  const outcomes = await service.send(mails, now);
  const statements = mails.map(({ key, attempts }, i) => {
    const outcome = outcomes[i] ?? { sent: false, fault: 'no outcome', for_good: false };
    if (outcome.sent) return markSent(db, key, now);
    if (outcome.for_good || attempts >= MOST_ATTEMPTS) return markGivenUp(db, key, outcome.fault, now);
    return markFailed(db, key, outcome.fault);
  });
  await db.batch(statements);
  const failed = outcomes.flatMap((outcome) => (outcome.sent ? [] : [outcome.fault]));
  if (failed.length)
    console.error(JSON.stringify({ level: 'error', job: 'mail', failed: failed.length, faults: [...new Set(failed)] }));
}

/** After a change that wrote a mail: it leaves now, not with the next minute; what goes wrong is the minute job's. */
export function sendMailSoon(c: Ctx): void {
  c.executionCtx.waitUntil(
    // Written in this request, by whichever of the two clocks.
    sendMail(c.env, Math.max(c.var.now, Date.now())).catch((error: unknown) =>
      console.error(JSON.stringify({ level: 'error', job: 'mail', name: (error as Error).name })),
    ),
  );
}

export const forgetMail = (env: Env, now: number) => sweepMail(env.DIRECTORY, now - KEPT_MS);
