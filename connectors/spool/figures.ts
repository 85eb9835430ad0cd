// What was said last about each performance and day. Law: what was said already is not said again, and a correction outranks it.
import { MAX_REVISION } from '#protocol';
import type { SpoolDatabase } from './database.ts';
import { contentHashes, keyOf, ticketsOf, type ItemKey, type TimedSnapshot } from './item-key.ts';

interface Known {
  readonly hash: string;
  readonly extra: string;
  readonly revision: number;
  readonly as_of: number;
  readonly file_at: number;
  /** To be said once more, as it stands. */
  readonly stale: number;
}

export class Figures {
  readonly #db: SpoolDatabase;
  readonly #zone: string;

  constructor(db: SpoolDatabase, zone: string) {
    this.#db = db;
    this.#zone = zone;
  }

  /** The item as it must be sent, or undefined when nothing about it is new. */
  admit(stream: string, item: TimedSnapshot, stand: boolean, fileAt: number): TimedSnapshot | undefined {
    const key = keyOf(item, this.#zone);
    const { hash, extra } = contentHashes(item, stand);
    const known = this.#known(key);
    const same = known?.hash === hash && (!stand || known.extra === extra);
    // An older file came late: what it says of this day is outdated, though it may repeat what is to be said once more.
    if (known && fileAt < known.file_at && !(same && known.stale)) return undefined;
    if (same && known.stale === 0) {
      if (fileAt > known.file_at)
        this.#db.sql('update figure set file_at = ? where prefix = ? and day = ?').run(fileAt, key.prefix, key.day);
      return undefined;
    }
    const said = Date.parse(item.asOf);
    const asOf = Math.max(said, known?.as_of ?? said);
    const raise = same ? 0 : 1;
    const revision = known && asOf === known.as_of ? Math.min(known.revision + raise, MAX_REVISION) : 0;
    this.#db
      .sql(
        'insert or replace into figure(prefix, day, stream, hash, extra, revision, as_of, file_at, tickets) values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      )
      .run(
        key.prefix,
        key.day,
        stream,
        hash,
        stand ? extra : (known?.extra ?? ''),
        revision,
        asOf,
        fileAt,
        ticketsOf(item),
      );
    return {
      ...item,
      asOf: asOf === said ? item.asOf : new Date(asOf).toISOString(),
      ...(revision === 0 ? {} : { revision }),
    };
  }

  /** Days said before of a place that a file with the whole history no longer has. */
  absentDays(prefix: string, present: ReadonlySet<string>, fileAt: number): { day: string; asOf: number }[] {
    return (
      this.#db
        .sql('select day, as_of from figure where prefix = ? and (file_at <= ? or stale = 1) order by day')
        .all(prefix, fileAt) as unknown as { day: string; as_of: number }[]
    )
      .filter(({ day }) => !present.has(day))
      .map(({ day, as_of }) => ({ day, asOf: as_of }));
  }

  /** Tickets of each place of a stream as they were last said. */
  tickets(stream: string): Map<string, number> {
    const found = new Map<string, number>();
    const rows = this.#db
      .sql('select prefix, tickets, max(day) as newest from figure where stream = ? group by prefix')
      .iterate(stream);
    for (const row of rows) found.set(String(row['prefix']), Number(row['tickets']));
    return found;
  }

  /**
   * An item lost to a report of the same moment that this spool does not know, as after the loss of the state folder.
   * If it is still what the source says, it is to be sent again above that report.
   */
  outrank(
    item: TimedSnapshot,
    stands: { readonly asOf: string; readonly revision: number },
  ): TimedSnapshot | undefined {
    const key = keyOf(item, this.#zone);
    const known = this.#known(key);
    const asOf = Date.parse(item.asOf);
    const sent = item.revision ?? 0;
    if (known?.as_of !== asOf || known.revision !== sent || known.hash !== contentHashes(item, false).hash)
      return undefined;
    if (Date.parse(stands.asOf) !== asOf || stands.revision < sent || stands.revision >= MAX_REVISION) return undefined;
    const revision = stands.revision + 1;
    this.#db.sql('update figure set revision = ? where prefix = ? and day = ?').run(revision, key.prefix, key.day);
    return { ...item, revision };
  }

  /** Everything, or the days from one to another, is to be said again. */
  forget(from = '', until = '9999-99-99'): void {
    this.#db.sql('update figure set stale = 1 where day >= ? and day <= ?').run(from, until);
  }

  #known({ prefix, day }: ItemKey): Known | undefined {
    return this.#db
      .sql('select hash, extra, revision, as_of, file_at, stale from figure where prefix = ? and day = ?')
      .get(prefix, day) as unknown as Known | undefined;
  }
}
