import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { COMPONENTS, type PushResult } from '#protocol';
import { layHouse, type House } from '../../local/test-house.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';

let worker: TestWorker;
before(async () => (worker = await startTestWorker()));
after(() => worker.close());

const NOW = Date.parse('2026-11-20T12:00:00Z');
const HOUR = 3_600_000;

/** Few times, revisions and figures, so that reports clash, tie and miss registers often. */
const figure = fc.record({ count: fc.nat(3), amount: fc.option(fc.nat(2)) }, { requiredKeys: ['count'] });
const report = fc
  .record(
    {
      which: fc.nat(2),
      hours: fc.integer({ min: 1, max: 60 }),
      revision: fc.nat(1),
      parts: fc.record(
        Object.fromEntries(
          COMPONENTS.map((name) => [name, name === 'capacity' ? fc.integer({ min: 5, max: 7 }) : figure]),
        ),
        { requiredKeys: [] },
      ),
      until: fc.option(fc.integer({ min: 1, max: 3 })),
      lines: fc.option(fc.nat(2)),
    },
    { requiredKeys: ['which', 'hours', 'revision', 'parts', 'until', 'lines'] },
  )
  .filter(({ parts }) => Object.keys(parts).length > 0);
type Report = typeof report extends fc.Arbitrary<infer T> ? T : never;

function toItem(house: House, { which, hours, revision, parts, until, lines }: Report) {
  const made: Record<string, unknown> = { ...parts };
  if (made['reserved'] && until !== null)
    made['reserved'] = { ...(made['reserved'] as object), expiresAt: new Date(NOW + until * HOUR).toISOString() };
  return {
    performance: house.performances[which],
    asOf: new Date(NOW - hours * HOUR).toISOString(),
    revision,
    ...made,
    ...(lines === null ? {} : { lines: [{ name: 'Rang 1', class: 'normal', count: lines }] }),
  };
}

async function send(house: House, reports: readonly Report[]): Promise<void> {
  const items = reports.map((one) => toItem(house, one));
  const answer = await worker.call<PushResult>(
    house.token,
    'PUT',
    '/v1/snapshots',
    { items },
    { 'x-test-now': String(NOW) },
  );
  assert.ok([200, 207].includes(answer.status), JSON.stringify(answer.body));
}

async function dayRows(house: House): Promise<string> {
  const db = await worker.database(house.shard);
  const { results } = await db
    .prepare('SELECT * FROM sales_day WHERE tenant = ?1 ORDER BY performance, source, day')
    .bind(house.key)
    .all<Record<string, unknown>>();
  return JSON.stringify(
    results.map(({ tenant: _tenant, source: _source, performance, ...rest }) => ({
      ...rest,
      performance: house.performanceKeys.indexOf(performance as number),
    })),
  );
}

test('reports shuffled, split, repeated and sent at once end in the day rows of one push in order, byte for byte', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(report, { minLength: 4, maxLength: 24 }),
      fc.infiniteStream(fc.nat(1_000)),
      async (reports, picks) => {
        const pick = (below: number) => Number(picks.next().value) % below;
        const [orderly, disorderly] = [await layHouse(worker, 3), await layHouse(worker, 3)];
        await send(orderly, reports);
        const shuffled = [...reports, ...reports.filter(() => pick(3) === 0)]
          .map((one) => ({ one, rank: pick(1_000) }))
          .toSorted((a, b) => a.rank - b.rank)
          .map(({ one }) => one);
        while (shuffled.length) {
          const some = shuffled.splice(0, 1 + pick(4));
          const more = pick(3) === 0 ? shuffled.splice(0, 1 + pick(3)) : [];
          await Promise.all([send(disorderly, some), ...(more.length ? [send(disorderly, more)] : [])]);
        }
        assert.equal(await dayRows(disorderly), await dayRows(orderly));
        const before = await dayRows(disorderly);
        await send(disorderly, reports);
        assert.equal(await dayRows(disorderly), before);
      },
    ),
    { seed: 21, numRuns: 12, endOnFailure: true },
  );
});
