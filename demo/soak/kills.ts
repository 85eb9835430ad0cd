// kill -9 of the API with its workerd, and of connectors, at random moments while figures travel.
import assert from 'node:assert/strict';
import { Road } from './road.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export async function runKills(options: { seed: number; kills: number; performances: number; tickets: number }) {
  const road = await Road.build({ ...options, batchItems: 8 });
  try {
    for (const { connector } of road.venues) connector.start();
    const killed = { api: 0, connector: 0 };
    for (let n = 0; n < options.kills; n += 1) {
      const venue = road.random.pick(road.venues);
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
