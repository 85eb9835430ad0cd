// Law: a file's batches and its checkpoint commit together, and only the API's answer removes a batch.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync, gzipSync } from 'node:zlib';
import { MAX_BODY_BYTES, type Snapshot } from '#protocol';
import type { SourceContent } from '../sources/source.ts';

export interface Batch {
  readonly id: number;
  readonly key: string;
  readonly body: string;
  readonly attempts: number;
  readonly nextAt: number;
}
export interface SpoolStatus {
  readonly batches: number;
  readonly waiting: number;
  readonly queued: number;
  readonly acknowledged: number;
  readonly deadLetters: number;
  readonly parked: number;
  readonly sourceProblems: number;
  readonly lastAckAt: string | null;
  /** queued = acknowledged + dead letters of items + parked + waiting. */
  readonly balanced: boolean;
}
export type Verdict =
  { readonly kind: 'delivered' } | { readonly kind: 'parked' } | { readonly kind: 'invalid'; readonly reason: string };

const SCHEMA = `
create table if not exists meta(key text primary key, value text not null) strict;
create table if not exists outbox(id integer primary key autoincrement, key text not null unique, body blob not null,
  items integer not null, attempts integer not null default 0, next_at integer not null default 0) strict;
create table if not exists checkpoint(path text primary key, stamp text not null, sha256 text not null) strict;
create table if not exists figure(key text primary key, hash text not null, revision integer not null) strict;
create table if not exists dead_letter(id integer primary key autoincrement, origin text not null, reason text not null,
  item text not null) strict;
create table if not exists parked(id integer primary key autoincrement, item text not null) strict;
`;
const BODY_LIMIT = Math.floor(MAX_BODY_BYTES * 0.8);
const MAX_REVISION = 999;
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

export class Spool {
  readonly #db: DatabaseSync;
  /** True when a damaged spool was set aside; everything is then read from the source again. */
  readonly rebuilt: boolean;

  constructor(folder: string, now: number) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, 'spool.db');
    let opened: DatabaseSync | undefined;
    try {
      opened = open(path);
    } catch (error) {
      if (!damaged(error)) throw error;
      for (const tail of ['', '-wal', '-shm'])
        if (existsSync(path + tail)) renameSync(path + tail, `${path}.damaged-${now}${tail}`);
    }
    this.rebuilt = opened === undefined;
    this.#db = opened ?? open(path);
  }

  close(): void {
    this.#db.close();
  }

  checkpoint(path: string): string | undefined {
    return this.#db.prepare('select stamp from checkpoint where path = ?').get(path)?.['stamp'] as string | undefined;
  }

  /** Queues what the file says anew; answers how many items and problems that was. */
  accept(
    file: { path: string; stamp: string; mapping: string },
    content: SourceContent,
    options: { source: string; batchItems: number },
  ): { items: number; problems: number } {
    return this.#atomically(() => {
      const known = this.#db.prepare('select hash, revision from figure where key = ?');
      const remember = this.#db.prepare('insert or replace into figure(key, hash, revision) values (?, ?, ?)');
      const changed: Snapshot[] = [];
      for (const { key, item } of content.items) {
        const hash = hashOf(JSON.stringify(item));
        const before = known.get(key) as { hash: string; revision: number } | undefined;
        if (before?.hash === hash) continue;
        const revision = before ? Math.min(before.revision + 1, MAX_REVISION) : 0;
        remember.run(key, hash, revision);
        changed.push(revision === 0 ? item : { ...item, revision });
      }
      const seed = `${options.source}|${content.sha256}|${file.mapping}`;
      this.#enqueue(changed, seed, options);
      this.#count('queued', changed.length);
      const last = this.#db.prepare('select sha256 from checkpoint where path = ?').get(file.path);
      const problems = last?.['sha256'] === content.sha256 ? [] : content.problems;
      for (const { reason, column, line } of problems) this.#bury('source', reason, JSON.stringify({ column, line }));
      this.#db
        .prepare('insert or replace into checkpoint(path, stamp, sha256) values (?, ?, ?)')
        .run(file.path, file.stamp, content.sha256);
      return { items: changed.length, problems: problems.length };
    });
  }

  head(): Batch | undefined {
    const row = this.#db.prepare('select id, key, body, attempts, next_at from outbox order by id limit 1').get() as
      { id: number; key: string; body: Uint8Array; attempts: number; next_at: number } | undefined;
    if (!row) return undefined;
    const { id, key, attempts } = row;
    return { id, key, attempts, nextAt: row.next_at, body: gunzipSync(row.body).toString('utf8') };
  }

  /** One verdict per item of the batch, in its order. */
  settle(batch: Batch, verdicts: readonly Verdict[], at: string): void {
    const items = itemsOf(batch.body);
    this.#atomically(() => {
      for (const [index, item] of items.entries()) {
        const verdict = verdicts[index] ?? { kind: 'invalid', reason: 'the answer lacks this item' };
        if (verdict.kind === 'delivered') this.#count('acknowledged', 1);
        else if (verdict.kind === 'invalid') this.#bury('api', verdict.reason, JSON.stringify(item));
        else this.#db.prepare('insert into parked(item) values (?)').run(JSON.stringify(item));
      }
      this.#db.prepare('delete from outbox where id = ?').run(batch.id);
      this.#set('last_ack', at);
    });
  }

  postpone(batch: Batch, nextAt: number): void {
    this.#db.prepare('update outbox set attempts = attempts + 1, next_at = ? where id = ?').run(nextAt, batch.id);
  }

  /** Halves the batch in place of it; false when it holds a single item. */
  split(batch: Batch): boolean {
    const parsed = JSON.parse(batch.body) as { source: string; items: Snapshot[] };
    if (parsed.items.length < 2) return false;
    const middle = Math.ceil(parsed.items.length / 2);
    this.#atomically(() => {
      this.#db.prepare('delete from outbox where id = ?').run(batch.id);
      for (const half of [parsed.items.slice(0, middle), parsed.items.slice(middle)])
        this.#enqueue(half, batch.key, { source: parsed.source, batchItems: half.length });
    });
    return true;
  }

  /** Puts parked items, or what the API refused, in the queue again. */
  requeue(from: 'parked' | 'dead_letter', options: { source: string; batchItems: number }, salt: string): number {
    return this.#atomically(() => {
      const only = from === 'dead_letter' ? "where origin = 'api'" : '';
      const rows = this.#db.prepare(`select item from ${from} ${only} order by id`).all() as { item: string }[];
      this.#db.exec(`delete from ${from} ${only}`);
      this.#enqueue(
        rows.map(({ item }) => JSON.parse(item) as Snapshot),
        `${from}|${salt}`,
        options,
      );
      return rows.length;
    });
  }

  /** True when the store behind the API is another than before: then everything is to be read and sent again. */
  epochChanged(epoch: number): boolean {
    const before = this.#get('epoch');
    if (before === String(epoch)) return false;
    this.#atomically(() => {
      this.#set('epoch', String(epoch));
      if (before !== undefined) this.#db.exec('delete from checkpoint; delete from figure');
    });
    return before !== undefined;
  }

  forgetSource(): void {
    this.#atomically(() => this.#db.exec('delete from checkpoint; delete from figure'));
  }

  status(): SpoolStatus {
    const one = (sql: string) => Number(this.#db.prepare(sql).get()?.['n'] ?? 0);
    const waiting = one('select coalesce(sum(items), 0) as n from outbox');
    const refused = one("select count(*) as n from dead_letter where origin = 'api'");
    const sourceProblems = one("select count(*) as n from dead_letter where origin = 'source'");
    const parked = one('select count(*) as n from parked');
    const queued = Number(this.#get('queued') ?? 0);
    const acknowledged = Number(this.#get('acknowledged') ?? 0);
    return {
      batches: one('select count(*) as n from outbox'),
      waiting,
      queued,
      acknowledged,
      deadLetters: refused,
      parked,
      sourceProblems,
      lastAckAt: this.#get('last_ack') ?? null,
      balanced: queued === acknowledged + refused + parked + waiting,
    };
  }

  #enqueue(items: readonly Snapshot[], seed: string, options: { source: string; batchItems: number }): void {
    const insert = this.#db.prepare('insert or ignore into outbox(key, body, items) values (?, ?, ?)');
    let block: Snapshot[] = [];
    let bytes = 0;
    let number = 0;
    const flush = () => {
      if (block.length === 0) return;
      const body = JSON.stringify({ source: options.source, items: block });
      insert.run(hashOf(`${seed}|${number}|${body}`), gzipSync(body), block.length);
      [block, bytes, number] = [[], 0, number + 1];
    };
    for (const item of items) {
      const size = Buffer.byteLength(JSON.stringify(item)) + 1;
      if (block.length >= options.batchItems || (block.length > 0 && bytes + size > BODY_LIMIT)) flush();
      block.push(item);
      bytes += size;
    }
    flush();
  }

  #bury(origin: 'source' | 'api', reason: string, item: string): void {
    this.#db.prepare('insert into dead_letter(origin, reason, item) values (?, ?, ?)').run(origin, reason, item);
  }

  #get(key: string): string | undefined {
    return this.#db.prepare('select value from meta where key = ?').get(key)?.['value'] as string | undefined;
  }

  #set(key: string, value: string): void {
    this.#db.prepare('insert or replace into meta(key, value) values (?, ?)').run(key, value);
  }

  #count(key: string, by: number): void {
    this.#set(key, String(Number(this.#get(key) ?? 0) + by));
  }

  #atomically<T>(work: () => T): T {
    this.#db.exec('begin immediate');
    try {
      const made = work();
      this.#db.exec('commit');
      return made;
    } catch (error) {
      this.#db.exec('rollback');
      throw error;
    }
  }
}

function open(path: string): DatabaseSync {
  const db = new DatabaseSync(path);
  try {
    db.exec('pragma busy_timeout = 5000; pragma journal_mode = wal; pragma synchronous = full');
    const checked = db.prepare('pragma quick_check').get();
    if (checked?.['quick_check'] !== 'ok') throw Object.assign(new Error('damaged spool'), { errcode: 11 });
    db.exec(SCHEMA);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** SQLite's codes for a damaged file and for one that is no database; a full disk or a lock is neither. */
function damaged(error: unknown): boolean {
  const code = (error as { errcode?: number }).errcode;
  return code !== undefined && [11, 26].includes(code & 0xff);
}

export function itemsOf(body: string): readonly Snapshot[] {
  return (JSON.parse(body) as { items: Snapshot[] }).items;
}
