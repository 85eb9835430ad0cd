import { runKills } from './kills.ts';
import { soak } from './report.ts';

await soak('100 kills of connector and API', (seed) =>
  runKills({ seed, kills: 100, performances: 20, tickets: 3_000 }),
);
