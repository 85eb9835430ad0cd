/**
 * What asking who somebody is, and whether they may, costs a request: the same route, which answers two letters, with and
 * without the check, in one Worker. Short turns, each between two of the bare route; the median of their ratios. Then a
 * signing key's whole life under load, the clock moved with each request, against the same load while no key changes.
 */
import { childrenNamed } from '../local/lifeline.ts';
import { layHouse } from '../local/test-house.ts';
import { startTestWorker } from '../local/test-worker.ts';
import { startLoad, type Target } from './load.ts';
import { processorMs } from './processor-time.ts';
import { median, report } from './report.ts';

const TURN_MS = 700;
const TURNS = Number(process.env['BENCH_TURNS'] ?? 7);
const ORIGIN = 'http://host.test';
/** More than an isolate keeps: whenever one comes round again it has been forgotten. */
const TOKENS = 2_500;
const MINUTE_MS = 60_000;

const worker = await startTestWorker({
  entry: `import { createApp } from '../src/app.ts';
import { Routes } from '../src/route.ts';
import { runMinuteJob } from '../src/minute-job.ts';
const answer = (c) => c.text('ok');
const routes = new Routes().on('get', '/bench/bare', 'public', answer).on('get', '/bench/checked', 'read_sales', answer);
const app = createApp([routes]);
export default { fetch: app.fetch, scheduled: (event, env, context) => context.waitUntil(runMinuteJob(env, event.scheduledTime)) };`,
});
const house = await layHouse(worker, 1);
const session = await worker.call<{ token: string }>(house.token, 'POST', '/v1/embed-sessions', {
  preset: 'marketing',
  origins: [ORIGIN],
});
const newToken = (at?: number) =>
  fetch(`${worker.url}/oauth/token`, {
    method: 'POST',
    headers: at === undefined ? {} : { 'x-test-clock': String(at) },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: house.clientId,
      client_secret: house.clientSecret,
    }),
  }).then(async (answer) => {
    if (answer.status !== 200) throw new Error(`token: ${answer.status} ${await answer.text()}`);
    return ((await answer.json()) as { access_token: string }).access_token;
  });
const tokens: string[] = [];
while (tokens.length < TOKENS) tokens.push(...(await Promise.all(Array.from({ length: 10 }, () => newToken()))));

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const checked = (more: Partial<Target>): Target => ({ url: worker.url, path: '/bench/checked', status: 200, ...more });
const targets = {
  client: checked({ headers: bearer(house.token) }),
  session: checked({ headers: { ...bearer(session.body.token), origin: ORIGIN } }),
  cold: checked({ each: (n) => bearer(tokens[n % TOKENS] ?? '') }),
} satisfies Record<string, Target>;
const bare = checked({ path: '/bench/bare' });
const bareOrigin = checked({ path: '/bench/bare', headers: { origin: ORIGIN } });
type Name = keyof typeof targets;
const names = Object.keys(targets) as Name[];

interface Turn {
  readonly ours: number;
  readonly floor: number;
}
const load = startLoad();
const seen = new Map<string, Turn[]>([...names, 'rotation'].map((name) => [name, []]));
for (const name of names) await load.run(targets[name], 300);
await load.run(bare, 300);
for (let turn = 0; turn < TURNS; turn += 1)
  for (const name of names) {
    const floor = name === 'session' ? bareOrigin : bare;
    const before = await load.run(floor, TURN_MS / 2);
    const ours = await load.run(targets[name], TURN_MS);
    const after = await load.run(floor, TURN_MS / 2);
    seen.get(name)?.push({ ours, floor: (before + after) / 2 });
  }

/** Microseconds of the Worker's processor per request, the bare and the checked route in turn. */
const [pid = 0] = await childrenNamed('workerd');
const spent = { bare: [] as number[], client: [] as number[] };
for (let turn = 0; turn < TURNS; turn += 1)
  for (const name of ['bare', 'client'] as const) {
    const from = await processorMs(pid);
    const began = performance.now();
    const perSecond = await load.run(name === 'bare' ? bare : targets.client, 2 * TURN_MS);
    const until = await processorMs(pid);
    if (from === undefined || until === undefined) continue;
    spent[name].push(((until - from) * 1_000) / ((perSecond * (performance.now() - began)) / 1_000));
  }
await load.close();

/** Eight callers, each a token and a call with it; the clock goes over `minutes` meanwhile. A refusal ends the benchmark. */
async function pairsPerSecond(from: number, minutes: readonly number[]): Promise<number> {
  let [clock, over, done] = [from, false, 0];
  const caller = async () => {
    while (!over) {
      const at = clock;
      const token = await newToken(at);
      const answer = await fetch(`${worker.url}/bench/checked`, {
        headers: { ...bearer(token), 'x-test-clock': String(at) },
      });
      if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
      await answer.arrayBuffer();
      done += 1;
    }
  };
  const began = performance.now();
  const callers = Promise.all(Array.from({ length: 8 }, caller));
  for (const minute of minutes) {
    clock = from + minute * MINUTE_MS;
    await worker.runMinuteJob(clock);
    const reached = done + 16;
    while (done < reached) await Promise.race([callers, new Promise((resolve) => setTimeout(resolve, 2))]);
  }
  over = true;
  await callers;
  return done / ((performance.now() - began) / 1_000);
}
const directory = await worker.database('DIRECTORY');
const lastKey = async () =>
  (await directory.prepare('SELECT max(signs_until) AS until FROM signing_key').all<{ until: number }>()).results[0]
    ?.until ?? 0;
const life = Array.from({ length: 54 }, (_, i) => i - 20);
let quietFrom = Date.now();
for (let turn = 0; turn < Math.min(TURNS, 3); turn += 1) {
  const until = await lastKey();
  // As many minutes, none of them near a change of keys.
  quietFrom = Math.max(quietFrom, until - 29 * 24 * 60 * MINUTE_MS);
  const before = await pairsPerSecond(quietFrom, life.map((minute) => minute + 20)); // prettier-ignore
  const ours = await pairsPerSecond(until, life);
  const after = await pairsPerSecond(until + 24 * 60 * MINUTE_MS, life);
  seen.get('rotation')?.push({ ours, floor: (before + after) / 2 });
}
await worker.close();

/** The turn with the median ratio. */
const row = (what: string, name: Name | 'rotation', unit: string, atLeast?: number) => {
  const turns = seen.get(name) ?? [];
  const middle = median(turns.map(({ ours, floor }) => ours / floor));
  const turn = turns.find(({ ours, floor }) => ours / floor === middle);
  return {
    what,
    ours: turn?.ours ?? Number.NaN,
    floor: turn?.floor ?? Number.NaN,
    unit,
    ...(atLeast === undefined ? {} : { atLeast }),
  };
};
await report('edge-rights', [
  ...(spent.client.length ? [{ what: 'processor time of a request with the check, client’s token known to the isolate, against the route without', ours: median(spent.client), floor: median(spent.bare), unit: 'µs', atMost: 1.35 }] : []), // prettier-ignore
  row('a client’s token known to the isolate: token, rights, limits and decision, against the same route without', 'client', 'requests/s', 0.5), // prettier-ignore
  row('the same for an embed session from its origin', 'session', 'requests/s', 0.5),
  row('a token the isolate sees for the first time: its signature is verified', 'cold', 'requests/s'),
  row('rotation under load: a key’s whole life, no refusal, against no change of keys', 'rotation', 'pairs/s', 0.5),
]);
