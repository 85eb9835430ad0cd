import { runFaults } from './faults.ts';
import { soak } from './report.ts';

await soak('faults between connector and API', (seed) =>
  runFaults({ seed, steps: 120, performances: 20, tickets: 3_000 }),
);
