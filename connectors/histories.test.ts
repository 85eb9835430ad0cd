// Bad months, each told by a seed (hundreds of them in the soak): cut sockets, lying servers, full disks, power cuts, half-written and late files.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tellHistory, type Mode } from './test/history.ts';

for (const mode of ['snapshot', 'full', 'delta'] as const satisfies readonly Mode[])
  void test(`months of ${mode} files with faults at any moment end as the box office has it`, async () => {
    const seen = { net: 0, disk: 0, power: 0 };
    for (let seed = 1; seed <= 25; seed += 1) {
      const told = await tellHistory(seed, mode);
      seen.net += told.seen.net;
      seen.disk += told.seen.disk;
      seen.power += told.seen.power;
    }
    assert.ok(
      seen.net > 100 && seen.disk > 3 && seen.power > 3,
      `too few faults to prove anything: ${JSON.stringify(seen)}`,
    );
  });
