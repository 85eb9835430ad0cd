// The audience from an export to the API, through the real command.
import assert from 'node:assert/strict';
import { chmodSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { audienceCsv as csv, audienceRow as row, AUDIENCE_SECTION } from '../test/audience-export.ts';
import { openHouse, type House } from '../test/house.ts';

async function opened(t: Parameters<typeof openHouse>[0], settings = AUDIENCE_SECTION): Promise<House> {
  const house = await openHouse(t, { settings });
  const made = await house.run(['init']);
  assert.match(made.text, /secret of buyer keys made/);
  return house;
}

void test('an export becomes facts of orders: keys, four digits, an age band, an hour', async (t) => {
  const house = await opened(t);
  house.write(
    'a.csv',
    csv(
      row('1', 'K1'),
      row('2', 'K1'),
      row('3', 'K2', { postcode: 'B-1000', birth: '1950', channel: 'Kassa' }),
      row('4', 'K3', { status: 'geannuleerd' }),
      row('5', 'K4', { status: 'gereserveerd' }),
      row('6', 'K5', { optOut: 'ja' }),
      row('7', ''),
      row('8', 'K6', { performance: 'V2', title: 'Besloten feest' }),
    ),
  );
  const { code, text } = await house.run(['run', '--once']);
  assert.equal(code, 0, text);
  const set = house.api.audience.of('V1');
  assert.deepEqual(set?.coverage, {
    tickets: 5,
    withBuyer: 3,
    withPostcode: 3,
    withAge: 3,
    faults: { opted_out: 1 },
  });
  const told = set.facts.map(({ order: _, buyer: __, ...fact }) => fact);
  const [k1, k2] = told[0]?.pc4 ? told : told.toReversed();
  assert.deepEqual(k1, {
    booked: '2026-03-01T20',
    tickets: 2,
    amount: 4000,
    channel: 'web',
    classes: ['normal'],
    pc4: '1234',
    age: '36-45',
  });
  assert.deepEqual([k2?.abroad, k2?.age, k2?.channel, k2?.pc4], [true, '76+', 'desk', undefined]);
  assert.equal(house.api.audience.of('V2'), undefined, 'an excluded performance');
  const status = await house.status();
  assert.deepEqual([status.balanced, status.waiting, status.deadLetters], [true, 0, 0]);
});

void test('what was said is not said again; a change of the file or of the columns is, and outranks it', async (t) => {
  const house = await opened(t);
  house.write('a.csv', csv(row('1', 'K1')));
  await house.run(['run', '--once']);
  const first = house.api.audience.of('V1');
  const { pushes } = house.api;
  house.write('b.csv', csv(row('1', 'K1')));
  await house.run(['run', '--once']);
  assert.equal(house.api.pushes, pushes, 'the same file under another name');
  const text = readFileSync(house.config, 'utf8');
  writeFileSync(house.config, text.replace(', birth: Geboortedatum', ''));
  await house.run(['run', '--once']);
  const second = house.api.audience.of('V1');
  assert.deepEqual([first?.facts[0]?.age, second?.facts[0]?.age], ['36-45', undefined]);
  assert.equal(second?.facts[0]?.buyer, first?.facts[0]?.buyer);
  writeFileSync(house.config, text.replace('Besloten*', 'Ham?et'));
  await house.run(['run', '--once']);
  assert.deepEqual(house.api.audience.of('V1')?.facts, [], 'left out from now on: what stood is taken back');
});

void test('a performance that is not linked waits on the shelf, and what is restored is said again', async (t) => {
  const house = await opened(t);
  house.api.linked = new Set();
  house.write('a.csv', csv(row('1', 'K1')));
  await house.run(['run', '--once']);
  const parked = await house.status();
  assert.deepEqual([parked.parked, parked.balanced], [3, true], 'a day, a stand and an audience');
  house.api.linked = undefined;
  house.api.linksVersion += 1;
  await house.run(['run', '--once']);
  assert.equal(house.api.audience.of('V1')?.facts.length, 1);
  house.api.audience.forget();
  house.api.receipts.clear();
  house.api.epoch += 1;
  await house.run(['run', '--once']);
  assert.equal(house.api.audience.of('V1')?.facts.length, 1);
  const status = await house.status();
  assert.deepEqual([status.parked, status.waiting, status.balanced], [0, 0, true]);
});

void test('the secret is made once, is of this account alone, and without it nothing runs', async (t) => {
  const house = await opened(t);
  const path = join(house.folder, 'audience-secret');
  const before = readFileSync(path, 'utf8');
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.equal((await house.run(['init'])).code, 78);
  assert.equal(readFileSync(path, 'utf8'), before);
  house.write('a.csv', csv(row('1', 'K1')));
  chmodSync(path, 0o644);
  const open = await house.run(['run', '--once']);
  assert.deepEqual([open.code, /audience\.secretFile: others .* chmod 600/.test(open.text)], [78, true], open.text);
  chmodSync(path, 0o600);
  utimesSync(path, 1, 1);
  assert.equal((await house.run(['run', '--once'])).code, 0);
  const secret = before.split(' ').at(-1)?.trim() ?? '';
  assert.equal(secret.length, 43);
  for (const place of [...house.stored(), ...house.api.wire]) assert.ok(!place.includes(secret));
});
