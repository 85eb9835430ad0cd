// The real bookings where they are present, and generated ones of the same shape always: counts before hiding equal counts made from the rows.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { LEAD_BANDS } from '#protocol';
import type { FactColumns, ReleaseInput } from './input.ts';
import { workOut } from './release.ts';

interface Booking {
  readonly date: string;
  readonly booked: string;
  readonly people: number;
  readonly country: string;
  readonly channel: number;
  readonly returning: boolean;
  readonly cents: number;
  readonly buyer: string;
}

const folder = process.env['DIP_TEST_DATA'] ?? join(import.meta.dirname, '../../../../../shared/data');
const file = join(folder, 'booking-curves-2015-2016.csv.gz');
const CHANNELS = ['Online TA', 'Direct', 'Groups', 'Offline TA/TO'];

function realBookings(): Booking[] {
  const lines = gunzipSync(readFileSync(file)).toString().trim().split('\n').slice(1);
  return lines
    .filter((line) => line.startsWith('city,'))
    .map((line, i) => {
      const [, date = '', booked = '', , party = '', country = '', channel = '', returning = '', price = ''] =
        line.split(',');
      const of = CHANNELS.indexOf(channel);
      // There are no buyers in the file: three rows in a row of one country are taken for one.
      const buyer = `${country} ${Math.floor(i / 3)}`;
      const people = Math.max(1, Number(party));
      const cents = Math.round(Number(price) * 100);
      return { date, booked, people, country, channel: of < 0 ? 4 : of, returning: returning === '1', cents, buyer };
    });
}

function generatedBookings(): Booking[] {
  let state = 77;
  const random = (below: number) => ((state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff) >>> 8) % below;
  const day = (offset: number) => new Date(Date.UTC(2015, 6, 1) + offset * 86_400_000).toISOString().slice(0, 10);
  return Array.from({ length: 4_000 }, () => {
    const at = random(200);
    const country = random(3) === 0 ? 'PRT' : 'FRA';
    return {
      date: day(at),
      booked: day(at - random(250)),
      people: 1 + random(12),
      country,
      channel: random(5),
      returning: random(2) === 0,
      cents: random(9_000),
      buyer: `${country} ${random(1_500)}`,
    };
  });
}

function inputOf(bookings: readonly Booking[]): ReleaseInput {
  const dates = [...new Set(bookings.map(({ date }) => date))].toSorted();
  const buyers = [...new Set(bookings.map(({ buyer }) => buyer))];
  const number = new Map(buyers.map((buyer, i) => [buyer, i]));
  const of = (value: (booking: Booking) => number) => bookings.map(value);
  const facts: FactColumns = {
    length: bookings.length,
    buyer: Int32Array.from(of(({ buyer }) => number.get(buyer) ?? 0)),
    performance: Int32Array.from(of(({ date }) => dates.indexOf(date))),
    hour: Int32Array.from(of(({ booked }) => Number(booked.replaceAll('-', '')) * 100 + 12)),
    tickets: Int32Array.from(of(({ people }) => people)),
    amount: Float64Array.from(of(({ cents }) => cents)),
    channel: Uint8Array.from(of(({ channel }) => channel)),
    classes: Uint8Array.from(of(() => 1)),
    pc4: Uint16Array.from(of(({ country }) => (country === 'PRT' ? 3511 : 1))),
    age: new Uint8Array(bookings.length),
    gender: new Uint8Array(bookings.length),
    segment: new Uint16Array(bookings.length),
    segments: [],
    first: Uint8Array.from(of(({ returning }) => (returning ? 2 : 1))),
  };
  const performances = dates.map((date, key) => ({
    key,
    id: date,
    production: date.slice(0, 7),
    genre: null,
    season: 2015,
    date,
    capacity: null,
    excluded: false,
  }));
  const input = { season: 2015, at: 2017_01_01_00, performances, facts, coverage: new Map(), earlier: [] };
  // Renewed by tickets of the coverage, for there is no monitor.
  for (const { key, date } of performances) {
    const tickets = bookings.filter((one) => one.date === date).reduce((sum, { people }) => sum + people, 0);
    input.coverage.set(key, { tickets, withBuyer: tickets, withPostcode: tickets, withAge: 0 });
  }
  return { ...input, house: { pc4: '3511' }, sales: new Map() };
}

const partyOf = (people: number): string =>
  people === 1 ? '1' : people === 2 ? '2' : people <= 4 ? '3-4' : people <= 9 ? '5-9' : '10+';
function leadOf({ date, booked }: Booking): string {
  const days = Math.max(0, (Date.parse(date) - Date.parse(booked)) / 86_400_000);
  const band = LEAD_BANDS.find((name) => {
    const [from = 0, to = from] = name.replace('+', '-1000000').split('-').map(Number);
    return days >= from && days <= to;
  });
  return band ?? '?';
}

/** Distinct buyers by label, with sets of names and nothing else. */
function direct(rows: readonly Booking[], label: (row: Booking) => string): Record<string, number> {
  const groups = Map.groupBy(rows, label);
  return Object.fromEntries([...groups].map(([name, list]) => [name, new Set(list.map(({ buyer }) => buyer)).size]));
}

function check(bookings: readonly Booking[]): void {
  const rules = { deny: false, oneCell: true, time: true };
  const { release } = workOut(inputOf(bookings), false, rules);
  assert.ok(release.subjects.length > 100);
  for (const { level, id, counts } of release.subjects) {
    const rows = level === 'season' ? bookings : bookings.filter(({ date }) => date.startsWith(id));
    assert.equal(counts.buyers, new Set(rows.map(({ buyer }) => buyer)).size, id);
    assert.deepEqual(
      { ...counts.tables.party },
      direct(rows, ({ people }) => partyOf(people)),
      id,
    );
    assert.deepEqual({ ...counts.tables.lead }, direct(rows, leadOf), id);
    const channels = ['web', 'desk', 'phone', 'reseller', 'other'];
    assert.deepEqual(
      { ...counts.tables.channel },
      direct(rows, ({ channel }) => channels[channel] ?? ''),
      id,
    );
    assert.deepEqual(
      { ...counts.tables.origin },
      direct(rows, ({ country }) => (country === 'PRT' ? '35' : 'abroad')),
      id,
    );
    if (level !== 'season') continue;
    const visits = new Map<string, Set<string>>();
    for (const { buyer, date } of rows) visits.set(buyer, (visits.get(buyer) ?? new Set()).add(date));
    const bands = Map.groupBy(visits.values(), ({ size }) => (size <= 3 ? String(size) : size <= 10 ? '4-10' : '11+'));
    assert.deepEqual(
      { ...counts.tables.visits },
      Object.fromEntries([...bands].map(([name, list]) => [name, list.length])),
    );
  }
}

test('counts before hiding equal counts made from generated rows', () => {
  check(generatedBookings());
});

test('counts before hiding equal counts made from the real bookings', { skip: !existsSync(file) }, () => {
  check(realBookings());
});
