// One connector per state folder. The lock is SQLite's own on a file, so it ends with the process, however that ends.
import { join } from 'node:path';
import type { Connection, Databases } from '../ports/ports.ts';

/** Undefined while another process holds it. */
export function takeLock(folder: string, databases: Databases): Connection | undefined {
  databases.makeFolder(folder);
  const db = databases.open(join(folder, 'lock.db'));
  try {
    db.exec('pragma busy_timeout = 0; begin exclusive');
    return db;
  } catch (error) {
    db.close();
    if (((error as { errcode?: number }).errcode ?? 0) % 256 === 5) return undefined;
    throw error;
  }
}
