// A soak says in its last line what came of it, for the closing table of `npm run soak`.
import { parseArgs } from 'node:util';

export async function soak(name: string, run: (seed: number) => Promise<object>): Promise<void> {
  const { values } = parseArgs({ options: { seed: { type: 'string', default: '1' } } });
  const seed = Number(values.seed);
  console.log(`${name}, seed ${seed}`);
  const figures = await run(seed);
  console.log(`soak ${JSON.stringify({ name, seed, ...figures })}`);
}
