/**
 * Answers as bytes, kept in the isolate. One is good for a moment by itself, then for as long as the reader's version in
 * the shard, the business day and the hour are those it was made at: attention counts hours, changes count days.
 */
import type { Ctx } from '../route.ts';
import { gunzip, gzip, type Bytes } from './gzip.ts';

export interface Answer {
  /** When its version was last seen to stand, ms. */
  at: number;
  readonly version: number;
  readonly season: number;
  /** Day and hour it was made in. */
  readonly moment: string;
  /** Opaque, with its quotes. */
  readonly etag: string;
  /** One of the two is there; the other is made when first asked for. */
  bytes?: Bytes;
  gzip?: Bytes;
}

/** How long an isolate answers without asking for the version. */
export const FRESH_MS = 2_000;
/** Bytes of all answers of a shard: a fraction of an isolate's 128 megabytes. */
const MAX_BYTES = 24_000_000;
/** What a gzipped answer may grow to when a caller takes no gzip. */
const UNPACKED = 12;

class Memory {
  readonly #answers = new Map<string, Answer>();
  readonly #sizes = new Map<string, number>();
  #bytes = 0;

  get(key: string): Answer | undefined {
    return this.#answers.get(key);
  }

  /** Makes room by dropping what was made longest ago. */
  set(key: string, answer: Answer): void {
    this.drop(key);
    const size = sizeOf(answer);
    this.#sizes.set(key, size);
    this.#bytes += size;
    this.#answers.set(key, answer);
    for (const [oldest] of this.#answers) {
      if (this.#bytes <= MAX_BYTES) break;
      this.drop(oldest);
    }
  }

  drop(key: string): void {
    if (!this.#answers.delete(key)) return;
    this.#bytes -= this.#sizes.get(key) ?? 0;
    this.#sizes.delete(key);
  }
}

const memories = new WeakMap<D1Database, Memory>();

export function answersOf(shard: D1Database): Memory {
  let memory = memories.get(shard);
  if (!memory) memories.set(shard, (memory = new Memory()));
  return memory;
}

const TAKES_GZIP = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:\s*,|\s*$))/;

const sizeOf = ({ bytes, gzip: small }: Answer): number => bytes?.byteLength ?? (small?.byteLength ?? 0) * UNPACKED;

/** The answer as this caller wants it: not at all when it has it, gzipped when it can take that. */
export async function send(c: Ctx, answer: Answer, more: Record<string, string> = {}): Promise<Response> {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'cache-control': 'private, no-cache',
    vary: 'Accept-Encoding',
    etag: answer.etag,
    ...more,
  };
  if (c.req.header('if-none-match')?.replace(/^W\//, '') === answer.etag)
    return new Response(null, { status: 304, headers });
  if (!TAKES_GZIP.test(c.req.header('accept-encoding') ?? '')) {
    answer.bytes ??= await gunzip(answer.gzip ?? new Uint8Array());
    return new Response(answer.bytes, { headers });
  }
  answer.gzip ??= await gzip(answer.bytes ?? new Uint8Array());
  return new Response(answer.gzip, {
    encodeBody: 'manual',
    headers: { ...headers, etag: `W/${answer.etag}`, 'content-encoding': 'gzip' },
  });
}
