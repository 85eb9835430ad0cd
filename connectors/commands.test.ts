// What the commands say to a person, and their exit codes.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { networkWords } from './commands/check.ts';
import { openHouse, PLANTED, SOLD, standing, ticketsCsv } from './test/house.ts';

void test('check names what is wrong and what to do about it, each with its exit code', async (t) => {
  const house = await openHouse(t);
  house.write('a.csv', ticketsCsv());
  const good = await house.run(['check']);
  assert.deepEqual([good.code, good.text.includes('bad ')], [0, false], good.text);
  house.write('b.csv', 'foo;bar\n1;2\n');
  const columns = await house.run(['check']);
  assert.equal(columns.code, 78);
  assert.match(columns.text, /lacks performance_ref .*name yours under columns/);
  const text = readFileSync(house.config, 'utf8');
  writeFileSync(house.config, text.replace(/^api:.*$/m, 'api: http://127.0.0.1:1'));
  house.write('b.csv', ticketsCsv());
  assert.equal((await house.run(['check'])).code, 69);
  assert.match(networkWords('SELF_SIGNED_CERT_IN_CHAIN'), /NODE_EXTRA_CA_CERTS/);
  assert.match(networkWords('ENOTFOUND'), /HTTPS_PROXY/);
  writeFileSync(house.config, `${text}polSeconds: 3\n`);
  const misspelt = await house.run(['check']);
  assert.deepEqual([misspelt.code, /polSeconds.*unknown key/.test(misspelt.text)], [78, true]);
  assert.equal((await house.run(['check', '--nonsense'])).code, 2);
});

void test('discover tells format, columns, price types and faults in words, and masks what is not ours', async (t) => {
  const house = await openHouse(t);
  house.write(
    'a.csv',
    `${ticketsCsv(2)}V1;T9;01-03-2026 12:00;Gekke kaart;1.234;${PLANTED.join(';')}\nV1;T8;01-03-2026 12:00;Gekke kaart;12,50;${PLANTED.join(';')}\n`,
  );
  const { code, text } = await house.run(['discover']);
  assert.equal(code, 0);
  assert.match(text, /CSV in utf-8, separated by ";"; a tickets file with 11 rows/);
  assert.match(text, /never leave the house: naam, email, telefoon, straat, postcode, geboortedatum/);
  assert.match(text, /"Gekke kaart": other/);
  assert.match(text, /1 rows cannot be read, first on line 12 \(prijs\): 1\.234 may be one euro or a thousand/);
  for (const word of PLANTED) assert.ok(!text.includes(word));
});

void test('one connector works with a state folder; another leaves it alone and says so', async (t) => {
  const house = await openHouse(t, { settings: 'pollSeconds: 1\n' });
  house.write('a.csv', ticketsCsv());
  const { child, ended } = house.start(['run']);
  for (let n = 0; n < 300 && standing(house.api) < SOLD; n += 1)
    await new Promise((resolve) => setTimeout(resolve, 100));
  const second = await house.run(['run', '--once']);
  assert.deepEqual([second.code, /another dip-connect/.test(second.text)], [75, true]);
  const asked = await house.run(['backfill']);
  assert.deepEqual([asked.code, /the connector that is running sends it/.test(asked.text)], [0, true]);
  const { pushes } = house.api;
  for (let n = 0; n < 300 && house.api.pushes === pushes; n += 1)
    await new Promise((resolve) => setTimeout(resolve, 100));
  assert.ok(house.api.pushes > pushes, 'the running one did what was asked');
  const from = Date.now();
  child.kill('SIGTERM');
  assert.equal((await ended).code, 0);
  assert.ok(Date.now() - from < 9_000);
});

void test('replay sends what was refused once its cause is gone', async (t) => {
  const house = await openHouse(t);
  house.api.poisoned.add('V3');
  house.write('a.csv', ticketsCsv());
  assert.equal((await house.run(['run', '--once'])).code, 64);
  const told = await house.run(['status']);
  assert.match(told.text, /refused 6: invalid_request; correct it, then replay/);
  house.api.poisoned.clear();
  assert.equal((await house.run(['replay'])).code, 0);
  const status = await house.status();
  assert.deepEqual([status.deadLetters, status.balanced, standing(house.api)], [0, true, SOLD]);
});

void test('a state folder that cannot be written is said as such', async (t) => {
  const house = await openHouse(t);
  writeFileSync(join(house.folder, 'state'), 'a file where the folder should be');
  const { code, text } = await house.run(['check']);
  assert.deepEqual([code, /state: the folder cannot be made or written/.test(text)], [73, true], text);
});
