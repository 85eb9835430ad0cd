/**
 * ES256 keys of the API. A key is published 15 minutes before it signs, signs for 30 days, and stays published until
 * the last token it signed has ended, so that rotation refuses nobody.
 */
import { importJWK, type CryptoKey as JoseKey } from 'jose';
import type { Env } from '../env.ts';
import { unwrapJwk, wrapJwk } from './key-wrap.ts';

const MINUTE_MS = 60_000;
const PUBLISH_AHEAD_MS = 15 * MINUTE_MS;
const SIGNS_FOR_MS = 30 * 24 * 60 * MINUTE_MS;
const VERIFY_AFTER_MS = 30 * MINUTE_MS;
/** How long an isolate trusts its copy of the key set. Far below the time a key is published ahead. */
const CACHE_MS = 60_000;

interface KeyRow {
  readonly kid: string;
  readonly public_jwk: string;
  readonly wrapped_private: string;
  readonly signs_from: number;
  readonly signs_until: number;
  readonly gone_at: number;
}

interface KeySet {
  readonly at: number;
  readonly rows: readonly KeyRow[];
  readonly verify: ReadonlyMap<string, JoseKey>;
  readonly sign: { readonly kid: string; readonly key: JoseKey } | undefined;
}

const copies = new WeakMap<D1Database, KeySet>();
/** Requests that come while the set is being read wait for the same answer. */
const reading = new WeakMap<D1Database, Promise<KeySet>>();
/** A kid that is not in the copy is asked about at most this often, so that forged ones cost nothing. */
const UNKNOWN_KID_MS = 1_000;

async function makeKey(env: Env, signsFrom: number, now: number): Promise<void> {
  const pair = (await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ])) as CryptoKeyPair;
  const kid = crypto.randomUUID();
  const jwk = (await crypto.subtle.exportKey('jwk', pair.publicKey)) as JsonWebKey;
  const secret = (await crypto.subtle.exportKey('jwk', pair.privateKey)) as JsonWebKey;
  const open = { kty: jwk.kty, crv: jwk.crv, x: jwk.x, y: jwk.y, kid, alg: 'ES256', use: 'sig' };
  const until = signsFrom + SIGNS_FOR_MS;
  await env.DIRECTORY.prepare(
    'INSERT INTO signing_key (kid, public_jwk, wrapped_private, published_at, signs_from, signs_until, gone_at) VALUES (?1,?2,?3,?4,?5,?6,?7)',
  )
    .bind(
      kid,
      JSON.stringify(open),
      await wrapJwk(secret, env.KEY_WRAPPING_SECRET),
      now,
      signsFrom,
      until,
      until + VERIFY_AFTER_MS,
    )
    .run();
}

/** Minute job: makes the next key in time and removes those that are gone. */
export async function rotateKeys(env: Env, now: number): Promise<void> {
  const last = await env.DIRECTORY.prepare('SELECT max(signs_until) AS until FROM signing_key').first<{
    until: number | null;
  }>();
  const until = last?.until ?? 0;
  if (until <= now) await makeKey(env, now, now);
  else if (until - now <= PUBLISH_AHEAD_MS) await makeKey(env, until, now);
  await env.DIRECTORY.prepare('DELETE FROM signing_key WHERE gone_at < ?1').bind(now).run();
}

async function readAnew(env: Env, now: number): Promise<KeySet> {
  const read = async () =>
    (
      await env.DIRECTORY.prepare('SELECT * FROM signing_key WHERE gone_at >= ?1 ORDER BY signs_from, kid')
        .bind(now)
        .all<KeyRow>()
    ).results;
  let rows = await read();
  if (!rows.some((row) => row.signs_from <= now && now < row.signs_until)) {
    await rotateKeys(env, now);
    rows = await read();
  }
  const verify = new Map<string, JoseKey>();
  for (const row of rows) verify.set(row.kid, (await importJWK(JSON.parse(row.public_jwk), 'ES256')) as JoseKey);
  const signing = rows.findLast((row) => row.signs_from <= now && now < row.signs_until);
  const sign = signing && {
    kid: signing.kid,
    key: (await importJWK(
      (await unwrapJwk(signing.wrapped_private, env.KEY_WRAPPING_SECRET)) as never,
      'ES256',
    )) as JoseKey,
  };
  return { at: now, rows, verify, sign };
}

/** The key set as it stood at most a minute ago; with `kid`, read again when that is not in it. */
export async function readKeys(env: Env, now: number, kid?: string): Promise<KeySet> {
  const known = copies.get(env.DIRECTORY);
  const age = known ? now - known.at : Infinity;
  if (known?.sign && age >= 0 && age < CACHE_MS) {
    if (kid === undefined || known.verify.has(kid) || age < UNKNOWN_KID_MS) return known;
  }
  let running = reading.get(env.DIRECTORY);
  if (!running) {
    running = readAnew(env, now).finally(() => reading.delete(env.DIRECTORY));
    reading.set(env.DIRECTORY, running);
  }
  const set = await running;
  copies.set(env.DIRECTORY, set);
  return set;
}

/** The public key set, `/.well-known/jwks.json`. */
export const publicKeys = (set: KeySet) => ({
  keys: set.rows.map((row) => JSON.parse(row.public_jwk) as Record<string, unknown>),
});
