// Items that were answered but not taken: parked until the link list changes, or refused with a reason.
import type { SpoolDatabase } from './database.ts';
import { isAudience, shelfKeyOf, without, type SpoolItem } from './item-key.ts';
import { LANE, type Outbox } from './outbox.ts';
import type { Streams } from './streams.ts';

export type Shelf = 'parked' | 'dead_letter';

export class SetAside {
  readonly #db: SpoolDatabase;
  readonly #outbox: Outbox;
  readonly #streams: Streams;
  readonly #zone: string;

  constructor(db: SpoolDatabase, outbox: Outbox, streams: Streams, zone: string) {
    this.#db = db;
    this.#outbox = outbox;
    this.#streams = streams;
    this.#zone = zone;
  }

  /** A newer item for the same place takes the place of an older one. */
  put(shelf: Shelf, stream: string, item: SpoolItem, reason: string): void {
    const key = this.#keyOf(item);
    const before = this.#db.sql(`select item from ${shelf} where key = ?`).get(key);
    if (before) {
      this.#streams.count(stream, 'superseded', 1);
      if (isNewer(JSON.parse(String(before['item'])) as SpoolItem, item)) return;
    }
    this.#db
      .sql(`insert or replace into ${shelf}(key, stream, reason, item) values (?, ?, ?, ?)`)
      .run(key, stream, reason.slice(0, 300), JSON.stringify(item));
  }

  /** Delivered at last: what lies on a shelf for the same place, and is older, is done with. */
  clear(stream: string, item: SpoolItem): void {
    const key = this.#keyOf(item);
    for (const shelf of ['parked', 'dead_letter'] as const) {
      const before = this.#db.sql(`select item from ${shelf} where key = ?`).get(key);
      if (!before || isNewer(JSON.parse(String(before['item'])) as SpoolItem, item)) continue;
      this.#db.sql(`delete from ${shelf} where key = ?`).run(key);
      this.#streams.count(stream, 'superseded', 1);
    }
  }

  withoutBuyers(buyers: ReadonlySet<string>): void {
    for (const shelf of ['parked', 'dead_letter'] as const)
      for (const { key, item } of this.#db.sql(`select key, item from ${shelf}`).all()) {
        const left = without(JSON.parse(String(item)) as SpoolItem, buyers);
        if (left) this.#db.sql(`update ${shelf} set item = ? where key = ?`).run(JSON.stringify(left), String(key));
      }
  }

  /** Back into the queue, whole. */
  requeue(shelf: Shelf, salt: string): number {
    return this.#db.atomically(() => {
      const streams = this.#db.sql(`select distinct stream from ${shelf} order by stream`).all() as {
        stream: string;
      }[];
      let total = 0;
      for (const { stream } of streams) {
        const writer = this.#outbox.writer(stream, `${shelf}|${salt}`);
        const facts = this.#outbox.writer(stream, `${shelf}|${salt}`, LANE.audience);
        for (const { item } of this.#db
          .sql(`select item from ${shelf} where stream = ? order by key`)
          .iterate(stream)) {
          const one = JSON.parse(String(item)) as SpoolItem;
          (isAudience(one) ? facts : writer).add(one);
        }
        total += writer.end() + facts.end();
      }
      this.#db.exec(`delete from ${shelf}`);
      return total;
    });
  }

  count(shelf: Shelf, stream?: string): number {
    return stream === undefined
      ? this.#db.number(`select count(*) as n from ${shelf}`)
      : this.#db.number(`select count(*) as n from ${shelf} where stream = ?`, stream);
  }

  reasons(shelf: Shelf): { reason: string; items: number }[] {
    return this.#db
      .sql(`select reason, count(*) as items from ${shelf} group by reason order by items desc limit 20`)
      .all() as { reason: string; items: number }[];
  }

  #keyOf(item: SpoolItem): string {
    return shelfKeyOf(item, this.#zone);
  }
}

function isNewer(a: SpoolItem, b: SpoolItem): boolean {
  const [at, bt] = [Date.parse(a.asOf), Date.parse(b.asOf)];
  return at > bt || (at === bt && (a.revision ?? 0) > (b.revision ?? 0));
}
