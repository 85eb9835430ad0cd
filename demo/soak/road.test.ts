// Short forms of `npm run soak`: the whole road under kills, faults, moves and a restore.
import { test } from 'node:test';
import { runFaults } from './faults.ts';
import { runKilledDelivery, runKills } from './kills.ts';
import { runMoves } from './moves.ts';

const tell = (figures: object): void => console.log(JSON.stringify(figures));

test('10 kills of connector and API lose and double nothing that was acknowledged', async () =>
  tell(await runKills({ seed: 20_261_124, kills: 10, performances: 4, tickets: 120 })));

test('acknowledged figures reach every reader within 60 s, also when the first delivery is killed', async () =>
  tell(await runKilledDelivery({ seed: 20_261_124, performances: 4, tickets: 300 })));

test('a network that cuts, delays, lies and doubles comes to the same figures', async () =>
  tell(await runFaults({ seed: 20_261_124, steps: 8, performances: 4, tickets: 120 })));

test('tenants move and a shard is restored while three connectors push: no figure lost, none doubled', async () =>
  tell(await runMoves({ seed: 20_261_124, moves: 2, performances: 4, tickets: 120 })));
