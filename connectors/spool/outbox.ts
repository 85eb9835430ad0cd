// What waits to be sent, in order. Law: a batch leaves by an answer about each of its items, or in two halves.
import { gunzipSync, gzipSync } from 'node:zlib';
import { MAX_BODY_BYTES } from '#protocol';
import type { SpoolDatabase } from './database.ts';
import { hashOf, without, type SpoolItem } from './item-key.ts';

export interface Batch {
  readonly id: number;
  readonly lane: number;
  readonly stream: string;
  readonly key: string;
  readonly body: string;
  readonly attempts: number;
  readonly nextAt: number;
}
/** Lanes go one before the other: what is new never waits for a backfill, and no figure for an audience, which has a call of its own. */
export const LANE = { live: 0, backfill: 1, audience: 2 } as const;
const MAX_SETS = 200;
const BODY_LIMIT = Math.floor(MAX_BODY_BYTES * 0.8);

export interface Writer {
  add(item: SpoolItem): void;
  /** Writes what is left; answers how many items there were. */
  end(): number;
}

export class Outbox {
  readonly #db: SpoolDatabase;
  readonly #source: string;
  readonly #batchItems: number;

  constructor(db: SpoolDatabase, source: string, batchItems: number) {
    this.#db = db;
    this.#source = source;
    this.#batchItems = batchItems;
  }

  /** Batches follow from the seed and the items alone: the same file gives the same keys with the same bytes. */
  writer(stream: string, seed: string, lane: number = LANE.live, items = this.#batchItems): Writer {
    const most = lane === LANE.audience ? Math.min(items, MAX_SETS) : items;
    let block: string[] = [];
    let [bytes, number, total] = [0, 0, 0];
    const flush = () => {
      if (block.length === 0) return;
      const body = `{"source":${JSON.stringify(this.#source)},"items":[${block.join(',')}]}`;
      const { changes } = this.#db
        .sql('insert or ignore into outbox(lane, stream, key, body, items) values (?, ?, ?, ?, ?)')
        .run(lane, stream, hashOf(`${seed}|${number}|${body}`), gzipSync(body, { level: 1 }), block.length);
      // The same batch waiting already is not queued twice.
      if (Number(changes) > 0) total += block.length;
      [block, bytes, number] = [[], 0, number + 1];
    };
    return {
      add: (item) => {
        const text = JSON.stringify(item);
        const size = Buffer.byteLength(text) + 1;
        if (block.length >= most || (block.length > 0 && bytes + size > BODY_LIMIT)) flush();
        block.push(text);
        bytes += size;
      },
      end: () => {
        flush();
        return total;
      },
    };
  }

  head(): Batch | undefined {
    const row = this.#db
      .sql('select id, lane, stream, key, body, attempts, next_at from outbox order by lane, id limit 1')
      .get() as
      | { id: number; lane: number; stream: string; key: string; body: Uint8Array; attempts: number; next_at: number }
      | undefined;
    if (!row) return undefined;
    const { id, lane, stream, key, attempts } = row;
    return { id, lane, stream, key, attempts, nextAt: row.next_at, body: gunzipSync(row.body).toString('utf8') };
  }

  nextAt(): number | undefined {
    const row = this.#db.sql('select next_at as n from outbox order by lane, id limit 1').get();
    return row === undefined ? undefined : Number(row['n']);
  }

  remove(batch: Batch): void {
    this.#db.sql('delete from outbox where id = ?').run(batch.id);
  }

  postpone(batch: Batch, nextAt: number): void {
    this.#db.sql('update outbox set attempts = attempts + 1, next_at = ? where id = ?').run(nextAt, batch.id);
  }

  /** Two halves in its place; false when it holds a single item. */
  split(batch: Batch): boolean {
    const items = itemsOf(batch.body);
    if (items.length < 2) return false;
    const middle = Math.ceil(items.length / 2);
    this.#db.atomically(() => {
      this.remove(batch);
      for (const half of [items.slice(0, middle), items.slice(middle)]) {
        const writer = this.writer(batch.stream, batch.key, batch.lane, half.length);
        for (const item of half) writer.add(item);
        writer.end();
      }
    });
    return true;
  }

  /** A batch that loses a fact is another batch: it goes under a key of its own. */
  withoutBuyers(buyers: ReadonlySet<string>): void {
    const rows = this.#db.sql('select id, stream, key, body from outbox where lane = ?').all(LANE.audience);
    for (const { id, stream, key, body } of rows as { id: number; stream: string; key: string; body: Uint8Array }[]) {
      const items = itemsOf(gunzipSync(body).toString('utf8'));
      if (!items.some((item) => without(item, buyers))) continue;
      this.#db.sql('delete from outbox where id = ?').run(id);
      const writer = this.writer(stream, `erased|${key}`, LANE.audience, items.length);
      for (const item of items) writer.add(without(item, buyers) ?? item);
      writer.end();
    }
  }

  waiting(stream?: string): number {
    return stream === undefined
      ? this.#db.number('select coalesce(sum(items), 0) as n from outbox')
      : this.#db.number('select coalesce(sum(items), 0) as n from outbox where stream = ?', stream);
  }

  bytes(): number {
    return this.#db.number('select coalesce(sum(length(body)), 0) as n from outbox');
  }

  batches(): number {
    return this.#db.number('select count(*) as n from outbox');
  }
}

export function itemsOf(body: string): readonly SpoolItem[] {
  return (JSON.parse(body) as { items: SpoolItem[] }).items;
}
