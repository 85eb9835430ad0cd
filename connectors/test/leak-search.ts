// Looks for planted values in every form that a program may have given them, inside packed streams and database pages too.
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { constants, gunzipSync, inflateSync } from 'node:zlib';

export interface Found {
  readonly value: string;
  readonly form: string;
  readonly place: string;
}
interface Needle {
  readonly value: string;
  readonly form: string;
  /** As bytes, one character each. */
  readonly text: string;
  readonly anyCase: boolean;
}
/** Bytes of a place, one character each, and the same in lower case. */
export interface Hay {
  readonly place: string;
  readonly text: string;
  readonly lower: string;
}

const binary = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

/** Shorter than this a value may stand anywhere by chance. */
const SHORTEST = 5;

export function needlesOf(values: Iterable<string>): Needle[] {
  const needles = new Map<string, Needle>();
  for (const value of values) {
    if (value.length < SHORTEST) throw new Error('too short to be looked for');
    for (const spelled of new Set([value, value.toLowerCase(), value.toUpperCase()])) {
      const utf8 = Buffer.from(spelled);
      const add = (form: string, text: string, anyCase: boolean) =>
        needles.set(`${form} ${text}`, { value, form, text: anyCase ? text.toLowerCase() : text, anyCase });
      add('plain', binary(utf8), true);
      add('windows-1252', binary(Buffer.from(spelled, 'latin1')), true);
      add('utf-16', binary(Buffer.from(spelled, 'utf16le')), true);
      add('hex', utf8.toString('hex'), true);
      add('url', encodeURIComponent(spelled), true);
      add('form', encodeURIComponent(spelled).replaceAll('%20', '+'), true);
      add('json', JSON.stringify(spelled).slice(1, -1), true);
      add(
        'ascii json',
        spelled.replace(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
        true,
      );
      for (let before = 0; before < 3; before += 1) {
        // What lies around it is not known: only the characters that it alone decides are looked for.
        const packed = Buffer.concat([Buffer.alloc(before), utf8]);
        const whole = Math.floor(packed.length / 3) * 4;
        const text = packed.toString('base64').slice(Math.ceil((before * 8) / 6), whole);
        if (text.length < 6) continue;
        add('base64', text, false);
        add('base64url', text.replaceAll('+', '-').replaceAll('/', '_'), false);
      }
    }
  }
  return [...needles.values()];
}

export function search(needles: readonly Needle[], hays: readonly Hay[]): Found[] {
  return hays.flatMap(({ place, text, lower }) =>
    needles
      .filter((needle) => (needle.anyCase ? lower : text).includes(needle.text))
      .map(({ value, form }) => ({ value, form, place })),
  );
}

export const hayOf = (place: string, bytes: Uint8Array | string): Hay => {
  const text = typeof bytes === 'string' ? binary(Buffer.from(bytes)) : binary(bytes);
  return { place, text, lower: text.toLowerCase() };
};

/** A place with each packed stream that begins in it. */
export function haysOf(place: string, bytes: Buffer): Hay[] {
  const hays = [hayOf(place, bytes)];
  const unpack = (magic: string, how: typeof gunzipSync) => {
    for (let at = bytes.indexOf(magic, 0, 'hex'); at !== -1; at = bytes.indexOf(magic, at + 1, 'hex'))
      try {
        const made = how(bytes.subarray(at), { finishFlush: constants.Z_SYNC_FLUSH });
        if (made.length > 0) hays.push(hayOf(`${place}, packed at ${at}`, made));
      } catch {
        // Bytes that only look like the beginning of one, or one that goes on in another page.
      }
  };
  unpack('1f8b08', gunzipSync);
  for (const magic of ['7801', '785e', '789c', '78da']) unpack(magic, inflateSync);
  return hays;
}

/** Every file below a folder but those `skip` names; a database also value by value, with what its log still holds. */
export function filesBelow(folder: string, skip: (path: string) => boolean): Hay[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (skip(path)) return [];
    const info = statSync(path);
    if (info.isDirectory()) return [hayOf('name', name), ...filesBelow(path, skip)];
    if (!info.isFile()) return [];
    const hays = [hayOf('name', name), ...haysOf(path, readFileSync(path))];
    return name.endsWith('.db') ? [...hays, ...valuesOf(path)] : hays;
  });
}

function valuesOf(path: string): Hay[] {
  const folder = mkdtempSync(join(tmpdir(), 'dip-copy-'));
  try {
    for (const tail of ['', '-wal']) if (existsSync(path + tail)) copyFileSync(path + tail, join(folder, `db${tail}`));
    const db = new DatabaseSync(join(folder, 'db'));
    try {
      const tables = db.prepare("select name from sqlite_schema where type = 'table'").all() as { name: string }[];
      return tables.flatMap(({ name }) =>
        db
          .prepare(`select * from "${name}"`)
          .all()
          .flatMap((row) =>
            Object.entries(row).flatMap(([column, value]) =>
              haysOf(
                `${path} ${name}.${column}`,
                value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(String(value)),
              ),
            ),
          ),
      );
    } finally {
      db.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
