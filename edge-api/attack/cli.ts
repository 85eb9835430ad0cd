/**
 * `npm run attack [evenings] [tickets]`: a generated season of two houses. `npm run attack -- --state FOLDER`: all that a local installation has
 * published, as each house and as each who provides a production there. Prints what was looked at and found; answers 1 where a cell was derived,
 * where something was not decided in time, or where a rule was left out and nothing found.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { attackGenerated } from './generated.ts';
import { answeredSeasons } from './installation.ts';
import { Outcome } from './outcome.ts';
import { startSolver } from './solver.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    state: { type: 'string' },
    house: { type: 'string' },
    minutes: { type: 'string', default: '120' },
  },
});
const numberOf = (text: string | undefined, name: string): number => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Error(`${name} is a whole number of 1 and more, not ${text}`);
  return number;
};

try {
  const outcome = new Outcome(await startSolver(), numberOf(values.minutes, '--minutes'));
  if (values.state === undefined) {
    const [evenings = '40', tickets = '220'] = positionals;
    attackGenerated(numberOf(evenings, 'evenings'), numberOf(tickets, 'tickets'), outcome);
  } else {
    let seasons = 0;
    for await (const { house, season, readers } of answeredSeasons(resolve(values.state), values.house)) {
      seasons += 1;
      const rounds = readers[0]?.knowledge.rounds.length ?? 0;
      console.log(`${house}, season ${season}: ${readers.length} readers, releases at ${rounds} moments`);
      for (const { who, knowledge } of readers) outcome.look(who === house ? 'the house' : who, knowledge);
    }
    if (seasons === 0)
      throw new Error('nothing has been published there; `admin audience publish` publishes a house at once');
  }
  console.log(
    `result: ${outcome.derived} derived, ${outcome.undecided} not decided in time, ${outcome.refuted} matters that contradict themselves`,
  );
  process.exitCode = outcome.clean ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
