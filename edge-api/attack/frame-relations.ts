/** Between frames and between tables of the same matter: a subject and what it said before, the subjects inside it, a table and a finer one. */
import type { AudienceTableName } from '#protocol';
import type { Cells, TableName } from './cells.ts';
import { insideOf, type KnownFrame } from './frames.ts';

export function since(cells: Cells, frame: KnownFrame): void {
  const { before } = frame;
  if (!before) return;
  for (const [table, labels] of cells.categories) {
    if (!cells.has(frame, table) || !cells.has(before, table)) continue;
    if (table === 'visits' || table === 'combinations' || table === 'segment') continue;
    for (const label of labels) {
      const [now, was] = [cells.x(frame, table, label), cells.x(before, table, label)];
      const more = table === 'lead' || table === 'overlap' ? Infinity : frame.tickets - before.tickets;
      cells.programme.row([[now, 1], [was, -1]], -frame.erased, more); // prettier-ignore
      const [said, saidBefore] = [cells.said(frame, table, label), cells.said(before, table, label)];
      if (said === null || saidBefore === null || said === saidBefore) continue;
      const truth = cells.truth(frame, table, label) - cells.truth(before, table, label);
      cells.difference('release', `${frame.name} ${table} ${label} since`, now, was, truth, -100_000);
    }
  }
}

export function levelsOf(cells: Cells, frame: KnownFrame): void {
  const inside = insideOf(cells.frames, frame);
  for (const [table, labels] of cells.categories) {
    if (!cells.has(frame, table) || table === 'visits' || table === 'combinations') continue;
    const parts = inside.filter((part) => cells.has(part, table));
    for (const label of labels) {
      const x = cells.x(frame, table, label);
      for (const part of parts) {
        const y = cells.x(part, table, label);
        const late = part.round < frame.round ? frame.erased + part.erased : 0;
        cells.programme.row([[x, 1], [y, -1]], -late, Infinity); // prettier-ignore
        if (!cells.shows(frame, table, label) || !cells.shows(part, table, label) || late > 0) continue;
        const truth = cells.truth(frame, table, label) - cells.truth(part, table, label);
        cells.difference('level', `${frame.name} ${table} ${label} less ${part.name}`, x, y, truth);
      }
      for (const level of ['performance', 'production', 'genre'] as const) {
        const its = parts.filter((part) => part.level === level);
        sumOf(cells, frame, table, label, its);
      }
    }
  }
}

/** No more are in the whole than in its parts together, and what was sold since these were told. */
function sumOf(cells: Cells, frame: KnownFrame, table: TableName, label: string, parts: readonly KnownFrame[]): void {
  const covered = new Set(parts.flatMap(({ performances }) => performances));
  if (parts.length === 0 || frame.performances.some((p) => !covered.has(p)) || table === 'overlap') return;
  const sold = frame.tickets - parts.reduce((sum, part) => sum + part.tickets, 0);
  const terms = parts.map((part) => [cells.x(part, table, label), -1] as const);
  cells.programme.row([[cells.x(frame, table, label), 1], ...terms], -Infinity, Math.max(0, sold));
}

/** Four digits within two, age by gender within age. */
export function finerTables(cells: Cells, frame: KnownFrame): void {
  const finer = (fine: AudienceTableName, coarse: AudienceTableName, of: (label: string) => string): void => {
    if (!cells.tables.includes(fine) || !cells.has(frame, fine) || !cells.has(frame, coarse)) return;
    for (const [label, parts] of Map.groupBy(cells.labels(fine), of)) {
      if (!cells.labels(coarse).includes(label)) continue;
      const whole = cells.x(frame, coarse, label);
      cells.atLeast(whole, parts.map((part) => cells.x(frame, fine, part))); // prettier-ignore
      for (const part of parts) {
        if (!cells.shows(frame, fine, part) || !cells.shows(frame, coarse, label)) continue;
        const truth = cells.truth(frame, coarse, label) - cells.truth(frame, fine, part);
        cells.difference('tables', `${frame.name} ${label} less ${part}`, whole, cells.x(frame, fine, part), truth);
      }
    }
  };
  finer('origin_pc4', 'origin', (label) => label.slice(0, 2));
  finer('age_gender', 'age', (label) => label.split('|')[0] ?? '');
}
