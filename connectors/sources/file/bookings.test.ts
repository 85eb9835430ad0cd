// The real bookings, where they are present, and a generated set of the same shape always: figures equal direct sums.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { CumulativeSales, PriceClasses, readFileRecords, TicketSet } from './index.ts';

interface Booking {
  readonly ref: string;
  readonly booked: string;
  readonly cancelled: string;
  readonly people: number;
  /** Whole cents per booking. */
  readonly cents: number;
}

const folder = process.env['DIP_TEST_DATA'] ?? join(import.meta.dirname, '../../../../shared/data');
const file = join(folder, 'booking-curves-2015-2016.csv.gz');

function realBookings(): Booking[] {
  const lines = gunzipSync(readFileSync(file)).toString().trim().split('\n').slice(1);
  return lines.map((line) => {
    const [series = '', date = '', booked = '', cancelled = '', party = '', , , , price = ''] = line.split(',');
    return {
      ref: `${series} ${date}`,
      booked,
      cancelled,
      people: Number(party),
      cents: Math.round(Number(price) * 100),
    };
  });
}

function generatedBookings(): Booking[] {
  let state = 20261123;
  const random = (below: number) => (state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff) % below;
  const day = (offset: number) => new Date(Date.UTC(2025, 0, 1) + offset * 86_400_000).toISOString().slice(0, 10);
  return Array.from({ length: 5000 }, () => {
    const booked = random(300);
    const cancelled = random(4) === 0 ? day(booked + random(60)) : '';
    return { ref: `V${random(80)}`, booked: day(booked), cancelled, people: 1 + random(5), cents: 100 + random(9000) };
  });
}

async function check(bookings: readonly Booking[]): Promise<void> {
  const money = (cents: number) =>
    `${cents < 0 ? '-' : ''}${Math.trunc(Math.abs(cents) / 100)},${String(Math.abs(cents) % 100).padStart(2, '0')}`;
  async function* bytes() {
    yield Buffer.from('voorstelling_id;ticket_id;besteld_op;geannuleerd_op;aantal;bedrag;kaartsoort\n');
    for (const [i, { ref, booked, cancelled, people, cents }] of bookings.entries()) {
      yield Buffer.from(`${ref};T${i};${booked};${cancelled};${people};${money(cents)};Normaal\n`);
    }
  }
  const seen = new TicketSet();
  const sales = new CumulativeSales({
    zone: 'Europe/Amsterdam',
    mode: 'snapshot',
    classes: new PriceClasses({ normaal: 'normal' }),
    isNew: (id) => seen.add(id),
  });
  for await (const event of readFileRecords(bytes(), { zone: 'Europe/Amsterdam' })) {
    assert.notEqual(event.kind, 'stopped');
    if (event.kind !== 'rows') continue;
    assert.deepEqual(event.problems, []);
    for (const row of event.rows) if (row.kind === 'ticket') assert.equal(sales.add(row), 'counted');
  }
  const byRef = new Map<string, Booking[]>();
  for (const booking of bookings) byRef.set(booking.ref, [...(byRef.get(booking.ref) ?? []), booking]);
  const found = [...sales.performances()];
  assert.equal(found.length, byRef.size);
  for (const { performanceRef, days } of found) {
    const own = byRef.get(performanceRef) ?? [];
    for (const { day, figures } of days) {
      const alive = own.filter(
        (one) => one.booked <= day && (one.cancelled === '' || (one.cancelled > day && one.cancelled >= one.booked)),
      );
      const expected = {
        count: alive.reduce((sum, one) => sum + one.people, 0),
        amount: alive.reduce((sum, one) => sum + one.cents, 0),
      };
      assert.deepEqual(figures.normal, expected, `${performanceRef} ${day}`);
    }
  }
}

test('generated bookings sum to the cent on every day', () => check(generatedBookings()));

test(
  '58,792 real bookings sum to the cent on every day',
  { skip: existsSync(file) ? false : `no ${file}: set DIP_TEST_DATA` },
  async () => {
    const bookings = realBookings();
    assert.equal(bookings.length, 58_792);
    await check(bookings);
  },
);
