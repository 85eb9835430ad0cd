import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { deliver } from '../delivery/deliver.ts';
import type { Transport } from '../delivery/transport.ts';
import { Spool } from './spool.ts';

const count = (n: number) => ({ normal: { count: n, amount: null } });
const content = {
  sha256: 'a',
  problems: [],
  items: Array.from({ length: 9 }, (_, n) => ({ key: `V${n}`, item: { ref: `V${n}`, ...count(n) } })),
};

void test('a refused batch is halved until the one bad item is a dead letter; the rest arrives', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'dip-spool-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const spool = new Spool(folder, 0);
  spool.accept({ path: 'f', stamp: '1', mapping: 'm' }, content, { source: 'kassa', batchItems: 100 });
  const transport: Transport = {
    push: async (_key, body) => {
      const { items } = JSON.parse(body) as { items: { ref: string }[] };
      if (items.some(({ ref }) => ref === 'V4')) return { kind: 'refused', status: 422, detail: 'invalid_item' };
      const results = items.map((_, index) => ({ index, outcome: 'applied' as const }));
      return { kind: 'answered', result: { epoch: 1, receivedAt: '2026-01-01T00:00:00Z', livemode: false, results } };
    },
  };
  const wait = () => Promise.resolve();
  const ports = { spool, transport, now: () => 0, random: () => 0, wait, stopped: () => false };
  assert.deepEqual(await deliver(ports, 1), { kind: 'empty' });
  const { acknowledged, deadLetters, balanced } = spool.status();
  assert.deepEqual([acknowledged, deadLetters, balanced], [8, 1, true]);
  spool.close();
});

void test('I5 a damaged spool is set aside and an empty one takes its place', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'dip-spool-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'spool.db'), 'no database at all, only words '.repeat(400));
  const spool = new Spool(folder, 7);
  assert.deepEqual([spool.rebuilt, spool.status().queued], [true, 0]);
  spool.close();
  assert.ok(readdirSync(folder).includes('spool.db.damaged-7'));
});
