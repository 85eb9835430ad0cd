/** For tests: what a contact outside the platform was mailed. */
import type { TestWorker } from './test-worker.ts';

const lastMail = async (worker: TestWorker, email: string): Promise<string> => {
  const db = await worker.database('DIRECTORY');
  const { results } = await db
    .prepare('SELECT body FROM mail WHERE recipient = ?1 ORDER BY key DESC LIMIT 1')
    .bind(email)
    .all<{ body: string }>();
  return results[0]?.body ?? '';
};

/** The token in the last link that was mailed to this address. */
export const mailedLink = async (worker: TestWorker, email: string): Promise<string> =>
  /\/deal#([\w-]{43})\s/.exec(await lastMail(worker, email))?.[1] ?? '';

export const mailedCode = async (worker: TestWorker, email: string): Promise<string> =>
  /^(\d{6})$/m.exec(await lastMail(worker, email))?.[1] ?? '';
