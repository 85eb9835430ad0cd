import { runMoves } from './moves.ts';
import { soak } from './report.ts';

await soak('tenants moved, a shard restored', (seed) =>
  runMoves({ seed, moves: 12, performances: 20, tickets: 3_000 }),
);
