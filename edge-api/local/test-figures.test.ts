// The finder of leaks finds a figure wherever an answer can hold one, and none inside an id.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tells } from './test-figures.ts';

test('a figure is found as a number, a sum of cents, a CSV cell and in a sentence, never inside an id or a hash', () => {
  const leak = tells(['Geheim'], [5252, 424242]);
  for (const text of [
    '{"count":5252}',
    '[525200]',
    'a;424242;b',
    '€ 5252,00',
    'sold 5252.',
    '"5252"',
    ':-5252',
    'Zeer Geheim',
  ])
    assert.equal(leak.test(text), true, text);
  for (const text of [
    '1b2c5252-0000-4000-8000-424242000000',
    '00000000-5252-4000-8000-000000000000',
    'XD-AGR-a5252bcdef',
    '15252',
    'a424242',
  ])
    assert.equal(leak.test(text), false, text);
});
