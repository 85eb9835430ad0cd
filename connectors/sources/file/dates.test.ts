import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseDateAndTime, parseMoment, type Moment } from './dates.ts';
import { serialToText } from './serial-date.ts';
import { wallToInstant, zoneOffset } from './zone.ts';

const AMSTERDAM = { zone: 'Europe/Amsterdam' };
const iso = (moment: Moment) =>
  moment.ok ? (moment.at === null ? null : new Date(moment.at).toISOString().slice(0, 16)) : moment.reason;
const read = (text: string) => iso(parseMoment(text, AMSTERDAM));

test('dates as venues write them', () => {
  for (const text of [
    '02-10-2026 20:15',
    '2-10-26 20:15',
    '2026-10-02T20:15',
    '2 oktober 2026 20.15 uur',
    'vrijdag 2 oktober 2026 om 20.15 uur',
    '2026-10-02 20:15:00',
    '2/10/2026 20:15',
    '2 okt. 2026, 20:15',
    '2026-10-02T18:15:00Z',
    '2026-10-02T20:15+02:00',
    '2 october 2026 8:15 pm',
    '02.10.2026 20u15',
  ]) {
    assert.equal(read(text), '2026-10-02T18:15', text);
  }
  assert.equal(read(''), null);
  for (const text of ['31-02-2026', '12/25/2026', '2026-13-01', 'morgen', '2-10-2026 25:00', '2-10-2026 20', '46000'])
    assert.equal(read(text), 'not_a_date', text);
  assert.equal(iso(parseMoment('12/25/2026', { ...AMSTERDAM, order: 'mdy' })), '2026-12-24T23:00');
  assert.deepEqual(parseMoment('2-10-26', AMSTERDAM), { ok: true, at: Date.UTC(2026, 9, 1, 22), dateOnly: true });
});

test('a date column and a time column', () => {
  assert.equal(iso(parseDateAndTime('2-10-26', '20.15 uur', AMSTERDAM)), '2026-10-02T18:15');
  assert.equal(iso(parseDateAndTime('2026-10-02', '', AMSTERDAM)), '2026-10-01T22:00');
  assert.equal(iso(parseDateAndTime('2026-10-02', 'straks', AMSTERDAM)), 'not_a_time');
  assert.equal(
    iso(parseDateAndTime({ number: '46297', epoch: 1900 }, { number: '0.84375', epoch: 1900 }, AMSTERDAM)),
    '2026-10-02T18:15',
  );
});

test('the night of spring has no 02:30, the night of autumn has two', () => {
  assert.deepEqual(parseMoment('29-03-2026 02:30', AMSTERDAM), {
    ok: true,
    dateOnly: false,
    at: Date.UTC(2026, 2, 29, 1, 30),
    warning: 'skipped_hour',
  });
  assert.deepEqual(parseMoment('25-10-2026 02:30', AMSTERDAM), {
    ok: true,
    dateOnly: false,
    at: Date.UTC(2026, 9, 25, 0, 30),
    warning: 'repeated_hour',
  });
  for (const text of ['29-03-2026 01:59', '29-03-2026 03:00', '25-10-2026 01:59', '25-10-2026 03:00']) {
    const moment = parseMoment(text, AMSTERDAM);
    assert.ok(moment.ok && moment.warning === undefined, text);
  }
});

test('the rule of the European Union, as an oracle over twenty years of clock-change nights', () => {
  const lastSunday = (year: number, month: number) => {
    const last = new Date(Date.UTC(year, month + 1, 0));
    return Date.UTC(year, month, last.getUTCDate() - last.getUTCDay(), 1);
  };
  const minute = fc.integer({ min: -36 * 60, max: 36 * 60 });
  fc.assert(
    fc.property(fc.integer({ min: 2010, max: 2030 }), fc.boolean(), minute, (year, spring, shift) => {
      const change = lastSunday(year, spring ? 2 : 9);
      const at = change + shift * 60_000;
      const summer = spring ? at >= change : at < change;
      assert.equal(zoneOffset(at, AMSTERDAM.zone), summer ? 7_200_000 : 3_600_000);
      const repeated = !spring && shift >= 0 && shift < 60;
      const found = wallToInstant(at + zoneOffset(at, AMSTERDAM.zone), AMSTERDAM.zone);
      assert.equal(found.at, repeated ? at - 3_600_000 : at);
      assert.equal(found.warning, !spring && shift >= -60 && shift < 60 ? 'repeated_hour' : undefined);
    }),
    { seed: 20261123, numRuns: 2000 },
  );
});

test('day numbers of both systems, with the day that never was', () => {
  assert.deepEqual(
    [
      serialToText('1', 1900),
      serialToText('59', 1900),
      serialToText('60', 1900),
      serialToText('61', 1900),
      serialToText('46297.84375', 1900),
      serialToText('0.84375', 1900),
    ],
    ['1900-01-01', '1900-02-28', null, '1900-03-01', '2026-10-02T20:15:00', '20:15:00'],
  );
  assert.equal(serialToText('44835', 1904), '2026-10-02');
  assert.equal(serialToText('-1', 1900), null);
});
