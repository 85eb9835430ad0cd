/** Only SQL: the one table of jobs. A lease is held by a random name; what is saved under a lost lease is not saved. */
export interface Leased {
  readonly name: string;
  readonly lease: string;
  /** Runs that began since the last one that ended well, this one included. */
  readonly attempts: number;
  /** JSON, as it was saved last. */
  readonly state: string | null;
}

export interface JobRow {
  readonly name: string;
  readonly kind: string;
  readonly attempts: number;
  readonly next_at: number;
  readonly state: string | null;
  readonly failure: string | null;
}

const COLUMNS = 'name, kind, attempts, next_at, state, failure';

/** Null when somebody else has it, or when it is not due yet (`early`: then too). A timed job is made by its first run. */
export async function takeJob(
  db: D1Database,
  name: string,
  now: number,
  leaseMs: number,
  early: boolean,
): Promise<Leased | null> {
  const lease = crypto.randomUUID();
  const row = await db
    .prepare(
      `INSERT INTO job (name, done_day, lease, lease_until, attempts) VALUES (?1, '', ?2, ?3, 1)
       ON CONFLICT DO UPDATE SET lease = ?2, lease_until = ?3, attempts = attempts + 1
       WHERE lease_until <= ?4 AND (next_at <= ?4 OR ?5) RETURNING attempts, state`,
    )
    .bind(name, lease, now + leaseMs, now, early ? 1 : 0)
    .first<{ attempts: number; state: string | null }>();
  return row && { name, lease, ...row };
}

/** Those of several that are due and free, by name, in one question; each has a lease of its own length. */
export async function takeJobs(
  db: D1Database,
  jobs: readonly { readonly name: string; readonly leaseMs: number }[],
  now: number,
): Promise<Map<string, Leased>> {
  const lease = crypto.randomUUID();
  const asked = jobs.map(({ name, leaseMs }) => ({ name, until: now + leaseMs }));
  const { results } = await db
    .prepare(
      `INSERT INTO job (name, done_day, lease, lease_until, attempts)
       SELECT value ->> '$.name', '', ?2, value ->> '$.until', 1 FROM json_each(?1) WHERE true
       ON CONFLICT DO UPDATE SET lease = excluded.lease, lease_until = excluded.lease_until, attempts = attempts + 1
       WHERE lease_until <= ?3 AND next_at <= ?3 RETURNING name, attempts, state`,
    )
    .bind(JSON.stringify(asked), lease, now)
    .all<{ name: string; attempts: number; state: string | null }>();
  return new Map(results.map((row) => [row.name, { lease, ...row }]));
}

/** Holds the lease longer; false when it was lost. */
export async function holdJob(db: D1Database, job: Leased, leaseUntil: number): Promise<boolean> {
  const row = await db
    .prepare('UPDATE job SET lease_until = ?3 WHERE name = ?1 AND lease = ?2 RETURNING name')
    .bind(job.name, job.lease, leaseUntil)
    .first();
  return row !== null;
}

/** Saves how far the work has come and holds the lease longer; false when the lease was lost. */
export async function saveJob(db: D1Database, job: Leased, state: string, leaseUntil: number): Promise<boolean> {
  const row = await db
    .prepare('UPDATE job SET state = ?3, lease_until = ?4 WHERE name = ?1 AND lease = ?2 RETURNING name')
    .bind(job.name, job.lease, state, leaseUntil)
    .first();
  return row !== null;
}

export interface Ended {
  readonly job: Leased;
  readonly nextAt: number;
  /** The name of the fault, kept for people; null = it went well. */
  readonly failure: string | null;
}

/** Gives the jobs back. */
export async function releaseJobs(db: D1Database, ended: readonly Ended[]): Promise<void> {
  if (ended.length === 0) return;
  const told = ended.map(({ job: { name, lease }, nextAt, failure }) => ({ name, lease, nextAt, failure }));
  await db
    .prepare(
      `UPDATE job SET lease_until = 0, next_at = e.value ->> '$.nextAt', failure = e.value ->> '$.failure',
         attempts = CASE WHEN e.value ->> '$.failure' IS NULL THEN 0 ELSE attempts END
       FROM json_each(?1) e WHERE job.name = e.value ->> '$.name' AND job.lease = e.value ->> '$.lease'`,
    )
    .bind(JSON.stringify(told))
    .run();
}

/** Makes a job that carries state, or begins that one anew. */
export const putJobStatement = (db: D1Database, name: string, kind: string, state: string, nextAt: number) =>
  db
    .prepare(
      `INSERT INTO job (name, done_day, kind, state, next_at) VALUES (?1, '', ?2, ?3, ?4)
       ON CONFLICT DO UPDATE SET kind = ?2, state = ?3, next_at = ?4, attempts = 0, lease_until = 0, failure = NULL`,
    )
    .bind(name, kind, state, nextAt);

export const putJob = (...job: Parameters<typeof putJobStatement>) => putJobStatement(...job).run();

export const readJob = (db: D1Database, name: string) =>
  db.prepare(`SELECT ${COLUMNS} FROM job WHERE name = ?1`).bind(name).first<JobRow>();

export async function readJobs(db: D1Database, kinds: readonly string[], dueBy: number): Promise<JobRow[]> {
  const { results } = await db
    .prepare(
      `SELECT ${COLUMNS} FROM job WHERE kind IN (SELECT value FROM json_each(?1)) AND next_at <= ?2 ORDER BY next_at, name`,
    )
    .bind(JSON.stringify(kinds), dueBy)
    .all<JobRow>();
  return results;
}

/** False when somebody is at work on it. `told` stands right behind it in the batch. */
export async function dropJob(
  db: D1Database,
  name: string,
  now: number,
  told: readonly D1PreparedStatement[] = [],
): Promise<boolean> {
  const drop = db.prepare('DELETE FROM job WHERE name = ?1 AND lease_until <= ?2').bind(name, now);
  await db.batch([drop, ...told]);
  return (await readJob(db, name)) === null;
}
