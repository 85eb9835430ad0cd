import { isSandboxShard } from '#protocol';

/** Bindings of the Worker. Shards are found by name, so that a third needs no code. */
export interface Env {
  readonly DIRECTORY: D1Database;
  readonly SHARD_00: D1Database;
  /** Key ids and pseudonyms of buyers who were erased. */
  readonly ERASURES: D1Database;
  /** base64 of 32 random bytes: wraps the private signing keys in the directory. */
  readonly KEY_WRAPPING_SECRET: string;
  /** SHA-256 (hex) of the operator's first secret; the client id is `operator`. */
  readonly OPERATOR_SECRET_SHA256?: string;
  /** How mail leaves: an HTTP mail service with its bearer token, or an SMTP address; without either, mails wait. */
  readonly MAIL_URL?: string;
  readonly MAIL_TOKEN?: string;
  readonly SMTP_URL?: string;
  /** `Name <address>` or an address: whom mails are from. */
  readonly MAIL_FROM?: string;
  /** Address that clients know the API by, such as `https://api.example`; without it, that of the request. */
  readonly PUBLIC_URL?: string;
  /** Cloudflare's rate-limiting bindings; without them each isolate counts for itself. */
  readonly REQUEST_BURST?: RateLimit;
  readonly TOKEN_BURST?: RateLimit;
  /** Which bundle this is: given by Cloudflare, or by the starter of a local worker. */
  readonly VERSION?: { readonly id: string };
  readonly BUNDLE?: string;
  /** Tests move the clock through this; never set in production. */
  readonly TEST_CLOCK?: string;
}

/** The database a tenant's map row names. */
export function shardOf(env: Env, name: string): D1Database {
  const shard = (env as unknown as Record<string, unknown>)[name];
  if (!/^SHARD_\d\d$/.test(name) || !shard) throw new Error(`no shard named ${name}`);
  return shard as D1Database;
}

export function shardNames(env: Env): string[] {
  return Object.keys(env)
    .filter((name) => /^SHARD_\d\d$/.test(name))
    .toSorted();
}

/** Where organisations that are in no sandbox may live. */
export const ordinaryShards = (env: Env): string[] => shardNames(env).filter((name) => !isSandboxShard(name));

export const sandboxShards = (env: Env): string[] => shardNames(env).filter(isSandboxShard);
