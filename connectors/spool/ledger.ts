// What delta files said, day by day. Law: a movement counts once, whatever file brings it and in whatever order files come.
import { createHash } from 'node:crypto';
import type { Movement, PerformanceMovements } from '../sources/source.ts';
import type { SpoolDatabase } from './database.ts';

type Sums = Record<string, { count: number; amount: number | null }>;

export class Ledger {
  readonly #db: SpoolDatabase;

  constructor(db: SpoolDatabase) {
    this.#db = db;
    // Ids of the file now being read; they become known together with its figures.
    db.exec('create temp table reading(id blob primary key) strict, without rowid');
  }

  isNew(stream: string, id: string): boolean {
    const key = createHash('sha256').update(`${stream}|${id}`).digest().subarray(0, 16);
    if (this.#db.sql('select 1 from movement where id = ?').get(key)) return false;
    return Number(this.#db.sql('insert or ignore into temp.reading(id) values (?)').run(key).changes) !== 0;
  }

  /** Forgets the ids of a file that was not taken. */
  abandon(): void {
    this.#db.exec('delete from temp.reading');
  }

  /** Adds the movements of one performance and answers all of them. */
  add(stream: string, { who, about, days }: PerformanceMovements): PerformanceMovements {
    this.#db
      .sql(
        'insert into ledger_about(stream, who, about) values (?, ?, ?) on conflict do update set about = excluded.about',
      )
      .run(stream, who, about);
    for (const day of days) {
      const known = this.#db
        .sql('select at, figures from ledger where stream = ? and who = ? and day = ?')
        .get(stream, who, day.day);
      const figures = known ? sum(JSON.parse(String(known['figures'])) as Sums, day.figures) : day.figures;
      this.#db
        .sql('insert or replace into ledger(stream, who, day, at, figures) values (?, ?, ?, ?, ?)')
        .run(stream, who, day.day, Math.max(day.at, Number(known?.['at'] ?? 0)), JSON.stringify(figures));
    }
    return { who, about, days: this.days(stream, who) };
  }

  keepIds(): void {
    this.#db.exec('insert or ignore into movement(id) select id from temp.reading; delete from temp.reading');
  }

  days(stream: string, who: string): Movement[] {
    return this.#db
      .sql('select day, at, figures from ledger where stream = ? and who = ? order by day')
      .all(stream, who)
      .map((row) => ({
        day: String(row['day']),
        at: Number(row['at']),
        figures: JSON.parse(String(row['figures'])) as Sums,
      }));
  }

  of(stream: string): { who: string; about: string }[] {
    return this.#db.sql('select who, about from ledger_about where stream = ? order by who').all(stream) as {
      who: string;
      about: string;
    }[];
  }

  /** Everything known of it is to be sent again; files cannot tell it, because their movements count once. */
  markStale(): void {
    this.#db.exec('update ledger_about set stale = 1');
  }

  stale(): { stream: string; who: string; about: string }[] {
    return this.#db
      .sql('select stream, who, about from ledger_about where stale = 1 order by stream, who')
      .all() as unknown as { stream: string; who: string; about: string }[];
  }

  fresh(): void {
    this.#db.exec('update ledger_about set stale = 0');
  }
}

function sum(a: Sums, b: Readonly<Sums>): Sums {
  const made: Sums = {};
  for (const name of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const [x, y] = [a[name] ?? { count: 0, amount: 0 }, b[name] ?? { count: 0, amount: 0 }];
    made[name] = {
      count: x.count + y.count,
      amount: x.amount === null || y.amount === null ? null : x.amount + y.amount,
    };
  }
  return made;
}
