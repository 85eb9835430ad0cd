// kill -9 of the API with its workerd, and of connectors, at random moments while figures travel.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { MonitorAnswer } from '#protocol';
import { Road } from './road.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Acknowledged, and killed before anybody was told: seconds until the provider sees it. */
export async function runKilledDelivery(options: { seed: number; performances: number; tickets: number }) {
  const road = await Road.build({ ...options, batchItems: 500 });
  try {
    const [venue] = road.venues;
    assert.ok(venue && road.provider);
    const told = once(road.wire.answered, 'push');
    venue.connector.start();
    await told;
    await road.api.kill();
    const from = performance.now();
    await venue.connector.kill();
    await road.api.start();
    const { count } = venue.office.sums();
    for (;;) {
      const { totals } = await road.provider.call<MonitorAnswer>('GET', '/v1/monitor');
      const seconds = (performance.now() - from) / 1_000;
      if (totals.count === count) return { count, seconds: Math.round(seconds * 10) / 10 };
      assert.ok(seconds < 60, `after ${seconds} s the provider sees ${totals.count} of ${count}`);
      await pause(200);
    }
  } finally {
    await road.close();
  }
}

export async function runKills(options: { seed: number; kills: number; performances: number; tickets: number }) {
  const road = await Road.build({ ...options, batchItems: 8 });
  try {
    for (const { connector } of road.venues) connector.start();
    const killed = { api: 0, connector: 0 };
    for (let n = 0; n < options.kills; n += 1) {
      const venue = road.random.pick(road.venues);
      if (n > 0 && n % 20 === 0)
        console.log(`${n} kills, ${road.wire.counts.items} items acknowledged, ${road.seconds} s`);
      await road.sellSome(venue, road.random.int(5, 40));
      await pause(road.random.int(0, 900));
      if (road.random.chance(0.5)) {
        killed.api += 1;
        await road.api.kill();
        await pause(road.random.int(0, 200));
        await road.api.start();
      } else {
        killed.connector += 1;
        const { connector } = road.random.pick(road.venues);
        await connector.kill();
        await pause(road.random.int(0, 200));
        connector.start();
      }
    }
    await road.settle();
    const totals = await road.checkTotals();
    const lost = await road.countLost();
    const starts = road.api.starts.toSorted((a, b) => a - b);
    const figures = {
      kills: options.kills,
      killedApi: killed.api,
      killedConnectors: killed.connector,
      pushes: road.wire.counts.pushes,
      acknowledgedItems: road.wire.counts.items,
      unacknowledgedPushes: road.wire.counts.unacknowledged,
      lostAcknowledged: lost,
      tickets: totals.count,
      cents: totals.cents,
      restartMedianMs: starts[Math.floor(starts.length / 2)] ?? 0,
      seconds: road.seconds,
    };
    assert.equal(lost, 0, JSON.stringify(figures));
    return figures;
  } finally {
    await road.close();
  }
}
