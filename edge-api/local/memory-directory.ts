/** For tests of pure parts that ask a little SQL: the directory's own schema in SQLite in memory, with the face of a D1 binding. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { d1Of, type D1Face } from './sqlite-d1.ts';

const FOLDER = join(import.meta.dirname, '../migrations/directory');

export interface MemoryDirectory {
  /** To be given where a D1 binding is wanted. */
  readonly d1: D1Face;
  readonly sqlite: DatabaseSync;
  /** Statements that were run through the binding. */
  asked(): number;
}

export function memoryDirectory(): MemoryDirectory {
  const sqlite = new DatabaseSync(':memory:');
  for (const name of readdirSync(FOLDER).toSorted()) sqlite.exec(readFileSync(join(FOLDER, name), 'utf8'));
  let asked = 0;
  const d1 = d1Of(sqlite, () => (asked += 1));
  return { d1, sqlite, asked: () => asked };
}
