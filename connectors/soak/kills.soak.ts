// A hundred times kill -9 at a random moment of a real process with cut sockets, 429 and 503 besides: nothing lost, nothing doubled.
import assert from 'node:assert/strict';
import { openHouse, SOLD, ticketsCsv, type Fault } from '../test/house.ts';
import { seeded } from '../test/seeded-ports.ts';

const KILLS = Number(process.env['KILLS'] ?? 100);
const random = seeded(Number(process.env['SEED'] ?? 1));
const FAULTS: readonly Fault[] = ['cut_after', 'cut_before', 'busy', 'unavailable'];
const after: (() => void)[] = [];
const house = await openHouse({ after: (work) => void after.push(work as () => void) });
try {
  house.state.plan = () => (random() < 0.3 ? (FAULTS[Math.floor(random() * FAULTS.length)] ?? 'none') : 'none');
  let [kills, starts] = [0, 0];
  let expected = 0;
  while (kills < KILLS) {
    // The source goes on: after every tenth start there is a new export of further performances.
    if (starts % 10 === 0) {
      const name = `s${starts}`;
      house.write(`${name}.csv`, ticketsCsv().replaceAll('V', `${name}V`));
      expected += SOLD;
    }
    starts += 1;
    const { child, ended } = house.start(['run', '--once']);
    const timer = setTimeout(() => child.kill('SIGKILL'), 120 + random() * 700);
    if ((await ended).code === null) kills += 1;
    clearTimeout(timer);
  }
  house.state.plan = () => 'none';
  const last = await house.run(['run', '--once']);
  assert.equal(last.code, 0, last.text);
  const stands = new Set([...house.api.registers.keys()].map((key) => key.split('|')[0] ?? ''));
  const sum = [...stands].reduce((total, ref) => total + house.api.at(ref, 'normal', '9999'), 0);
  const status = await house.status();
  assert.deepEqual([sum, house.api.mismatches, status.balanced, status.waiting], [expected, 0, true, 0]);
  console.log(
    `${kills} kills in ${starts} starts: ${sum} of ${expected} tickets, ${house.api.pushes} pushes of ${house.api.receipts.size} batches, lost 0, doubled 0, mismatches 0`,
  );
} finally {
  for (const work of after) work();
}
