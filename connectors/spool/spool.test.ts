import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { deliver } from '../delivery/deliver.ts';
import type { Transport } from '../delivery/transport.ts';
import { systemClock, systemDatabases } from '../ports/system.ts';
import type { SourceContent } from '../sources/source.ts';
import { takeLock } from './lock.ts';
import { Spool } from './spool.ts';

const FILE = { path: 'f', stream: 'in', stamp: '1', mapping: 'm', size: 1 };
const DAY = Date.parse('2026-03-01T12:00:00Z');
const content = (performances: number, tickets = 1, fileTime = DAY): SourceContent => ({
  sha256: `${performances}${tickets}`,
  fileTime,
  complete: false,
  problems: [],
  moreProblems: 0,
  rows: performances,
  performances: Array.from({ length: performances }, (_, n) => [
    {
      item: { ref: `V${n}`, asOf: new Date(fileTime).toISOString(), normal: { count: tickets, amount: null } },
      stand: true,
    },
  ]),
});

function open(t: TestContext): { folder: string; spool: Spool } {
  const folder = mkdtempSync(join(tmpdir(), 'dip-spool-'));
  const spool = new Spool({
    folder,
    source: 'kassa',
    zone: 'Europe/Amsterdam',
    batchItems: 100,
    databases: systemDatabases,
    random: () => 0.5,
    now: DAY,
  });
  t.after(() => {
    spool.close();
    rmSync(folder, { recursive: true });
  });
  return { folder, spool };
}

const ports = (spool: Spool, transport: Transport) => ({
  spool,
  transport,
  clock: { ...systemClock, sleep: () => Promise.resolve() },
  random: () => 0,
  signal: new AbortController().signal,
});

void test('a refused batch is halved until the one bad item is a dead letter; the rest arrives', async (t) => {
  const { spool } = open(t);
  spool.accept(FILE, content(9));
  let calls = 0;
  const transport: Transport = {
    linksVersion: () => Promise.resolve(undefined),
    epoch: () => Promise.resolve(undefined),
    push: (_key, body) => {
      calls += 1;
      const { items } = JSON.parse(body) as { items: { ref: string }[] };
      if (items.some(({ ref }) => ref === 'V4'))
        return Promise.resolve({ kind: 'refused', status: 422, detail: 'invalid_item' });
      const results = items.map((_, index) => ({ index, outcome: 'applied' as const }));
      return Promise.resolve({
        kind: 'answered',
        result: { epoch: 1, receivedAt: '2026-01-01T00:00:00Z', livemode: false, results },
      });
    },
  };
  assert.deepEqual(await deliver(ports(spool, transport), 1), { kind: 'empty' });
  const { acknowledged, deadLetters, balanced, deadLetterReasons } = spool.status({
    now: DAY,
    maxLagMs: 1,
    streams: [],
  });
  assert.deepEqual([acknowledged, deadLetters, balanced], [8, 1, true]);
  assert.deepEqual(
    deadLetterReasons.map(({ reason, items }) => [reason, items]),
    [['invalid_item', 1]],
  );
  assert.ok(calls <= 9, `${calls} calls`);
});

void test('what was said is not said again, a correction has a higher revision, an older file changes nothing', (t) => {
  const { spool } = open(t);
  const say = (tickets: number, at: number, stamp: string) =>
    spool.accept({ ...FILE, stamp }, content(2, tickets, at)).items;
  assert.equal(say(1, DAY, '1'), 2);
  assert.equal(say(1, DAY + 1_000, '2'), 0);
  assert.equal(say(2, DAY + 1_000, '3'), 2);
  assert.equal(say(1, DAY, '4'), 0, 'older');
  assert.equal(say(3, DAY + 1_000, '5'), 2);
  const revisions: unknown[] = [];
  for (let batch = spool.head(); batch; batch = spool.head()) {
    revisions.push((JSON.parse(batch.body) as { items: { revision?: number }[] }).items[0]?.revision);
    spool.settle(batch, [{ kind: 'delivered' }, { kind: 'delivered' }], 'now');
  }
  assert.deepEqual(revisions, [undefined, undefined, 1]);
});

void test('a damaged spool is set aside and an empty one takes its place', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'dip-spool-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'spool.db'), 'no database at all, only words '.repeat(400));
  const spool = new Spool({
    folder,
    source: 'k',
    zone: 'UTC',
    batchItems: 1,
    databases: systemDatabases,
    random: () => 0,
    now: 7,
  });
  assert.equal(spool.rebuilt, true);
  spool.close();
  assert.ok(readdirSync(folder).includes('spool.db.damaged-7'));
});

void test('two connectors never share a state folder, and the lock ends with its holder', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'dip-lock-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const first = takeLock(folder, systemDatabases);
  assert.ok(first);
  assert.equal(takeLock(folder, systemDatabases), undefined);
  first.close();
  const second = takeLock(folder, systemDatabases);
  assert.ok(second);
  second.close();
});
