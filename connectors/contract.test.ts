// The contract of the connector, I1 to I9, each by its name: the real command in real processes against a server with faults.
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openHouse, PLANTED, SOLD, standing, ticketsCsv, type Fault } from './test/house.ts';

void test('I1 conservation: every row is delivered, refused, parked or waiting, and status says where', async (t) => {
  const house = await openHouse(t, { plan: (call) => (call === 9 ? 'forbidden' : 'none') });
  house.write('a.csv', `${ticketsCsv()}V1;;01-03-2026 12:00;Normaal;20,00;;;;;;\n`);
  house.api.poisoned.add('V3');
  house.api.linked = new Set(['V1', 'V2', 'V3', 'V4', 'V6', 'V7', 'V8', 'V9', 'V10', 'V11', 'V12']);
  assert.equal((await house.run(['run', '--once'])).code, 77);
  const half = await house.status();
  assert.ok(half.waiting > 0 && half.balanced, JSON.stringify(half));
  assert.equal((await house.run(['run', '--once'])).code, 64);
  const status = await house.status();
  assert.ok(status.balanced);
  assert.equal(status.waiting, 0);
  assert.equal(status.sourceProblems, 1);
  assert.equal(status.deadLetters, 6, 'five days and the stand of V3');
  assert.equal(status.parked, 6, 'the same of V5');
  assert.equal(status.queued, status.acknowledged + status.deadLetters + status.parked + status.superseded);
});

void test('I2 no doubling: any file again, under another name, in any order, changes nothing', async (t) => {
  const house = await openHouse(t);
  house.write('a.csv', ticketsCsv());
  assert.equal((await house.run(['run', '--once'])).code, 0);
  assert.equal(standing(house.api), SOLD);
  const figures = () =>
    [...house.api.registers].map(([key, { n, a }]) => `${key} ${n} ${a}`).toSorted((a, b) => a.localeCompare(b));
  const [sent, before] = [house.api.pushes, figures()];
  house.write('b.csv', ticketsCsv());
  house.write('a.csv', ticketsCsv());
  assert.equal((await house.run(['run', '--once'])).code, 0);
  assert.equal(house.api.pushes, sent);
  assert.equal((await house.run(['backfill'])).code, 0);
  assert.ok(house.api.pushes > sent);
  assert.deepEqual(figures(), before);
});

void test('I3 atomic checkpoint: killed again and again, nothing is lost and nothing doubled', async (t) => {
  const house = await openHouse(t);
  house.write('a.csv', ticketsCsv());
  let killed = 0;
  for (let kill = 0; kill < 10; kill += 1)
    if ((await house.run(['run', '--once'], 1 + (kill % 2))).code === null) killed += 1;
  assert.ok(killed >= 5, 'the kills came too late to prove anything');
  const last = await house.run(['run', '--once']);
  assert.equal(last.code, 0, last.text);
  assert.deepEqual([standing(house.api), house.api.mismatches], [SOLD, 0]);
  assert.ok((await house.status()).balanced);
});

void test('I4 deterministic batches: what was cut after it was stored comes again with the same key and body', async (t) => {
  const house = await openHouse(t, { plan: (call) => (call % 2 === 1 ? 'cut_after' : 'none') });
  house.write('a.csv', ticketsCsv());
  const { code, text } = await house.run(['run', '--once']);
  assert.equal(code, 0, text);
  assert.equal(house.api.mismatches, 0);
  assert.ok(house.api.pushes > house.api.receipts.size, 'some batches came twice');
  assert.equal(standing(house.api), SOLD);
});

void test('I5 the source is the backup: state folder lost, spool damaged, store restored', async (t) => {
  const house = await openHouse(t);
  house.write('a.csv', ticketsCsv());
  await house.run(['run', '--once']);
  const restored = new Map(house.api.registers);
  rmSync(join(house.folder, 'state'), { recursive: true });
  house.api.registers.clear();
  house.api.receipts.clear();
  assert.equal((await house.run(['run', '--once'])).code, 0);
  assert.equal(standing(house.api), SOLD);
  writeFileSync(join(house.folder, 'state/spool.db'), 'no database at all, only words '.repeat(400));
  house.api.registers.clear();
  house.api.receipts.clear();
  const damaged = await house.run(['run', '--once']);
  assert.equal(damaged.code, 0);
  assert.match(damaged.text, /set aside/);
  assert.equal(standing(house.api), SOLD);
  // A store that was set back says so by its epoch; one new row is enough to hear it.
  house.api.registers = new Map([...restored].slice(0, 10));
  house.api.receipts.clear();
  house.api.epoch = 2;
  house.write('b.csv', 'voorstelling_id;ticketnummer;besteld_op;kaartsoort;prijs\nX;1;01-03-2026 12:00;Normaal;1,00\n');
  assert.equal((await house.run(['run', '--once'])).code, 0);
  assert.equal(standing(house.api), SOLD);
  // And with no new row at all it asks.
  house.api.registers = new Map([...restored].slice(0, 10));
  house.api.receipts.clear();
  house.api.epoch = 3;
  assert.equal((await house.run(['run', '--once'])).code, 0);
  assert.equal(standing(house.api), SOLD);
});

void test('I6 privacy: no person and no secret in spool, batches, log, output, status or wire', async (t) => {
  const house = await openHouse(t);
  house.write('a.csv', ticketsCsv());
  house.write('broken.csv', `naam;email\n${PLANTED.join(';')}\n"${PLANTED[0]};nooit gesloten`);
  const texts = [(await house.run(['run', '--once'], 3)).text];
  const stored = house.stored();
  for (const args of [
    ['run', '--once'],
    ['status'],
    ['status', '--json'],
    ['discover'],
    ['discover', '--json'],
    ['check'],
  ])
    texts.push((await house.run(args)).text);
  stored.push(...house.stored());
  assert.ok(
    stored.some((text) => text.includes('"items":[')),
    'batches were unpacked',
  );
  for (const word of [...PLANTED, 's3cretvalue'])
    for (const place of [...texts, ...house.api.wire, ...stored])
      assert.ok(
        !place.includes(word),
        `a planted value came through: ${place.slice(Math.max(0, place.indexOf(word) - 80), place.indexOf(word))}`,
      );
});

void test('I7 liveness: after any faults lag returns to nothing without a hand on it', async (t) => {
  const plan: Fault[] = [
    'cut_before',
    'none',
    'cut_after',
    'busy',
    'busy_until',
    'unavailable',
    'too_large',
    'lie',
    'unauthorised',
    'forbidden',
    'no_route',
  ];
  const house = await openHouse(t, { plan: (call) => plan[call - 1] ?? 'none' });
  house.write('a.csv', ticketsCsv());
  for (let round = 0; round < 6; round += 1) if ((await house.run(['run', '--once'])).code === 0) break;
  const status = await house.status();
  assert.deepEqual([status.health, status.waiting, status.balanced, status.pause], ['ok', 0, true, null]);
  assert.deepEqual([standing(house.api), house.api.mismatches], [SOLD, 0]);
});

void test('I7 liveness: a refused client pauses, says why, and drops nothing', async (t) => {
  const house = await openHouse(t, { plan: () => 'forbidden' });
  house.write('a.csv', ticketsCsv());
  assert.equal((await house.run(['run', '--once'])).code, 77);
  const status = await house.status();
  assert.deepEqual(
    [status.health, status.balanced, status.pause?.why, status.pause?.status],
    ['paused', true, 'auth', 403],
  );
  assert.equal(status.waiting, status.queued);
  assert.equal((await house.run(['status'])).code, 77);
  house.state.plan = () => 'none';
  assert.equal((await house.run(['run', '--once'])).code, 0);
  assert.equal((await house.status()).pause, null);
});

void test('I8 bounded: a server that never takes anything cannot fill disk, log or network', async (t) => {
  const house = await openHouse(t, { plan: () => 'unavailable', settings: 'maxSpoolMb: 0.05\npollSeconds: 1\n' });
  for (let n = 0; n < 12; n += 1) house.write(`f${n}.csv`, ticketsCsv(40).replaceAll('V', `W${n}-`));
  const { child, ended, said } = house.start(['run']);
  await until(() => house.state.calls >= 3);
  const status = await house.status();
  child.kill('SIGTERM');
  assert.equal((await ended).code, 0);
  assert.ok(status.waitingBytes < 120_000, `${status.waitingBytes} bytes`);
  assert.ok(status.queued < 12 * 40 * 6, 'reading stopped while so much waits');
  assert.ok(house.state.calls <= 10, `${house.state.calls} calls in a few seconds`);
  assert.ok(said().split('\n').length <= 8, said());
  assert.ok(house.stored().join('').split('"event"').length <= 40);
  house.state.plan = () => 'none';
  assert.equal((await house.run(['run', '--once'])).code, 0);
  const after = await house.status();
  assert.deepEqual([after.waiting, after.waitingBytes, after.balanced], [0, 0, true]);
  assert.equal(house.api.at('W11-40', 'normal', '9999'), 5, 'what had to wait outside was read in the end');
});

void test('I9 honest status: never ok while the newest delivered figures are older than was promised', async (t) => {
  const house = await openHouse(t, { settings: 'maxLagHours: 1\n' });
  assert.equal((await house.status()).health, 'empty');
  house.write('a.csv', ticketsCsv());
  await house.run(['run', '--once']);
  const fresh = await house.status();
  assert.deepEqual([fresh.health, fresh.streams[0]?.health], ['ok', 'ok']);
  assert.ok((fresh.streams[0]?.lagSeconds ?? 99) < 60);
  const { utimesSync } = await import('node:fs');
  rmSync(join(house.folder, 'state'), { recursive: true });
  const old = Date.now() / 1_000 - 7_200;
  utimesSync(join(house.folder, 'in/a.csv'), old, old);
  await house.run(['run', '--once']);
  const late = await house.run(['status']);
  assert.equal(late.code, 75);
  assert.match(late.text, /^late/);
  house.state.plan = () => 'forbidden';
  house.write('b.csv', ticketsCsv(1).replaceAll('V1', 'Z1'));
  await house.run(['run', '--once']);
  assert.equal((await house.status()).health, 'paused');
});

async function until(done: () => boolean): Promise<void> {
  for (const end = Date.now() + 20_000; !done();) {
    assert.ok(Date.now() < end, 'waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
