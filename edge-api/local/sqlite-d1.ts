/** SQLite in this process with the face of a D1 binding, as far as reading goes. */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { D1Like } from './local-worker.ts';

/** To be given where a D1 binding is wanted that is only read. */
export type D1Face = Pick<D1Like, 'prepare'>;

/** `asked` is told of each statement that is run. */
export function d1Of(sqlite: DatabaseSync, asked?: () => void): D1Face {
  const statement = (sql: string, values: readonly SQLInputValue[]) => {
    const all = () => {
      asked?.();
      return sqlite.prepare(sql).all(...values);
    };
    return {
      bind: (...bound: SQLInputValue[]) => statement(sql, bound),
      all: () => Promise.resolve({ results: all() }),
      run: () => Promise.resolve({ results: all() }),
      first: () => Promise.resolve(all()[0] ?? null),
    };
  };
  return { prepare: (sql: string) => statement(sql, []) } as unknown as D1Face;
}
