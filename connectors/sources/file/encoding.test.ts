import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeWindows1252, TextReader, type Encoding } from './encoding.ts';

function decode(bytes: Uint8Array, size: number, declared?: Encoding) {
  const reader = new TextReader(declared);
  let text = '';
  for (let at = 0; at < bytes.length; at += size) text += reader.push(bytes.subarray(at, at + size));
  text += reader.end();
  return { text, encoding: reader.encoding, brokenAt: reader.brokenAt };
}
const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16();

test('every encoding is known by its bytes, at any chunk size', () => {
  const text = 'titel;prijs\nCafé “Zürich” – € 5 🎭;12,50\n';
  const plain = 'titel;prijs\nCafé €5;1\n';
  const cases: [Uint8Array, string, Encoding][] = [
    [Buffer.from(text), text, 'utf-8'],
    [Buffer.from(`\ufeff${text}`), text, 'utf-8'],
    [Buffer.from(`\ufeff${text}`, 'utf16le'), text, 'utf-16le'],
    [swapped(`\ufeff${text}`), text, 'utf-16be'],
    [Buffer.from(text, 'utf16le'), text, 'utf-16le'],
    [
      Buffer.from([...Buffer.from('titel;prijs\nCaf'), 0xe9, 0x20, 0x80, ...Buffer.from('5;1\n')]),
      plain,
      'windows-1252',
    ],
    [Buffer.from('abc'), 'abc', 'utf-8'],
    [Buffer.from([0x41, 0xe9]), 'Aé', 'windows-1252'],
  ];
  for (const [bytes, expected, encoding] of cases) {
    for (const size of [1, 2, 3, 5, 7, 1000]) {
      assert.deepEqual(
        decode(bytes, size),
        { text: expected, encoding, brokenAt: undefined },
        `${encoding} by ${size}`,
      );
    }
  }
});

test('all 32 places of Windows-1252', () => {
  const bytes = Buffer.from(Array.from({ length: 32 }, (_, i) => 0x80 + i));
  assert.equal(decodeWindows1252(bytes).replace(/[\u0080-\u009f]/g, '.'), '€.‚ƒ„…†‡ˆ‰Š‹Œ.Ž..‘’“”•–—˜™š›œ.žŸ');
});

test('UTF-8 that breaks stops at its byte and never becomes another encoding', () => {
  const good = Buffer.from(`${'é;1\n'.repeat(5000)}`);
  const bytes = Buffer.concat([good, Buffer.from([0x61, 0xe9, 0x3b, 0x0a])]);
  for (const size of [1, 3, 64, 100_000]) {
    const found = decode(bytes, size);
    assert.equal(found.brokenAt, good.length + 1);
    assert.equal(found.text, `${good.toString()}a`);
  }
  assert.equal(decode(Buffer.from([0xc3, 0xa9, 0xc3]), 1).brokenAt, 2);
});

test('any text survives UTF-8 and UTF-16 in chunks of any size', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', minLength: 1 }).filter((text) => !text.includes('\0')),
      fc.integer({ min: 1, max: 9 }),
      (text, size) => {
        assert.equal(decode(Buffer.from(`\ufeff${text}`), size).text, text);
        assert.equal(decode(Buffer.from(`\ufeff${text}`, 'utf16le'), size).text, text);
        assert.equal(decode(Buffer.from(text), size, 'utf-8').text, text);
      },
    ),
    { seed: 20261123, numRuns: 2000 },
  );
});
