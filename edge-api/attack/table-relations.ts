/** Between the cells of one table: what was said of each, and what all of them must come to. */
import { AUDIENCE_K, AUDIENCE_TABLES, LEAD_BANDS, PARTY_BANDS, PRICE_CLASSES, type AudienceTableName } from '#protocol';
import { OPEN_TABLES } from '../src/audience/release/published.ts';
import { COMPLETE, type Cells, type TableName } from './cells.ts';
import type { KnownFrame } from './frames.ts';

const PARTY_LEAST = [1, 2, 3, 5, 10];

export function cellsOf(cells: Cells, frame: KnownFrame, table: TableName): void {
  const { programme, without } = cells;
  const withheld = table !== 'own' && frame.published.tables[table]?.withheld !== undefined;
  for (const label of cells.labels(table)) {
    const x = cells.x(frame, table, label);
    const said = cells.said(frame, table, label);
    const truth = cells.truth(frame, table, label);
    const { before } = frame;
    const again = before !== null && cells.has(before, table) && cells.said(before, table, label) === said;
    if (said === null) {
      if (without.has('hiding')) programme.within(x, truth, truth);
      else if (cells.reading === 'narrow' && !withheld && truth < AUDIENCE_K) programme.within(x, 0, 9);
    } else if (said === 0) programme.within(x, 0, 0);
    else if (without.has('tens')) programme.within(x, truth, truth);
    else if (!again) programme.within(x, said, said + 9);
    cells.asked.push({ kind: 'cell', variable: x, truth, name: `${frame.name} ${table} ${label}` });
  }
}

export function tableOf(cells: Cells, frame: KnownFrame, table: AudienceTableName): void {
  cellsOf(cells, frame, table);
  const n = cells.buyers(frame);
  const labels = cells.labels(table);
  // A table that is withheld everywhere names no category, and nobody would be in none.
  if (labels.length === 0) return;
  const xs = labels.map((label) => cells.x(frame, table, label));
  if (AUDIENCE_TABLES[table].many) {
    for (const x of xs) cells.atLeast(n, [x]);
    const whole = !OPEN_TABLES.has(table) && (table !== 'lead' || frame.played);
    if (whole) cells.programme.row([...xs.map((x) => [x, 1] as const), [n, -1]], 0, Infinity);
  } else {
    cells.atLeast(n, xs, COMPLETE.has(table) ? 0 : Infinity);
    // Buyers without a place hold a ticket each, and no more tickets are without one than the coverage leaves.
    const unknown = table === 'origin' ? frame.unknown.postcode : table === 'age' ? frame.unknown.age : null;
    if (unknown !== null && !OPEN_TABLES.has(table)) cells.atLeast(n, xs, unknown);
    for (const [i, label] of labels.entries()) {
      if (!cells.shows(frame, table, label)) continue;
      const truth = frame.exact.buyers - cells.truth(frame, table, label);
      cells.difference('everyone', `${frame.name} ${table} not ${label}`, n, xs[i] ?? 0, truth);
    }
  }
  ticketsOf(cells, frame, table, labels, xs);
}

/** The monitor's exact tickets: nobody without one, and few enough without a name. */
function ticketsOf(
  cells: Cells,
  frame: KnownFrame,
  table: AudienceTableName,
  labels: readonly string[],
  xs: readonly number[],
): void {
  const { programme } = cells;
  if (table === 'lead' || table === 'price_class') {
    const names: readonly string[] = table === 'lead' ? LEAD_BANDS : PRICE_CLASSES;
    for (const [i, label] of labels.entries()) {
      const category = names.indexOf(label);
      const tickets = frame.rooms.reduce((sum, room) => sum + (room[table]?.[category] ?? Infinity), 0);
      const known = table === 'price_class' || frame.played;
      const least = known && tickets > frame.unknown.buyer && tickets < Infinity ? 1 : 0;
      // Reports of a venue can be of another day than its orders: whoever took them at their word would err, and is not followed.
      const truth = cells.truth(frame, table, label);
      if (truth >= least && truth <= tickets) programme.within(xs[i] ?? 0, least, tickets);
    }
  }
  if (table === 'party') {
    const least = labels.map((label, i) => [xs[i] ?? 0, PARTY_LEAST[PARTY_BANDS.indexOf(label as '1')] ?? 1] as const);
    programme.row(least, 0, frame.tickets);
  }
  programme.within(cells.buyers(frame), 0, frame.tickets);
}
