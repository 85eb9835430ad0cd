/** Everything that must hold between the cells of some tables: written as rows, as sharply as whole numbers allow. */
import type { AudienceTableName } from '#protocol';
import { catchmentOf } from './catchment-relations.ts';
import { Cells, type Asked, type Reading } from './cells.ts';
import type { KnownFrame } from './frames.ts';
import { finerTables, levelsOf, since } from './frame-relations.ts';
import type { Programme } from './programme.ts';
import { cellsOf, tableOf } from './table-relations.ts';
import { visitsOf } from './visit-relations.ts';

/** Writes the rows; answers what is asked of them. */
export function relate(
  programme: Programme,
  frames: readonly KnownFrame[],
  tables: readonly AudienceTableName[],
  reading: Reading,
  without: ReadonlySet<string>,
): readonly Asked[] {
  const cells = new Cells(programme, frames, tables, reading, without);
  for (const frame of frames) {
    cellsOf(cells, frame, 'own');
    for (const table of tables) if (frame.published.tables[table]) tableOf(cells, frame, table);
    since(cells, frame);
    levelsOf(cells, frame);
  }
  for (const frame of frames) {
    finerTables(cells, frame);
    if (tables.includes('visits')) visitsOf(cells, frame);
    if (tables.includes('origin')) catchmentOf(cells, frame);
  }
  return cells.asked;
}
