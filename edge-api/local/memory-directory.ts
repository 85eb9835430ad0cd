/** For tests of pure parts that ask a little SQL: the directory's own schema in SQLite in memory, with the face of a D1 binding. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { D1Like } from './local-worker.ts';

const FOLDER = join(import.meta.dirname, '../migrations/directory');

export interface MemoryDirectory {
  /** To be given where a D1 binding is wanted. */
  readonly d1: Pick<D1Like, 'prepare'>;
  readonly sqlite: DatabaseSync;
  /** Statements that were run through the binding. */
  asked(): number;
}

export function memoryDirectory(): MemoryDirectory {
  const sqlite = new DatabaseSync(':memory:');
  for (const name of readdirSync(FOLDER).toSorted()) sqlite.exec(readFileSync(join(FOLDER, name), 'utf8'));
  let asked = 0;
  const statement = (sql: string, values: SQLInputValue[]) => {
    const all = () => {
      asked += 1;
      return sqlite.prepare(sql).all(...values);
    };
    return {
      bind: (...bound: SQLInputValue[]) => statement(sql, bound),
      all: () => Promise.resolve({ results: all() }),
      run: () => Promise.resolve({ results: all() }),
      first: () => Promise.resolve(all()[0] ?? null),
    };
  };
  const d1 = { prepare: (sql: string) => statement(sql, []) } as unknown as MemoryDirectory['d1'];
  return { d1, sqlite, asked: () => asked };
}
