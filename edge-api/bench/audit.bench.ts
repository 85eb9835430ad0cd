/**
 * What the audit log costs: edits with their lines against the same edits of the same Worker without, in turn, medians;
 * and whether sealing keeps up with the fastest way to write lines.
 */
import { layHouse } from '../local/test-house.ts';
import { startTestWorker } from '../local/test-worker.ts';
import { median, millisecondsOf, report } from './report.ts';

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 31);
const WARM_UP = 4;
const BULK = 2_000;
const EDITS = 10;

/** With this header a statement that writes lines does nothing instead; everything else stays as it is. */
const SILENT = 'x-bench-silent';
const ENTRY = `import worker from '../src/index.ts';
const silent = (db) => ({
  batch: (list) => db.batch(list),
  prepare: (sql) => sql.startsWith('INSERT INTO audit_line') ? { bind: () => db.prepare('SELECT 1') } : db.prepare(sql),
});
export default { ...worker, fetch(request, env, context) {
  if (!request.headers.has('${SILENT}')) return worker.fetch(request, env, context);
  return worker.fetch(request, { ...env, DIRECTORY: silenced ??= silent(env.DIRECTORY) }, context);
} };
let silenced;`;

const worker = await startTestWorker({ shards: 3, entry: ENTRY });
const house = await layHouse(worker, 1);
const send = async (method: string, path: string, body: unknown, headers: Record<string, string> = {}) => {
  const answer = await fetch(new URL(path, worker.url), {
    method,
    body: JSON.stringify(body),
    headers: { authorization: `Bearer ${house.token}`, 'content-type': 'application/json', ...headers },
  });
  const said = (await answer.json()) as { results?: { id: string }[] };
  if (!answer.ok) throw new Error(JSON.stringify(said).slice(0, 300));
  return said;
};
const names = Array.from({ length: BULK }, (_, i) => ({ venue: house.id, name: `Zaal ${i}` }));
const ids = (await send('POST', '/v1/halls', names)).results?.map(({ id }) => id) ?? [];

let n = 0;
const editOne = async (headers: Record<string, string>) => {
  for (let i = 0; i < EDITS; i += 1) await send('PATCH', `/v1/halls/${ids[0]}`, { defaultCapacity: (n += 1) }, headers);
};
const editAll = (headers: Record<string, string>) =>
  send(
    'PATCH',
    '/v1/halls',
    ids.map((id) => ({ id, defaultCapacity: (n += 1) })),
    headers,
  );
/** Each pass seals what the last one left. */
const seal = () => worker.runMinuteJob();

const seen = { one: [], oneSilent: [], all: [], allSilent: [], sealing: [], idle: [] } as Record<string, number[]>;
for (let round = 0; round < ROUNDS + WARM_UP; round += 1) {
  const took: Record<string, number> = {
    one: await millisecondsOf(() => editOne({})),
    oneSilent: await millisecondsOf(() => editOne({ [SILENT]: '1' })),
    allSilent: await millisecondsOf(() => editAll({ [SILENT]: '1' })),
    all: await millisecondsOf(() => editAll({})),
    sealing: await millisecondsOf(seal),
    idle: await millisecondsOf(seal),
  };
  if (round >= WARM_UP) for (const [name, ms] of Object.entries(took)) seen[name]?.push(ms);
}
await worker.close();

const of = (name: string) => median(seen[name] ?? []);
await report('edge-audit', [
  {
    what: 'an edit of one hall with its line, against the same without',
    ours: of('one') / EDITS,
    floor: of('oneSilent') / EDITS,
    unit: 'ms',
    atMost: 1.25,
  },
  {
    what: 'an edit of 2,000 halls in one call with a line each, against the same without',
    ours: of('all'),
    floor: of('allSilent'),
    unit: 'ms',
    atMost: 2,
  },
  {
    what: 'lines sealed a second, against how fast the largest calls can write them',
    ours: (BULK / (of('sealing') - of('idle'))) * 1_000,
    floor: (BULK / of('all')) * 1_000,
    unit: 'lines/s',
    atLeast: 1,
  },
]);
