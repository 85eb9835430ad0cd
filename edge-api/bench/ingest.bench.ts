/**
 * Taking figures in: pushes of 2,500 rows, each of a new day, against one bare json_each upsert of the same rows. Rounds
 * of all variants in turn, medians. The rebuilding of what readers see runs between the rounds, not inside them.
 */
import { layHouse, type House } from '../local/test-house.ts';
import { FORGET, startPair } from './bench-worker.ts';
import { median, millisecondsOf, report } from './report.ts';

const ROWS = 2_500;
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 11);
const WARM_UP = 3;

const { worker, floor, close } = await startPair();
const houses = [
  await layHouse(worker, ROWS, '2026-08-05T18:00:00Z'),
  await layHouse(worker, ROWS, '2026-08-05T18:00:00Z'),
  await layHouse(worker, ROWS, '2026-08-05T18:00:00Z'),
] as const;

const asOf = (round: number) => new Date(Date.UTC(2026, 8, 1 + round, 12)).toISOString();
const items = (house: House, round: number) =>
  house.performances.map((performance, i) => ({
    performance,
    asOf: asOf(round),
    normal: { count: i + round, amount: (i + round) * 2_000 },
    capacity: 5_000,
  }));
const bareRows = (round: number) =>
  JSON.stringify(
    houses[0].performanceKeys.map((key, i) => [
      key,
      asOf(round).slice(0, 10),
      Date.parse(asOf(round)) * 1_000,
      i + round,
      (i + round) * 2_000,
      5_000,
    ]),
  );

async function settle(): Promise<void> {
  for (const name of ['SHARD_00', 'SHARD_01', 'SHARD_02']) {
    const db = await worker.database(name);
    for (let tries = 0; tries < 400; tries += 1) {
      const { results } = await db.prepare('SELECT count(*) AS n FROM outbox').all<{ n: number }>();
      if (!results[0]?.n) break;
      await worker.runMinuteJob();
    }
  }
  // The last totals are written after the outbox is empty.
  await new Promise((resolve) => setTimeout(resolve, 150));
}

async function push(house: House, round: number, headers: Record<string, string> = {}): Promise<number> {
  const body = JSON.stringify({ items: items(house, round) });
  const now = String(Date.parse(asOf(round)) + 60_000);
  const taken = await millisecondsOf(async () => {
    const answer = await fetch(`${worker.url}/v1/snapshots`, {
      method: 'PUT',
      body,
      headers: {
        authorization: `Bearer ${house.token}`,
        'content-type': 'application/json',
        'x-test-now': now,
        ...headers,
      },
    });
    const text = await answer.text();
    if (answer.status !== 207) throw new Error(text.slice(0, 300));
  });
  await settle();
  return taken;
}

const seen = {
  bare: [] as number[],
  warm: [] as number[],
  cold: [] as number[],
  keyed: [] as number[],
  again: [] as number[],
};
for (let round = 0; round < ROUNDS + WARM_UP; round += 1) {
  const body = bareRows(round);
  const took = {
    bare: await millisecondsOf(async () => (await fetch(floor.url, { method: 'PUT', body })).text()),
    warm: await push(houses[0], round),
    keyed: await push(houses[2], round, { 'idempotency-key': `round-${round}` }),
    again: await push(houses[0], round),
    cold: await push(houses[1], round, { [FORGET]: '1' }),
  };
  if (round < WARM_UP) continue;
  for (const name of ['bare', 'warm', 'cold', 'keyed', 'again'] as const) seen[name].push(took[name]);
}
await close();

const perSecond = (values: readonly number[]) => (ROWS / median(values)) * 1_000;
const row = (what: string, values: readonly number[], atLeast?: number) => ({
  what,
  ours: perSecond(values),
  floor: perSecond(seen.bare),
  unit: 'rows/s',
  ...(atLeast === undefined ? {} : { atLeast }),
});
await report('edge-ingest', [
  row('push of 2,500 new day rows, validation and token included', seen.warm, 0.5),
  row('the same with an Idempotency-Key, as dip-connect sends it', seen.keyed, 0.5),
  row('the first push an isolate sees: rights, keys, ids and what stands are read anew', seen.cold),
  row('the same rows again: nothing to write', seen.again, 0.5),
]);
