// Looks into the databases of a stopped API: is every acknowledged figure still there, or one that came after it?
import { copyFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { COMPONENTS, reportDay } from '#protocol';
import type { Acknowledged } from './wire.ts';

function databases(stateDir: string): { path: string; db: DatabaseSync; tables: Set<string> }[] {
  const folder = join(stateDir, 'd1');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /[0-9a-f]{64}\.sqlite$/.test(name))
    .map((name) => {
      const db = new DatabaseSync(join(folder, name));
      const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
      return { path: join(folder, name), db, tables: new Set(tables.map((row) => String(row['name']))) };
    });
}

/** A copy of each shard beside it, as SQLite makes one: complete, and without what is still in its log. */
export function saveShards(stateDir: string): void {
  for (const { path, db, tables } of databases(stateDir)) {
    if (tables.has('sales_day')) db.prepare('VACUUM INTO ?').run(`${path}.saved`);
    db.close();
  }
}

/** Puts back the copy of the shard in which this organisation lives. */
export function putShardBack(stateDir: string, organisation: string): void {
  const all = databases(stateDir);
  const directory = all.find(({ tables }) => tables.has('organisation'))?.db;
  const key = Number(directory?.prepare('SELECT key FROM organisation WHERE id = ?').get(organisation)?.['key']);
  const home = all.find(
    ({ db, tables }) =>
      tables.has('tenant_home') && db.prepare("SELECT 1 FROM tenant_home WHERE tenant = ? AND state = 'home'").get(key),
  );
  for (const { db } of all) db.close();
  if (!home) throw new Error(`${organisation} lives nowhere`);
  for (const tail of ['', '-wal', '-shm']) rmSync(home.path + tail, { force: true });
  copyFileSync(`${home.path}.saved`, home.path);
}

/** Acknowledged items of which neither they nor a later version stand on their day. */
export function findLost(stateDir: string, acknowledged: Iterable<Acknowledged>): Acknowledged[] {
  const all = databases(stateDir);
  try {
    const directory = all.find(({ tables }) => tables.has('organisation'))?.db;
    if (!directory) throw new Error('no directory');
    const keys = new Map(
      directory
        .prepare(
          "SELECT p.key, p.venue, r.id || '|' || p.number_text AS id FROM performance p JOIN production r ON r.key = p.production",
        )
        .all()
        .map((row) => [String(row['id']), { key: Number(row['key']), venue: Number(row['venue']) }]),
    );
    const homes = all
      .filter(({ tables }) => tables.has('sales_day'))
      .map(({ db }) => ({
        live: db.prepare("SELECT 1 FROM tenant_home WHERE tenant = ? AND state = 'home'"),
        row: db.prepare('SELECT * FROM sales_day WHERE tenant = ? AND performance = ? AND day = ?'),
      }));
    const lost: Acknowledged[] = [];
    for (const said of acknowledged) {
      const found = keys.get(said.performance);
      const home = found && homes.find(({ live }) => live.get(found.venue));
      const row = home?.row.get(found?.venue ?? 0, found?.key ?? 0, reportDay(said.asOf, 'Europe/Amsterdam'));
      const version = said.asOf * 1_000 + said.revision;
      const stands = COMPONENTS.every((name) => {
        const value = said.item[name];
        if (value === undefined) return true;
        const v = Number(row?.[`${name}_v`] ?? -1);
        const n = typeof value === 'number' ? value : value.count;
        return v > version || (v === version && Number(row?.[`${name}_n`]) === n);
      });
      if (!stands) lost.push(said);
    }
    return lost;
  } finally {
    for (const { db } of all) db.close();
  }
}
