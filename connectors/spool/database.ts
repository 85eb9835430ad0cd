// The spool's one SQLite file. Law: what is committed is on the disk (synchronous=FULL), and a damaged file is set aside, never repaired.
import { join } from 'node:path';
import type { Connection, Databases, Statement, Value } from '../ports/ports.ts';

const VERSION = 2;
const SCHEMA = `
create table meta(key text primary key, value text not null) strict, without rowid;
create table stream(name text primary key, queued integer not null default 0, acknowledged integer not null default 0,
  superseded integer not null default 0, file_at integer, acked_as_of integer) strict, without rowid;
create table checkpoint(path text primary key, stream text not null, stamp text not null, sha256 text not null,
  mapping text not null, file_at integer not null, rows integer not null, more_problems integer not null default 0) strict, without rowid;
create table outbox(id integer primary key autoincrement, lane integer not null, stream text not null, key text not null unique,
  body blob not null, items integer not null, attempts integer not null default 0, next_at integer not null default 0) strict;
create index outbox_order on outbox(lane, id);
create index outbox_stream on outbox(stream, items);
create table figure(prefix text not null, day text not null, stream text not null, hash text not null, extra text not null,
  revision integer not null, as_of integer not null, file_at integer not null, tickets integer not null,
  stale integer not null default 0, primary key (prefix, day)) strict, without rowid;
create table parked(key text primary key, stream text not null, reason text not null, item text not null) strict, without rowid;
create table dead_letter(key text primary key, stream text not null, reason text not null, item text not null) strict, without rowid;
create table source_problem(id integer primary key, path text not null, stream text not null, reason text not null,
  column_name text not null, line integer not null) strict;
create index source_problem_path on source_problem(path);
create table movement(id blob primary key) strict, without rowid;
create table ledger(stream text not null, who text not null, day text not null, at integer not null, figures text not null,
  primary key (stream, who, day)) strict, without rowid;
create table ledger_about(stream text not null, who text not null, about text not null, stale integer not null default 0,
  primary key (stream, who)) strict, without rowid;
`;

export class SpoolDatabase {
  readonly #connection: Connection;
  readonly #statements = new Map<string, Statement>();
  /** True when there was no usable spool: everything is then read from the source. */
  readonly rebuilt: boolean;

  constructor(folder: string, databases: Databases, now: number) {
    databases.makeFolder(folder);
    const path = join(folder, 'spool.db');
    let opened: Connection | undefined;
    try {
      opened = open(path, databases);
    } catch (error) {
      if (!damaged(error)) throw error;
      for (const tail of ['', '-wal', '-shm'])
        if (databases.exists(path + tail)) databases.setAside(path + tail, `${path}.damaged-${now}${tail}`);
    }
    this.rebuilt = opened === undefined;
    this.#connection = opened ?? open(path, databases);
  }

  /** Statements are prepared once. */
  sql(text: string): Statement {
    let statement = this.#statements.get(text);
    if (!statement) this.#statements.set(text, (statement = this.#connection.prepare(text)));
    return statement;
  }

  number(text: string, ...values: Value[]): number {
    return Number(this.sql(text).get(...values)?.['n'] ?? 0);
  }

  exec(text: string): void {
    this.#connection.exec(text);
  }

  get(key: string): string | undefined {
    return this.sql('select value from meta where key = ?').get(key)?.['value'] as string | undefined;
  }

  set(key: string, value: string | undefined): void {
    if (value === undefined) this.sql('delete from meta where key = ?').run(key);
    else this.sql('insert or replace into meta(key, value) values (?, ?)').run(key, value);
  }

  atomically<T>(work: () => T): T {
    this.#connection.exec('begin immediate');
    try {
      const made = work();
      this.#connection.exec('commit');
      return made;
    } catch (error) {
      try {
        this.#connection.exec('rollback');
      } catch {
        // On a full disk SQLite has rolled back by itself.
      }
      throw error;
    }
  }

  close(): void {
    this.#statements.clear();
    this.#connection.close();
  }
}

function open(path: string, databases: Databases): Connection {
  const db = databases.open(path);
  try {
    db.exec(
      'pragma busy_timeout = 5000; pragma auto_vacuum = incremental; pragma journal_mode = wal; pragma synchronous = full; pragma journal_size_limit = 1048576; pragma cache_size = -4096',
    );
    if (db.prepare('pragma quick_check').get()?.['quick_check'] !== 'ok') throw unusable(11);
    const version = Number(db.prepare('pragma user_version').get()?.['user_version']);
    if (version === VERSION) return db;
    // A spool of another version is filled again from the source.
    if (Number(db.prepare('select count(*) as n from sqlite_schema').get()?.['n']) > 0) throw unusable(26);
    db.exec(`begin immediate; ${SCHEMA} pragma user_version = ${VERSION}; commit`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

const unusable = (errcode: number) => Object.assign(new Error('unusable spool'), { errcode });

/** SQLite's codes for a damaged file and for one that is no database; a full disk or a lock is neither. */
function damaged(error: unknown): boolean {
  const code = (error as { errcode?: number }).errcode;
  return code !== undefined && [11, 26].includes(code & 0xff);
}

/** Codes of a disk that is full, read-only or failing. */
export function diskFault(error: unknown): boolean {
  const { errcode, code } = error as { errcode?: number; code?: string };
  return [8, 10, 13].includes((errcode ?? 0) & 0xff) || ['ENOSPC', 'EROFS', 'EDQUOT', 'EIO'].includes(code ?? '');
}
