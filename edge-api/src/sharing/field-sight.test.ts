import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SeriesAnswer } from '#protocol';
import { toReaderBody, type Listing, type ReaderBody, type SourceInfo } from '../sales/reader-body.ts';
import { bodyOf, rowsFor } from '../sales/reader-bodies.ts';
import type { DayRow } from '../sales/registers.ts';
import { bodyFor, seriesFor, type ReaderKind } from './field-sight.ts';

const listing: Listing = {
  id: 'XD-26-001-0000001|00001',
  linked: true,
  production: 'XD-26-001-0000001',
  title: 'Het Stuk',
  genre: 'toneel',
  venue: 'XD-ORG-house',
  venueName: 'Schouwburg',
  city: 'Ede',
  province: 'Gelderland',
  country: 'NL',
  zone: 'Europe/Amsterdam',
  hall: 'XD-HAL-1',
  hallName: 'Grote Zaal',
  hallKind: 'hall',
  provider: 'XD-ORG-provider',
  providerName: 'Gezelschap',
  startsAt: Date.parse('2026-12-01T19:15:00Z'),
  date: '2026-12-01',
  type: 'normal',
  status: 'planned',
  movedTo: null,
  onSaleAt: null,
  capacity: 50,
  festival: false,
  tags: ['feest'],
  vat: 900,
  levies: [{ name: 'toeslag', amount: 200, vatRate: 9, shared: false }],
};
const source = (key: number, resellerKey: number | null): SourceInfo => ({
  key,
  name: `systeem ${key}`,
  kind: resellerKey === null ? 'house' : 'reseller',
  reseller: resellerKey === null ? null : `XD-ORG-reseller${resellerKey}`,
  resellerKey,
  within: null,
  settings: [],
  terms: [],
});
const sources = new Map([source(1, null), source(2, null), source(3, 30), source(4, 40)].map((one) => [one.key, one]));
const v = Date.parse('2026-11-20T10:00:00Z') * 1000;
const sold = (key: number, n: number): DayRow & { source: number } => ({
  performance: 1,
  source: key,
  day: '2026-11-20',
  registers: { normal: { v, n, a: n * 1_000 }, reserved: { v, n: 1, a: 1_000 } },
  reservedUntil: Date.parse('2026-11-30T10:00:00Z'),
  lines: null,
});
const rows = [sold(1, 30), sold(2, 25), sold(3, 7), sold(4, 5)];
const whole = toReaderBody(listing, rows, sources);

/** Fields whose value is another than the house's, by kind of reader; TypeScript asks for a word on each new field. */
type Told = 'whole' | 'less' | 'none';
const TOLD: Record<keyof Required<ReaderBody>, readonly [party: Told, observer: Told]> = {
  ...(Object.fromEntries(Object.keys(listing).map((name) => [name, ['whole', 'whole']])) as unknown as Record<
    keyof Required<Listing>,
    readonly ['whole', 'whole']
  >),
  apart: ['whole', 'whole'],
  terms: ['whole', 'whole'],
  stand: ['whole', 'whole'],
  day: ['whole', 'whole'],
  history: ['whole', 'whole'],
  lastSale: ['whole', 'whole'],
  asOf: ['whole', 'whole'],
  source: ['whole', 'none'],
  review: ['whole', 'none'],
  reservedUntil: ['whole', 'none'],
  resellers: ['less', 'none'],
};

test('a party gets the figures of all but not who resold how many, an observer none of what the house keeps to itself', () => {
  for (const [i, kind] of (['party', 'observer'] as const).entries()) {
    const body = bodyFor(kind, whole);
    for (const name of Object.keys(whole) as (keyof ReaderBody)[]) {
      const told = TOLD[name][i];
      const [had, has] = [JSON.stringify(whole[name]), JSON.stringify(body[name])];
      if (told === 'whole') assert.equal(has, had, `${kind} ${name}`);
      else if (told === 'none') assert.ok(has === 'null' || has === '[]', `${kind} ${name} ${has}`);
      else assert.notEqual(has, had, `${kind} ${name}`);
    }
    assert.doesNotMatch(JSON.stringify(body), /XD-ORG-reseller/);
  }
  assert.deepEqual(bodyFor('party', whole).resellers, [{ reseller: '', within: null, count: 12, amount: 12_000 }]);
});

test('a reseller’s body is made of its own reports: no other figure, no capacity, no levy, nothing of the house’s systems', () => {
  const body = bodyOf(listing, rows, sources, { key: 30, kind: 'reseller' });
  assert.deepEqual(body?.stand, { normal: [7, 7_000], reserved: [1, 1_000] });
  assert.deepEqual([body?.resellers, body?.review, body?.capacity, body?.levies], [[], [], null, null]);
  assert.equal(body?.source, 'systeem 3');
  assert.doesNotMatch(JSON.stringify(body), /systeem [124]|XD-ORG-reseller|\b(30000|25000|5000)\b/);
  assert.equal(bodyOf(listing, rows, sources, { key: 99, kind: 'reseller' }), null);
  assert.deepEqual(
    rowsFor(rows, sources, { key: 40, kind: 'reseller' }).rows.map((row) => row.source),
    [4],
  );
});

test('price lines and provenance: the house all, a party the house’s own systems, an observer none', () => {
  const line = (name: string) => ({ name, class: 'normal' as const, price: 1, count: 1, amount: 1, source: name });
  const answer = {
    lines: [line('systeem 1'), line('systeem 3')],
    provenance: [
      { source: 'systeem 1', kind: 'house', component: 'normal', count: 1, amount: 1, asOf: '' },
      { source: 'systeem 3', kind: 'reseller', component: 'normal', count: 1, amount: 1, asOf: '' },
    ],
    corrections: [{ receivedAt: '', day: '', component: 'normal', from: 1, to: 2 }],
  } as unknown as SeriesAnswer;
  const counts = (kind: ReaderKind) => {
    const { lines, provenance, corrections } = seriesFor(kind, answer, new Set(['systeem 1', 'systeem 2']));
    return [lines.length, provenance.length, corrections.length];
  };
  assert.deepEqual(counts('house'), [2, 2, 1]);
  assert.deepEqual(counts('party'), [1, 1, 1]);
  assert.deepEqual(counts('observer'), [0, 0, 0]);
});
