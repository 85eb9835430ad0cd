import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import * as v from 'valibot';
import { COMPONENTS, Snapshot } from '#protocol';
import { checkSnapshots, isPlain } from './snapshot-check.ts';

/** Values near the borders of what the schema takes, and far from them. */
const odd = fc.constantFrom<unknown>(null, '', ' ', 'x', -1, 1.5, 2 ** 53, Number.NaN, 1e12, [], {}, true, '12');
const count = fc.oneof(
  { weight: 12, arbitrary: fc.nat(1_000_000) },
  fc.constantFrom<unknown>(0, -0, 1_000_000, 1_000_001),
  odd,
);
const cents = fc.oneof(
  { weight: 12, arbitrary: fc.integer() },
  fc.constantFrom<unknown>(null, -0, 100_000_000_000, -100_000_000_001),
  odd,
);
const time = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.constantFrom<unknown>(
      '2026-11-20T11:00:00Z',
      '2026-11-20T11:00+01:00',
      '2026-11-20T11:00:00.123-10:30',
    ),
  },
  fc.constantFrom<unknown>(
    '2026-11-20',
    '2026-13-20T11:00:00Z',
    '2026-11-20T11:00:00',
    '2026-11-20T11:00:00Z ',
    '2026-02-30T11:00Z',
  ),
  odd,
);
const text = fc.oneof(
  { weight: 12, arbitrary: fc.string({ minLength: 1, maxLength: 20 }) },
  fc.constantFrom<unknown>(
    'x'.repeat(60),
    'x'.repeat(61),
    'x'.repeat(121),
    'x'.repeat(301),
    ' x',
    'x\u00a0',
    '\ufeffx',
  ),
  odd,
);
const stray = { stray: odd };
const figure = fc.oneof(
  { weight: 9, arbitrary: fc.record({ count, amount: cents }, { requiredKeys: ['count'] }) },
  fc.record({ count, amount: cents, expiresAt: time, ...stray }, { requiredKeys: [] }),
  odd,
);
const about = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record(
      { title: text, startsAt: time, hall: text, production: text, provider: text },
      { requiredKeys: ['title', 'startsAt'] },
    ),
  },
  fc.record({ title: text, startsAt: time, ...stray }, { requiredKeys: [] }),
  odd,
);
const parts = {
  performance: text,
  ref: text,
  about,
  asOf: time,
  revision: fc.oneof(fc.integer({ min: -1, max: 1_001 }), odd),
  ...Object.fromEntries(COMPONENTS.map((name) => [name, name === 'capacity' ? count : figure])),
};
const item = fc.oneof(
  { weight: 12, arbitrary: fc.record({ performance: text, asOf: time, normal: figure, capacity: count }) },
  { weight: 12, arbitrary: fc.record(parts, { requiredKeys: [] }) },
  fc.record({ ...parts, ...stray, lines: fc.constantFrom<unknown>([], [{}], 3) }, { requiredKeys: [] }),
  odd,
);

test('what passes by hand passes the schema, with an equal value', () => {
  let passed = 0;
  fc.assert(
    fc.property(item, (made) => {
      // As it comes off the wire: no undefined, no NaN, no minus zero.
      const sent = JSON.parse(JSON.stringify(made)) as unknown;
      if (!isPlain(sent)) return;
      passed += 1;
      const judged = v.safeParse(Snapshot, sent);
      assert.equal(judged.success, true);
      assert.deepEqual(judged.output, sent);
    }),
    { seed: 11, numRuns: 20_000 },
  );
  assert.ok(passed > 1_000, `only ${passed} of the items were plain: this test proves little`);
});

test('a list is answered item by item as the schema would', () => {
  fc.assert(
    fc.property(fc.array(item, { maxLength: 12 }), (made) => {
      const sent = JSON.parse(JSON.stringify(made)) as unknown[];
      const judged = sent.map((one) => v.safeParse(Snapshot, one));
      const { parsed, invalid } = checkSnapshots(sent, '/items');
      assert.deepEqual(
        parsed,
        judged.flatMap((one, index) => (one.success ? [{ index, snapshot: one.output }] : [])),
      );
      assert.deepEqual(
        invalid.map((one) => one.index),
        judged.flatMap((one, index) => (one.success ? [] : [index])),
      );
    }),
    { seed: 12, numRuns: 3_000 },
  );
});
