// Every fault of a network, a proxy and a server by seed, then none: the figures must come out as if nothing had been.
import assert from 'node:assert/strict';
import { Road } from './road.ts';
import { FAULTS } from './wire.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export async function runFaults(options: { seed: number; steps: number; performances: number; tickets: number }) {
  const road = await Road.build({ ...options, batchItems: 6 });
  try {
    road.wire.faulty = 0.5;
    for (const { connector } of road.venues) connector.start();
    for (let n = 0; n < options.steps; n += 1) {
      await road.sellSome(road.random.pick(road.venues), road.random.int(5, 40));
      await pause(road.random.int(200, 900));
    }
    road.wire.faulty = 0;
    await road.settle();
    const totals = await road.checkTotals();
    const lost = await road.countLost();
    const figures = {
      faults: [...road.wire.played.values()].reduce((sum, n) => sum + n, 0),
      kinds: `${road.wire.played.size} of ${FAULTS.length}`,
      pushes: road.wire.counts.pushes,
      acknowledgedItems: road.wire.counts.items,
      unacknowledgedPushes: road.wire.counts.unacknowledged,
      lostAcknowledged: lost,
      tickets: totals.count,
      cents: totals.cents,
      seconds: road.seconds,
    };
    assert.equal(lost, 0, JSON.stringify(figures));
    return figures;
  } finally {
    await road.close();
  }
}
