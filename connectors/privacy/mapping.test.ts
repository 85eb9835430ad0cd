// The pure parts of the filter: postcodes, ages, words, segments, keys.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { AGE_BANDS } from '#protocol';
import { Secret } from '../secret.ts';
import { ageBand, birthYear } from './age.ts';
import { placeOf } from './postcode.ts';
import { buyerKey, customerText, Pseudonyms } from './pseudonyms.ts';
import { segmentTable } from './segments.ts';
import { channelOf, genderOf, isObjection, isYes } from './words.ts';

const pc4 = fc.integer({ min: 1000, max: 9999 }).map(String);
const letters = fc
  .tuple(fc.constantFrom(...'ABCDEGHJKLMNPRSTVWXZ'), fc.constantFrom(...'ABCEGHJKLMNPRTVWXZ'))
  .map((two) => two.join(''))
  .filter((two) => two !== 'SA');

void test('a Dutch postcode in any spelling is its four digits, and its letters go no further than the lookup', () => {
  const spelled = fc.tuple(
    pc4,
    letters,
    fc.constantFrom('', ' ', '\u00a0', '  ', '-'),
    fc.constantFrom('', 'NL-', 'nl ', 'NL'),
  );
  fc.assert(
    fc.property(spelled, fc.boolean(), ([digits, two, gap, before], lower) => {
      const text = `${before}${digits}${gap}${two}`;
      const place = placeOf(lower ? text.toLowerCase() : text);
      assert.deepEqual(place, { kind: 'here', pc4: digits, full: digits + two });
    }),
  );
});

void test('whatever stands in the column, four digits or less than a place come out', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, country) => {
      const place = placeOf(text, country);
      if (place.kind === 'here') assert.match(place.pc4, /^[1-9]\d{3}$/);
    }),
  );
  for (const [text, kind] of [
    ['0123 AB', 'bad'],
    ['1234 SS', 'bad'],
    ['Amsterdam', 'bad'],
    ['B-1000', 'abroad'],
    ['D-50667', 'abroad'],
    ['50667', 'abroad'],
    ['SW1A 1AA', 'abroad'],
    ['', 'none'],
    ['onbekend', 'none'],
  ] as const)
    assert.equal(placeOf(text).kind, kind, text);
  assert.equal(placeOf('1000', 'België').kind, 'abroad');
  assert.equal(placeOf('1012', 'Nederland').kind, 'here');
});

void test('a birth date in any spelling is its year, and every age has one band', () => {
  const day = fc.date({ min: new Date('1910-01-01'), max: new Date('2020-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(day, (date) => {
      const [y = '', m = '', d = ''] = date.toISOString().slice(0, 10).split('-');
      for (const text of [`${d}-${m}-${y}`, `${y}-${m}-${d}`, `${Number(d)}/${Number(m)}/${y}`, `${d}.${m}.${y}`, y])
        assert.equal(birthYear(text, 2026), Number(y), text);
    }),
  );
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 110 }), (age) => {
      const band = ageBand(2026 - age, 2026);
      const [first = 0, last = Infinity] = band.replace('+', '').split('-').map(Number);
      assert.ok(AGE_BANDS.includes(band as never) && first <= age && age <= last, `${age} ${band}`);
    }),
  );
  assert.deepEqual([ageBand(2027, 2026), ageBand(1900, 2026)], ['bad', 'bad']);
  assert.equal(birthYear('05-06-45', 2026), 1945);
  assert.equal(birthYear({ number: '31933', epoch: 1900 }, 2026), 1987);
  assert.equal(birthYear({ number: '1987', epoch: 1900 }, 2026), 1987);
  for (const text of ['00-00-1987', '31-02-1987', 'onbekend', '9999']) assert.equal(birthYear(text, 2026), 'bad', text);
  assert.equal(birthYear('', 2026), undefined);
});

void test('in doubt less goes on: an objection in any words, consent only in plain ones', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      assert.ok(!(isYes(text) && /^\s*(nee|no|false|0)?\s*$/i.test(text)));
      if (!isObjection(text)) assert.ok(!isYes(text));
    }),
  );
  assert.deepEqual(['ja', '1', '2025-03-01', 'misschien', ''].map(isYes), [true, true, true, false, false]);
  assert.deepEqual(['ja', 'uitgeschreven', '2025-03-01', 'nee', '', '0'].map(isObjection), [
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
  assert.deepEqual(['Mevr.', 'dhr', 'X', 'fam. Jansen'].map(genderOf), ['f', 'm', 'x', undefined]);
  const own = new Map([['balie_noord', 'desk' as const]]);
  assert.deepEqual(
    ['Webshop', 'Kassa', 'Telefonisch', 'VVV', 'Balie Noord', 'iets'].map((text) => channelOf(text, own)),
    ['web', 'desk', 'phone', 'reseller', 'desk', 'other'],
  );
});

void test('a segment is looked up by the most that is known, and is never a postcode itself', () => {
  const table = segmentTable('postcode;segment\n1091 GK;a\n1091G;b\n1091;c\n');
  assert.ok(table.ok);
  assert.deepEqual(['1091GK', '1091GX', '1091XX', '2000AA'].map(table.segmentOf), ['a', 'b', 'c', undefined]);
  for (const [text, line] of [
    ['1091;1091GK', 1],
    ['1091;a\n1092;x-1092', 2],
    ['1091;a\nJansen;b', 2],
    ['1091;van der Berg', 1],
    [Array.from({ length: 201 }, (_, n) => `${1000 + n};s${n}`).join('\n'), 201],
  ] as const) {
    const refused = segmentTable(text);
    assert.ok(!refused.ok && refused.line === line, text.slice(0, 40));
  }
});

void test('keys are those of the secret, of their use and of the customer, and of nothing else', () => {
  const key = (keyId: string, byte: number) => ({
    keyId,
    secret: new Secret(Buffer.alloc(32, byte).toString('base64url')),
  });
  const one = new Pseudonyms([key('k-1', 1)]);
  const two = new Pseudonyms([key('k-2', 2), key('k-1', 1)], new Map([['k-1', new Set([one.buyer('klant 7')])]]));
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (text) => {
      assert.match(one.buyer(text), /^[A-Za-z0-9_-]{22}$/);
      assert.equal(one.buyer(text), one.buyer(text));
      assert.notEqual(one.buyer(text), two.buyer(text));
      assert.notEqual(one.buyer(text), one.order('', text));
      assert.equal(buyerKey(key('k-1', 1), ` ${text.toUpperCase()}`), one.buyer(customerText(text.toUpperCase())));
    }),
  );
  assert.notEqual(one.order('V1', 'o'), one.order('V2', 'o'));
  assert.deepEqual([two.isErased('klant 7'), two.isErased('klant 8'), one.isErased('klant 7')], [true, false, false]);
  // Written down once, so that a change of the making is seen: every key of every venue would become another.
  assert.equal(one.buyer('klant 7'), 'koz_UW9_Jv_dY9p9yh0nkQ');
});
