// Two hundred bad months of each kind of file. `SEED` begins elsewhere; a failure names its seed.
import { tellHistory, type Mode } from '../test/history.ts';

const MONTHS = Number(process.env['MONTHS'] ?? 200);
const first = Number(process.env['SEED'] ?? 1_000);
for (const mode of ['snapshot', 'full', 'delta'] as const satisfies readonly Mode[]) {
  const seen = { net: 0, disk: 0, power: 0, rounds: 0, pushes: 0 };
  for (let seed = first; seed < first + MONTHS; seed += 1) {
    const told = await tellHistory(seed, mode, 24);
    seen.net += told.seen.net;
    seen.disk += told.seen.disk;
    seen.power += told.seen.power;
    seen.rounds += told.rounds;
    seen.pushes += told.pushes;
  }
  console.log(
    `${mode}: ${MONTHS} months, ${seen.rounds} rounds, ${seen.pushes} pushes, ${seen.net} network faults, ${seen.disk} disk faults, ${seen.power} power cuts: all as the box office has it`,
  );
}
