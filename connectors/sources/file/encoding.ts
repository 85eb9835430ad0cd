// Law: the first bytes that are not ASCII decide between UTF-8 and Windows-1252, once; after that nothing is guessed.
import { isAscii, isUtf8 } from 'node:buffer';

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** 0x80 to 0x9F. Own table: TextDecoder gets these wrong in many Node releases. */
const CP1252 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';
const C1 = /[\u0080-\u009f]/g;

export function decodeWindows1252(bytes: Buffer): string {
  return bytes.toString('latin1').replace(C1, (char) => CP1252[char.charCodeAt(0) - 0x80] ?? char);
}

/** Length of the well-formed sequence at `at`: 0 when malformed, -1 when the bytes end before it does. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length = lead >= 0xc2 && lead <= 0xdf ? 2 : (lead & 0xf0) === 0xe0 ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
  if (length === 0) return 0;
  for (let i = 1; i < length; i += 1) {
    const byte = bytes[at + i];
    if (byte === undefined) return -1;
    // Second bytes that would make an overlong form, a surrogate or a code point above U+10FFFF.
    const low = i > 1 ? 0x80 : lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
    const high = i > 1 ? 0xbf : lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
    if (byte < low || byte > high) return 0;
  }
  return length;
}

/** Bytes at the end that begin a sequence which the next chunk must finish: 0 to 3. */
function unfinishedTail(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) return sequenceLength(bytes, bytes.length - back) === -1 ? back : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}

function firstMalformed(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length <= 0) return at;
    at += length;
  }
  return bytes.length;
}

/**
 * Turns chunks of bytes into text. When the bytes break their encoding, `push` still returns the sound part before the
 * break and `brokenAt` holds the byte offset; the caller, who knows the line, stops there.
 */
export class TextReader {
  #encoding: Encoding | undefined;
  #started = false;
  #rest: Buffer = Buffer.alloc(0);
  #offset = 0;
  #brokenAt: number | undefined;

  /** `declared` overrules the bytes; a byte order mark is dropped either way. */
  constructor(declared?: Encoding) {
    this.#encoding = declared;
  }

  /** As decided so far; plain ASCII counts as UTF-8. */
  get encoding(): Encoding {
    return this.#encoding ?? 'utf-8';
  }

  get brokenAt(): number | undefined {
    return this.#brokenAt;
  }

  push(chunk: Uint8Array): string {
    return this.#take(chunk, false);
  }

  end(): string {
    return this.#take(new Uint8Array(0), true);
  }

  #take(chunk: Uint8Array, last: boolean): string {
    if (this.#brokenAt !== undefined) return '';
    let bytes: Buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (this.#rest.length > 0) bytes = Buffer.concat([this.#rest, bytes]);
    if (!this.#started) {
      if (bytes.length < 4 && !last) return this.#keep(bytes, bytes.length);
      this.#started = true;
      const skip = this.#readMark(bytes);
      this.#offset += skip;
      bytes = bytes.subarray(skip);
    }
    if (this.#encoding === undefined && !isAscii(bytes)) {
      const first = bytes.findIndex((byte) => byte >= 0x80);
      const length = sequenceLength(bytes, first);
      if (length === -1 && !last) return this.#decoded(bytes.toString('latin1', 0, first), bytes, first);
      this.#encoding = length > 0 ? 'utf-8' : 'windows-1252';
    }
    if (this.#encoding === undefined) return this.#decoded(bytes.toString('latin1'), bytes, bytes.length);
    if (this.#encoding === 'windows-1252') return this.#decoded(decodeWindows1252(bytes), bytes, bytes.length);
    return this.#encoding === 'utf-8' ? this.#utf8(bytes, last) : this.#utf16(bytes, last);
  }

  #utf8(bytes: Buffer, last: boolean): string {
    const whole = last ? bytes.length : bytes.length - unfinishedTail(bytes);
    const sound = bytes.subarray(0, whole);
    if (isUtf8(sound)) return this.#decoded(sound.toString('utf8'), bytes, whole);
    const broken = firstMalformed(sound);
    this.#brokenAt = this.#offset + broken;
    return sound.toString('utf8', 0, broken);
  }

  #utf16(bytes: Buffer, last: boolean): string {
    const whole = bytes.length - (bytes.length % 2);
    if (last && whole !== bytes.length) this.#brokenAt = this.#offset + whole;
    const units = this.#encoding === 'utf-16be' ? Buffer.from(bytes.subarray(0, whole)).swap16() : bytes;
    return this.#decoded(units.toString('utf16le', 0, whole), bytes, whole);
  }

  #decoded(text: string, bytes: Buffer, used: number): string {
    this.#keep(bytes, bytes.length - used);
    this.#offset += used;
    return text;
  }

  #keep(bytes: Buffer, count: number): string {
    // Copied: the stream may reuse its memory for the next chunk.
    this.#rest = Buffer.from(bytes.subarray(bytes.length - count));
    return '';
  }

  /** Returns the length of the byte order mark. A zero beside the first letter betrays UTF-16 without one. */
  #readMark(bytes: Buffer): number {
    const [a = -1, b = -1, c = -1] = bytes;
    if (a === 0xef && b === 0xbb && c === 0xbf) return this.#decide('utf-8', 3);
    if (a === 0xff && b === 0xfe) return this.#decide('utf-16le', 2);
    if (a === 0xfe && b === 0xff) return this.#decide('utf-16be', 2);
    if (a > 0 && b === 0) return this.#decide('utf-16le', 0);
    if (a === 0 && b > 0) return this.#decide('utf-16be', 0);
    return 0;
  }

  #decide(encoding: Encoding, skip: number): number {
    this.#encoding ??= encoding;
    return this.#encoding === encoding ? skip : 0;
  }
}
