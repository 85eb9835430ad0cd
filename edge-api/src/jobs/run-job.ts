/** Runs jobs under their leases. A fault is written down and tried again later; it never stops the jobs after it. */
import type { Env } from '../env.ts';
import { holdJob, releaseJobs, saveJob, takeJob, takeJobs, type Ended, type Leased } from './job-store.ts';

const FIRST_RETRY_MS = 30_000;
const LONGEST_RETRY_MS = 60 * 60_000;
/** So long those before it may take, before a job's lease is counted anew. */
const AHEAD_MS = 10_000;

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
  const { answer, ended } = await run(db, job, { leaseMs, everyMs }, work);
  await releaseJobs(db, [ended]);
  return answer;
}

export interface Job extends Timing {
  readonly name: string;
  work(): Promise<unknown>;
}

/**
 * One after the other, those that are due: taken in one question and given back in one. For jobs of a short lease: whoever
 * is cut off here lets all of them wait for it.
 */
export async function runJobs(env: Env, jobs: readonly Job[]): Promise<void> {
  const db = env.DIRECTORY;
  const takenAt = Date.now();
  const ahead = jobs.map(({ name, leaseMs }) => ({ name, leaseMs: leaseMs + AHEAD_MS }));
  const taken = await takeJobs(db, ahead, takenAt);
  const ended: Ended[] = [];
  for (const { name, work, ...timing } of jobs) {
    const job = taken.get(name);
    if (!job) continue;
    const late = Date.now() > takenAt + AHEAD_MS;
    if (late && !(await holdJob(db, job, Date.now() + timing.leaseMs))) continue;
    ended.push((await run(db, job, timing, work)).ended);
  }
  await releaseJobs(db, ended);
}

async function run<T>(
  db: D1Database,
  job: Leased,
  { leaseMs, everyMs }: Timing,
  work: (running: Running) => Promise<T>,
): Promise<{ answer: T | null; ended: Ended }> {
  const save = async (state: unknown): Promise<void> => {
    if (!(await saveJob(db, job, JSON.stringify(state), Date.now() + leaseMs))) throw new Error('lease lost');
  };
  try {
    const answer = await work({ job, save });
    return { answer, ended: { job, nextAt: Date.now() + everyMs, failure: null } };
  } catch (error) {
    const { name: fault, message } = error as Error;
    console.error(JSON.stringify({ level: 'error', job: job.name, attempts: job.attempts, name: fault, message }));
    const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(job.attempts - 1, 10));
    const failure = `${fault}: ${message}`.slice(0, 300);
    return { answer: null, ended: { job, nextAt: Date.now() + wait, failure } };
  }
}
