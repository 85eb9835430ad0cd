/** Runs a job under its lease. A fault is written down and tried again later; it never stops the jobs after it. */
import type { Env } from '../env.ts';
import { releaseJob, saveJob, takeJob, type Leased } from './job-store.ts';

const FIRST_RETRY_MS = 30_000;
const LONGEST_RETRY_MS = 60 * 60_000;

export interface Running {
  readonly job: Leased;
  /** Keeps how far it came and holds the lease; throws when somebody else has the job by now. */
  save(state: unknown): Promise<void>;
}

export interface Timing {
  readonly leaseMs: number;
  /** Due again so long after a run that went well. */
  readonly everyMs: number;
  /** Also before it is due: a person asks for it. */
  readonly early?: boolean;
}

/** What `work` answered; null when the job was not due, is held by another run, or failed. */
export async function runJob<T>(
  env: Env,
  name: string,
  { leaseMs, everyMs, early = false }: Timing,
  work: (running: Running) => Promise<T>,
): Promise<T | null> {
  const db = env.DIRECTORY;
  const job = await takeJob(db, name, Date.now(), leaseMs, early);
  if (!job) return null;
  const save = async (state: unknown): Promise<void> => {
    if (!(await saveJob(db, job, JSON.stringify(state), Date.now() + leaseMs))) throw new Error('lease lost');
  };
  try {
    const answer = await work({ job, save });
    await releaseJob(db, job, Date.now() + everyMs, null);
    return answer;
  } catch (error) {
    const { name: fault, message } = error as Error;
    console.error(JSON.stringify({ level: 'error', job: name, attempts: job.attempts, name: fault, message }));
    const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(job.attempts - 1, 10));
    await releaseJob(db, job, Date.now() + wait, `${fault}: ${message}`.slice(0, 300));
    return null;
  }
}
