// What each kind of file does when it comes twice, late, half-written, under another name, or no more.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openHouse, SOLD, standing, ticketsCsv } from './test/house.ts';
import { inProcess } from './test/in-process.ts';

const HOUR = 3_600_000;
const HEAD = 'voorstelling_id;ticketnummer;besteld_op;geannuleerd_op;kaartsoort;prijs;status;regel_id\n';
const sold = (ref: string, id: string, at: string) => `${ref};${id};${at};;Normaal;20,00;verkocht;${id}s\n`;
const gone = (ref: string, id: string, at: string, left: string) =>
  `${ref};${id};${at};${left};Normaal;20,00;geannuleerd;${id}c\n`;

void test('snapshot: a ticket that a later export no longer has is taken back, on its own day and after', async (t) => {
  const one = inProcess(t);
  one.write('a.csv', HEAD + sold('V', '1', '01-03-2026 12:00') + sold('V', '2', '03-03-2026 12:00'));
  await one.round();
  assert.deepEqual([one.api.at('V', 'normal', '2026-03-02'), one.api.at('V', 'normal', '2026-03-09')], [1, 2]);
  one.world.now += HOUR;
  one.write('a.csv', HEAD + sold('V', '1', '01-03-2026 12:00'));
  await one.round();
  assert.deepEqual([one.api.at('V', 'normal', '2026-03-03'), one.api.at('V', 'normal', '9999')], [1, 1]);
});

void test('snapshot: a correction is not ignored after the state folder was lost', async (t) => {
  const one = inProcess(t);
  for (const count of [3, 2, 4]) {
    one.world.now += HOUR;
    one.write('a.csv', HEAD + Array.from({ length: count }, (_, n) => sold('V', `${n}`, '01-03-2026 12:00')).join(''));
    await one.round();
  }
  one.lose();
  one.world.now += HOUR;
  one.write('a.csv', HEAD + sold('V', '0', '01-03-2026 12:00'));
  await one.round();
  assert.equal(
    one.api.at('V', 'normal', '2026-03-01'),
    1,
    'its revision began at nothing and still outranks what stands',
  );
  one.world.now += HOUR;
  one.write('a.csv', HEAD + sold('V', '0', '01-03-2026 12:00') + sold('V', '1', '01-03-2026 13:00'));
  await one.round();
  assert.equal(one.api.at('V', 'normal', '2026-03-01'), 2);
});

void test('snapshot: an older export that comes late, or the same under another name, changes nothing', async (t) => {
  const one = inProcess(t);
  const newer = HEAD + sold('V', '1', '01-03-2026 12:00') + sold('V', '2', '02-03-2026 12:00');
  one.write('b.csv', newer, one.world.now - HOUR);
  await one.round();
  const { pushes } = one.api;
  one.write('a.csv', HEAD + sold('V', '1', '01-03-2026 12:00'), one.world.now - 2 * HOUR);
  one.write('c.csv', newer, one.world.now - HOUR);
  one.remove('b.csv');
  const round = await one.round();
  assert.deepEqual([round.files, round.items, one.api.pushes], [2, 0, pushes]);
  assert.equal(one.api.at('V', 'normal', '9999'), 2);
});

void test('a file is left alone while it grows, while its last line has no end, and under a temporary name', async (t) => {
  const one = inProcess(t);
  const whole = HEAD + sold('V', '1', '01-03-2026 12:00');
  one.write('a.csv', whole, one.world.now - 5_000);
  one.write('b.csv', whole.slice(0, -8));
  one.write('c.csv.part', whole);
  one.write('~$d.csv', whole);
  assert.equal((await one.round()).files, 0);
  one.world.now += 30_000;
  assert.equal((await one.round()).files, 1, 'only the one that was still long enough');
  one.world.now += 11 * 60_000;
  await one.round();
  assert.match(one.status().streams[0]?.notice ?? '', /no line end.*allowUnterminated/);
  one.write('b.csv.ok', '');
  assert.equal((await one.round()).files, 1, 'its system said that it is finished');
});

void test('a folder or file that vanishes takes nothing with it, and status says so calmly', async (t) => {
  const house = await openHouse(t);
  house.write('a.csv', ticketsCsv());
  await house.run(['run', '--once']);
  rmSync(join(house.folder, 'in/a.csv'));
  assert.equal((await house.run(['run', '--once'])).code, 0);
  rmSync(join(house.folder, 'in'), { recursive: true });
  const { code, text } = await house.run(['run', '--once']);
  assert.deepEqual([code, /ENOENT|fault/.test(text)], [0, false], text);
  assert.equal(standing(house.api), SOLD);
  assert.match((await house.run(['status'])).text, /the folder is not there: create it, or connect the network drive/);
  const checked = await house.run(['check']);
  assert.deepEqual([checked.code, /folder does not exist, create it/.test(checked.text)], [78, true]);
});

void test('delta: movements count once, in any order of files, and returns take away', async (t) => {
  const one = inProcess(t, ', mode: delta');
  one.write('2.csv', HEAD + gone('V', '1', '01-03-2026 12:00', '03-03-2026 12:00'));
  await one.round();
  one.write(
    '1.csv',
    HEAD + sold('V', '1', '01-03-2026 12:00') + sold('V', '2', '02-03-2026 12:00'),
    one.world.now - HOUR,
  );
  await one.round();
  one.write('3.csv', HEAD + sold('V', '2', '02-03-2026 12:00'));
  await one.round();
  const days = ['2026-03-01', '2026-03-02', '2026-03-03', '9999'].map((day) => one.api.at('V', 'normal', day));
  assert.deepEqual(days, [1, 2, 1, 1]);
});

void test('delta: totals without the id of a row are refused, because they could count twice', async (t) => {
  const one = inProcess(t, ', mode: delta');
  one.write('a.csv', 'voorstelling_id;kaartsoort;aantal;bedrag\nV;Normaal;2;40,00\n');
  await one.round();
  assert.equal(one.status().problems[0]?.reason, 'delta_without_row_id');
  assert.equal(one.api.registers.size, 0);
});

void test('full: what is absent falls to zero, but never more than maxAbsentShare at once', async (t) => {
  const one = inProcess(t, ', mode: full, maxAbsentShare: 0.5');
  const rows = (refs: readonly string[]) =>
    HEAD + refs.flatMap((ref) => [1, 2].map((n) => sold(ref, `${ref}${n}`, '01-03-2026 12:00'))).join('');
  one.write('a.csv', rows(['A', 'B', 'C']));
  await one.round();
  one.world.now += HOUR;
  one.write('a.csv', rows(['A', 'B']));
  await one.round();
  assert.deepEqual(
    ['A', 'B', 'C'].map((ref) => one.api.at(ref, 'normal', '9999')),
    [2, 2, 0],
  );
  one.world.now += HOUR;
  one.write('a.csv', HEAD + sold('D', 'D1', '01-03-2026 12:00'));
  await one.round();
  assert.equal(one.status().problems[0]?.reason, 'too_many_absent');
  assert.deepEqual(
    ['A', 'B', 'D'].map((ref) => one.api.at(ref, 'normal', '9999')),
    [2, 2, 1],
  );
});

void test('parked figures wait for the link list and go when it changes', async (t) => {
  const one = inProcess(t);
  one.api.linked = new Set();
  one.write('a.csv', HEAD + sold('V', '1', '01-03-2026 12:00'));
  await one.round();
  await one.round();
  const before = one.api.pushes;
  await one.round();
  assert.deepEqual([one.status().parked, one.api.pushes], [2, before], 'nothing is offered while no link changed');
  one.api.linked = new Set(['V']);
  one.api.linksVersion += 1;
  await one.round();
  assert.deepEqual([one.status().parked, one.api.at('V', 'normal', '9999')], [0, 1]);
});

void test('sales in both nights of the clock fall on the day the house counts them', async (t) => {
  const one = inProcess(t, '', Date.parse('2026-04-01T12:00:00Z'));
  one.write(
    'a.csv',
    HEAD + sold('V', '1', '29-03-2026 01:30') + sold('V', '2', '29-03-2026 02:30') + sold('V', '3', '29-03-2026 06:30'),
  );
  await one.round();
  assert.deepEqual(
    ['2026-03-28', '2026-03-29'].map((day) => one.api.at('V', 'normal', day)),
    [2, 3],
  );
});
