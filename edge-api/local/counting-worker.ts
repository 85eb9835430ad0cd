/** For tests: the Worker with its databases counted, as D1 itself counts: every statement, and the rows each of them read and wrote. */
import { startTestWorker, type TestWorker } from './test-worker.ts';

const COUNTED = '/counted';
const ENTRY = `import worker from '../src/index.ts';
let spent = { queries: 0, rowsRead: 0, rowsWritten: 0 };
const note = (answer) => { spent.rowsRead += answer.meta.rows_read; spent.rowsWritten += answer.meta.rows_written; return answer; };
const statement = (inner) => ({
  inner,
  bind: (...values) => statement(inner.bind(...values)),
  all: async () => { spent.queries += 1; return note(await inner.all()); },
  run: async () => { spent.queries += 1; return note(await inner.run()); },
  first: async () => { spent.queries += 1; return note(await inner.all()).results[0] ?? null; },
});
const databases = new WeakMap();
const counted = (db) => {
  if (!databases.has(db)) databases.set(db, {
    prepare: (sql) => statement(db.prepare(sql)),
    batch: async (list) => { spent.queries += list.length; const answers = await db.batch(list.map((one) => one.inner)); answers.forEach(note); return answers; },
  });
  return databases.get(db);
};
const around = (env) => Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value.prepare ? counted(value) : value]));
export default {
  fetch(request, env, context) {
    if (!request.url.endsWith('${COUNTED}')) return worker.fetch(request, around(env), context);
    const answer = Response.json(spent);
    spent = { queries: 0, rowsRead: 0, rowsWritten: 0 };
    return answer;
  },
  scheduled: (event, env, context) => worker.scheduled(event, around(env), context),
};`;

export interface Spent {
  readonly queries: number;
  readonly rowsRead: number;
  readonly rowsWritten: number;
}

const ENOUGH = 3;

/** What a call costs by itself, without the copies of rights and keys that an isolate makes anew every few seconds. */
export async function costOf(worker: CountingWorker, call: () => Promise<unknown>): Promise<Spent> {
  const seen: Spent[] = [];
  for (let i = 0; i < ENOUGH; i += 1) {
    await worker.spent();
    await call();
    seen.push(await worker.spent());
  }
  return seen.reduce((least, one) => (one.queries < least.queries ? one : least));
}

export interface CountingWorker extends TestWorker {
  /** What was asked of all databases since the last time this was called. */
  spent(): Promise<Spent>;
}

export async function startCountingWorker(): Promise<CountingWorker> {
  const worker = await startTestWorker({ shards: 3, entry: ENTRY });
  return { ...worker, spent: async () => (await (await worker.fetch(COUNTED)).json()) as Spent };
}
