// Erasing a buyer, a new secret, and what would leave: through the real command.
import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { audienceCsv, audienceRow, AUDIENCE_SECTION } from '../test/audience-export.ts';
import { openHouse } from '../test/house.ts';

void test('who is erased is deleted at the API, left out here, and stays out under a new secret', async (t) => {
  const house = await openHouse(t, { settings: AUDIENCE_SECTION });
  await house.run(['init']);
  house.write('a.csv', audienceCsv(audienceRow('1', 'K1'), audienceRow('2', 'K2'), audienceRow('3', 'K2')));
  const dry = await house.run(['audience', '--dry-run', '--json']);
  assert.deepEqual([dry.code, house.api.pushes], [0, 0], dry.text);
  assert.equal((await house.run(['run', '--once'])).code, 0);
  const before = house.api.audience.of('V1');
  assert.deepEqual({ ...(JSON.parse(dry.text) as object) }, before, 'the dry run told exactly what left');
  const gone = before?.facts.find(({ tickets }) => tickets === 2)?.buyer;

  const list = join(house.folder, 'to-erase.txt');
  writeFileSync(list, 'k2 \n\n');
  const erased = await house.run(['erase', '--customers', list]);
  assert.equal(erased.code, 0, erased.text);
  assert.ok(!/k2/i.test(erased.text), 'the number is not repeated');
  assert.deepEqual(
    house.api.audience.erasures.map(({ keyId, buyers }) => [keyId, buyers]),
    [[before?.keyId, [gone]]],
  );
  const after = house.api.audience.of('V1');
  assert.deepEqual([after?.facts.length, after?.coverage.tickets, after?.coverage.faults], [1, 3, { erased: 2 }]);
  const file = join(house.folder, 'audience-secret.erased');
  assert.equal(readFileSync(file, 'utf8').split('\n').at(-2), `${before?.keyId} ${gone} told`);
  assert.equal(statSync(file).mode & 0o777, 0o600);

  const rekeyed = await house.run(['rekey']);
  assert.equal(rekeyed.code, 0, rekeyed.text);
  const again = house.api.audience.of('V1');
  assert.notEqual(again?.keyId, before?.keyId);
  assert.notEqual(again?.facts[0]?.buyer, after?.facts[0]?.buyer);
  assert.deepEqual(again?.coverage, after?.coverage);

  const status = await house.run(['status']);
  assert.match(status.text, /of 3 tickets a buyer is known of 33%/);
  assert.match(status.text, /2 tickets with erased/);
  const summary = await house.run(['audience', '--dry-run']);
  assert.match(summary.text, /a\.csv: 1 performances, 1 orders would leave/);
  assert.match(summary.text, /pc4 +four digits of the postcode \(1 orders, 1 different\)/);
});

void test('an API that does not take facts stops no figures, and hears of an erasure later', async (t) => {
  const house = await openHouse(t, { settings: AUDIENCE_SECTION });
  await house.run(['init']);
  house.write('a.csv', audienceCsv(audienceRow('1', 'K1'), audienceRow('2', 'K2')));
  house.api.takesFacts = false;
  const refused = await house.run(['run', '--once']);
  assert.deepEqual([refused.code, /figures are delivered; the API refuses who comes/.test(refused.text)], [78, true]);
  const list = join(house.folder, 'to-erase.txt');
  writeFileSync(list, 'K2');
  const erased = await house.run(['erase', '--customers', list]);
  assert.deepEqual([erased.code, /goes by itself with the next run/.test(erased.text)], [78, true], erased.text);
  const status = await house.status();
  assert.deepEqual([status.pause?.facts, status.waiting, status.balanced], [true, 1, true]);
  house.api.takesFacts = true;
  assert.equal((await house.run(['run', '--once'])).code, 0);
  assert.equal(house.api.audience.erasures.length, 1);
  const sent = house.api.wire.filter((body) => body.includes('"keyId"'));
  assert.equal(
    sent.filter((body) => body.includes(house.api.audience.erasures[0]?.buyers[0] ?? '?')).length,
    0,
    'what waited was sent without the buyer who was erased meanwhile',
  );
  assert.deepEqual([(await house.status()).pause, house.api.audience.of('V1')?.facts.length], [null, 1]);
});
