import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressOf, headerText, isAddress, messageText } from './mail-message.ts';

const decode = (header: string): string =>
  [...header.matchAll(/=\?UTF-8\?B\?([^?]*)\?=/g)].map(([, word = '']) => Buffer.from(word, 'base64')).join('');

test('a subject of any letters comes through whole, in folded words of at most 75 characters', () => {
  const subject = 'Uitnodiging voor Théâtre de la Monnaie – Koninklijke Muntschouwburg 🎭 '.repeat(4);
  const header = headerText(subject);
  assert.equal(decode(header), subject);
  for (const line of header.split('\r\n')) assert.ok(line.trim().length <= 75, line);
  assert.equal(headerText('Invitation'), 'Invitation');
  assert.notEqual(headerText('=?UTF-8?B?eA==?='), '=?UTF-8?B?eA==?=');
});

test('no line break in a subject or name begins another header', () => {
  const text = messageText({
    id: 'XD-MAI-1',
    from: 'Dip\r\nBcc: x@y.example <portal@dip.example>',
    to: 'a@b.example',
    subject: 'Hello\r\nBcc: x@y.example',
    text: 'one\ntwo',
    at: 0,
  });
  const [head = '', body = ''] = text.split('\r\n\r\n');
  assert.doesNotMatch(head, /^Bcc:/m);
  assert.equal(Buffer.from(body, 'base64').toString(), 'one\r\ntwo');
});

test('an address that could end its command is none', () => {
  for (const good of ['a@b.example', 'jo+dip@kassa.theater.nl', 'müller@theater.example']) assert.ok(isAddress(good));
  for (const bad of ['a@b>\r\nDATA', 'a b@c.d', '<a@b.c>', 'a@', 'a', 'a@b.c,d@e.f']) assert.ok(!isAddress(bad), bad);
  assert.equal(addressOf('Portal <p@dip.example>'), 'p@dip.example');
  assert.equal(addressOf('p@dip.example'), 'p@dip.example');
});
