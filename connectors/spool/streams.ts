// Counts and checkpoints of each stream: where its files stand and what became of its items.
import type { SourceContent, SourceFile, SourceProblem } from '../sources/source.ts';
import type { SpoolDatabase } from './database.ts';

export type Counter = 'queued' | 'acknowledged' | 'superseded';

export class Streams {
  readonly #db: SpoolDatabase;

  constructor(db: SpoolDatabase) {
    this.#db = db;
  }

  count(stream: string, counter: Counter, by: number): void {
    this.#db.sql('insert or ignore into stream(name) values (?)').run(stream);
    this.#db.sql(`update stream set ${counter} = ${counter} + ? where name = ?`).run(by, stream);
  }

  acknowledged(stream: string, asOf: number): void {
    this.#db.sql('update stream set acked_as_of = max(coalesce(acked_as_of, 0), ?) where name = ?').run(asOf, stream);
  }

  stampOf(path: string): string | undefined {
    return this.#db.sql('select stamp from checkpoint where path = ?').get(path)?.['stamp'] as string | undefined;
  }

  /** Problems are those of the file as it is now: a corrected export clears them. */
  checkpoint(file: Omit<SourceFile, 'read'>, content: SourceContent, problems: readonly SourceProblem[]): void {
    const { path, stream, stamp, mapping } = file;
    this.count(stream, 'queued', 0);
    this.#db
      .sql(
        'insert or replace into checkpoint(path, stream, stamp, sha256, mapping, file_at, rows, more_problems) values (?, ?, ?, ?, ?, ?, ?, ?)',
      )
      .run(path, stream, stamp, content.sha256, mapping, content.fileTime, content.rows, content.moreProblems);
    this.readUpTo(stream, content.rows > 0 ? content.fileTime : 0);
    this.#db.sql('delete from source_problem where path = ?').run(path);
    for (const { reason, column, line } of problems)
      this.#db
        .sql('insert into source_problem(path, stream, reason, column_name, line) values (?, ?, ?, ?, ?)')
        .run(path, stream, reason, column.slice(0, 80), line);
  }

  readUpTo(stream: string, at: number): void {
    this.#db.sql('update stream set file_at = max(coalesce(file_at, 0), ?) where name = ?').run(at, stream);
  }

  backfilling(): boolean {
    return this.#db.get('backfill') !== undefined;
  }

  /** Files are to be read again. */
  forget(): void {
    this.#db.exec('delete from checkpoint; delete from source_problem');
  }

  /** Keeps no line for files that were removed long ago. */
  dropVanished(stream: string, present: ReadonlySet<string>, before: number): void {
    const rows = this.#db.sql('select path from checkpoint where stream = ? and file_at < ?').all(stream, before);
    for (const { path } of rows as { path: string }[])
      if (!present.has(path)) {
        this.#db.sql('delete from checkpoint where path = ?').run(path);
        this.#db.sql('delete from source_problem where path = ?').run(path);
      }
  }
}
