// Sets in the spool: parts of a large one, what is lost and said again, what a buyer's erasure does to what waits.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { AudienceFact, AudienceSet } from '#protocol';
import { systemDatabases } from '../ports/system.ts';
import type { SourceContent } from '../sources/source.ts';
import { FakeAudience } from '../test/fake-audience.ts';
import { LANE } from './outbox.ts';
import { Spool, type Verdict } from './spool.ts';

const AT = Date.parse('2026-03-01T12:00:00Z');
const FILE = { path: 'f', stream: 'in', stamp: '1', mapping: 'm', size: 1 };
const keyOf = (text: string, n: number) => `${text}${n}`.padStart(22, '0');
const facts = (n: number, from = 0): AudienceFact[] =>
  Array.from({ length: n }, (_, i) => ({
    order: keyOf('o', 100_000 + from + i),
    buyer: keyOf('b', from + i),
    booked: '2026-02-03T20',
    tickets: 1,
    amount: 2_000,
    channel: 'web',
    classes: ['normal'],
  }));
const content = (told: readonly AudienceFact[], fileTime = AT): SourceContent => ({
  sha256: `${told.length}${told[0]?.order}`,
  fileTime,
  complete: false,
  problems: [],
  moreProblems: 0,
  rows: 1,
  performances: [],
  audience: {
    keyId: 'k-1',
    performances: [
      {
        who: { ref: 'V1' },
        coverage: { tickets: told.length, withBuyer: told.length, withPostcode: 0, withAge: 0 },
        facts: told,
      },
    ],
  },
});

function open(t: TestContext): Spool {
  const folder = mkdtempSync(join(tmpdir(), 'dip-said-'));
  const spool = new Spool({
    folder,
    source: 'kassa',
    zone: 'Europe/Amsterdam',
    batchItems: 1_000,
    databases: systemDatabases,
    random: () => 0.5,
    now: AT,
  });
  t.after(() => {
    spool.close();
    rmSync(folder, { recursive: true });
  });
  return spool;
}

/** Empties the spool into the API; answers the sizes of the calls' bodies and the outcomes. */
function deliverTo(api: FakeAudience, spool: Spool) {
  const [bytes, outcomes]: [number[], string[]] = [[], []];
  for (let batch = spool.head(); batch; batch = spool.head()) {
    assert.equal(batch.lane, LANE.audience);
    bytes.push(batch.body.length);
    const { items } = JSON.parse(batch.body) as { items: AudienceSet[] };
    const verdicts = items.map((item, index): Verdict => {
      const { outcome, stands } = api.take(item, index, undefined);
      outcomes.push(outcome);
      return { kind: 'delivered', ...(stands ? { stands } : {}) };
    });
    spool.settle(batch, verdicts, 'now');
  }
  return { bytes, outcomes };
}
const balanced = (spool: Spool) => spool.status({ now: AT, maxLagMs: 1, streams: ['in'] }).balanced;

void test('a hall of ten thousand orders goes in parts that a call can carry, and stands when all are there', (t) => {
  const [api, spool] = [new FakeAudience(), open(t)];
  const all = facts(10_000);
  assert.equal(spool.accept(FILE, content(all)).items, 3);
  const { bytes, outcomes } = deliverTo(api, spool);
  assert.ok(Math.max(...bytes) < 900_000, `${bytes}`);
  assert.deepEqual([...new Set(outcomes)], ['applied']);
  assert.deepEqual(api.of('V1')?.facts, all);
  assert.equal(spool.accept({ ...FILE, stamp: '2' }, content(all, AT + 1_000)).items, 0, 'the same is not said again');
  assert.ok(balanced(spool));
});

void test('after the loss of the state folder all parts go again above what stands', (t) => {
  const [api, before, after] = [new FakeAudience(), open(t), open(t)];
  before.accept(FILE, content(facts(9_000)));
  deliverTo(api, before);
  before.accept({ ...FILE, stamp: '2' }, content(facts(9_100, 50)));
  deliverTo(api, before);
  // The same moment, told by a spool that knows of no revision.
  const now = facts(9_050, 70);
  after.accept(FILE, content(now));
  const { outcomes } = deliverTo(api, after);
  assert.ok(outcomes.includes('older') && outcomes.includes('applied'), `${outcomes}`);
  assert.deepEqual(api.of('V1')?.facts, now);
  assert.ok(balanced(after));
});

void test('an older file that comes late changes nothing, and an empty set takes back what stood', (t) => {
  const [api, spool] = [new FakeAudience(), open(t)];
  spool.accept(FILE, content(facts(3)));
  assert.equal(spool.accept({ ...FILE, stamp: '2' }, content(facts(5), AT - 1_000)).items, 0);
  deliverTo(api, spool);
  spool.accept({ ...FILE, stamp: '3' }, content([], AT + 1_000));
  deliverTo(api, spool);
  assert.deepEqual(api.of('V1')?.facts, []);
  assert.equal(open(t).accept(FILE, content([])).items, 0, 'nothing is said where nothing was');
});

void test('an erased buyer leaves what waits and what is parked; the counts still add up', (t) => {
  const [api, spool] = [new FakeAudience(), open(t)];
  spool.accept(FILE, content(facts(3)));
  const batch = spool.head();
  assert.ok(batch);
  spool.settle(batch, [{ kind: 'parked', reason: 'not_linked' }], 'now');
  spool.accept({ ...FILE, path: 'g' }, content(facts(4), AT + 1_000));
  spool.withoutBuyers(new Set([keyOf('b', 1)]));
  spool.requeue('parked', 'salt');
  const bodies: string[] = [];
  for (let next = spool.head(); next; next = spool.head()) {
    bodies.push(next.body);
    spool.settle(next, [{ kind: 'delivered' }], 'now');
  }
  assert.equal(bodies.length, 2);
  for (const body of bodies) assert.ok(!body.includes(keyOf('b', 1)) && body.includes(keyOf('b', 2)));
  assert.ok(balanced(spool));
  assert.equal(api.of('V1'), undefined);
});
