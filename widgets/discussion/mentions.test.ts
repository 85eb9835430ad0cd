import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mentionedIn, nameBegun, peopleFor, textParts, withName, type Person } from './mentions.ts';

const person = (id: string, name: string): Person => ({ id, name, organisation: 'De Lantaarn' });
const PEOPLE = [person('1', 'Anna de Vries'), person('2', 'Renée Bakker'), person('3', 'Bram Jansen')];

test('a name begins with @ after a space, and ends with the line or after three words', () => {
  assert.deepEqual(nameBegun('dag @an', 7), { from: 4, query: 'an' });
  assert.deepEqual(nameBegun('@', 1), { from: 0, query: '' });
  assert.deepEqual(nameBegun('@Anna de V', 10), { from: 0, query: 'Anna de V' });
  for (const text of ['mail@huis', '@Anna\n', 'geen', '@Anna de Vries kan'])
    assert.equal(nameBegun(text, text.length), null);
});

test('any word of a name finds it, with or without accents', () => {
  const found = (query: string) => peopleFor(query, PEOPLE).map(({ id }) => id);
  assert.deepEqual(found('vri'), ['1']);
  assert.deepEqual(found('renee'), ['2']);
  assert.deepEqual(found('anna de'), ['1']);
  assert.deepEqual(found(''), ['1', '2', '3']);
  assert.deepEqual(found('x'), []);
});

test('the name is put where it was begun, and counts as long as it stands', () => {
  const put = withName('dag @an, hoe', 4, 7, 'Anna de Vries');
  assert.deepEqual(put, { text: 'dag @Anna de Vries , hoe', caret: 19 });
  assert.deepEqual(mentionedIn(put.text, PEOPLE), ['1']);
  assert.deepEqual(mentionedIn('dag Anna de Vries', PEOPLE), []);
});

test('a text comes in pieces that together are the text; the longest name wins', () => {
  const text = '@Bram Jansen-Smit en @Bram, dag';
  const parts = textParts(text, [{ name: 'Bram' }, { name: 'Bram Jansen-Smit' }]);
  assert.deepEqual(
    parts.filter(({ mention }) => mention).map((part) => part.text),
    ['@Bram Jansen-Smit', '@Bram'],
  );
  assert.equal(parts.map((part) => part.text).join(''), text);
});
