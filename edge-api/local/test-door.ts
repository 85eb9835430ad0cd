/** For tests: a second Worker beside the API, with the same databases: SQL and the jobs, for one request each. */
import type { D1Like, D1Statement } from './local-worker.ts';
import type { Requester } from './test-http.ts';

/** The hour's trigger comes after the minute's. */
const CRONS = ['* * * * *', '17 * * * *'];

export const DOOR_SCRIPT = `const valueOf = (value) => (Array.isArray(value) ? new Uint8Array(value) : value);
const statement = (db, { sql, values }) => db.prepare(sql).bind(...values.map(valueOf));
const answer = async (env, { jobsAt, database, all, batch, exec }) => {
  if (jobsAt !== undefined) {
    for (const cron of ${JSON.stringify(CRONS)}) await env.API.scheduled({ cron, scheduledTime: new Date(jobsAt) });
    return null;
  }
  const db = env[database];
  if (!db) throw new Error('no database named ' + database);
  if (all) return statement(db, all).all();
  if (batch) return db.batch(batch.map((one) => statement(db, one)));
  return db.exec(exec);
};
export default {
  fetch: async (request, env) => {
    try {
      return Response.json({ answer: await answer(env, await request.json()) });
    } catch (error) {
      return Response.json({ error: String(error.message ?? error) });
    }
  },
};`;

interface Asked extends D1Statement {
  readonly sql: string;
  readonly values: readonly unknown[];
  /** As a store asks it, that a test calls with this. */
  first(): Promise<unknown>;
}

export interface Door {
  runJobs(at: number): Promise<void>;
  database(name: string): D1Like;
}

export function openDoor(request: Requester): Door {
  const ask = async (what: object): Promise<unknown> => {
    const response = await request('/', { method: 'POST', body: JSON.stringify(what) });
    const { answer, error } = (await response.json()) as { answer?: unknown; error?: string };
    if (error !== undefined) throw new Error(error);
    return answer;
  };
  const plain = (value: unknown): unknown => {
    if (value === undefined) throw new Error('a value to bind is missing');
    return value instanceof Uint8Array ? [...value] : value;
  };
  return {
    runJobs: async (at) => void (await ask({ jobsAt: at })),
    database: (database) => {
      const asked = (sql: string, values: readonly unknown[]): Asked => {
        const all = () => ask({ database, all: { sql, values } }) as Promise<never>;
        const first = async () => ((await all()) as { results: unknown[] }).results[0] ?? null;
        return { sql, values, all, run: all, first };
      };
      return {
        prepare: (sql) => ({
          ...asked(sql, []),
          bind: (...values) => asked(sql, values.map(plain)),
        }),
        batch: (list) =>
          ask({ database, batch: (list as readonly Asked[]).map(({ sql, values }) => ({ sql, values })) }),
        exec: (sql) => ask({ database, exec: sql }),
      };
    },
  };
}
