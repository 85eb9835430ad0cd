/** Sums over rows: pure, and how they stand in the table. */
import type { MonitorRow } from '#protocol';
import { urgency } from './attention-order.ts';
import type { ColumnId } from './monitor-columns.ts';
import { moreTextsOf } from './more-texts.ts';
import { h, type Child } from './elements.ts';
import { cell, figure, occupancy, small, titleCell, whyText, type Shown } from './row-cells.ts';
import type { Sum } from './table-items.ts';

const known = (values: readonly (number | null | undefined)[]): number | null => {
  const there = values.filter((value) => typeof value === 'number');
  return there.length ? there.reduce((a, b) => a + b, 0) : null;
};

/** Cancelled performances are listed and not added up. */
export function sumOf(all: readonly MonitorRow[]): Sum {
  const rows = all.filter((row) => row.status !== 'cancelled');
  const whole = rows.filter((row) => row.count !== null && row.figures.capacity !== null);
  const seats = known(whole.map((row) => row.figures.capacity));
  const sold = known(whole.map((row) => row.count));
  const told = rows.filter((row) => row.count !== null);
  return {
    performances: all.length,
    count: known(rows.map((row) => row.count)),
    unknown: rows.length - told.length,
    amount: known(rows.map((row) => row.amount)),
    amountUnknown: told.filter((row) => row.amount === null).length,
    capacity: known(rows.map((row) => row.figures.capacity)),
    occupancy: seats && sold !== null ? sold / seats : null,
    reserved: known(rows.map((row) => row.figures.reserved?.count)),
    blocked: known(rows.map((row) => row.figures.blocked?.count)),
    available: known(rows.map((row) => row.available)),
    change: [
      known(rows.map((row) => row.change.count[0])),
      known(rows.map((row) => row.change.count[1])),
      known(rows.map((row) => row.change.count[2])),
    ],
    needing: all.filter((row) => urgency(row) > 0).length,
  };
}

const CHANGES: Partial<Record<ColumnId, 0 | 1 | 2>> = { change1: 0, change7: 1, change28: 2 };

/** A sum says how many rows told nothing, instead of taking them for zero. */
function summed(value: number | null, unknown: number, say: (value: number) => string, shown: Shown): Child[] {
  if (value === null) return [shown.texts.unknown];
  return [say(value), unknown ? small(moreTextsOf(shown.format.dutch).notTold(unknown)) : null];
}

function sumFigure(id: ColumnId, sum: Sum, shown: Shown): Child[] {
  const { format } = shown;
  switch (id) {
    case 'occupancy': {
      const { count, reserved, blocked, capacity } = sum;
      return [occupancy({ count, reserved, blocked, capacity, peers: null }, sum.occupancy, shown)];
    }
    case 'count':
      return summed(sum.count, sum.unknown, format.count, shown);
    case 'amount':
      return summed(sum.amount, sum.amountUnknown, format.money, shown);
    case 'capacity':
    case 'reserved':
    case 'blocked':
    case 'available':
      return [figure(sum[id], shown)];
    case 'change1':
    case 'change7':
    case 'change28':
      return [format.change(sum.change[CHANGES[id] ?? 0] ?? null)];
    case 'attention':
      return sum.needing ? [whyText(moreTextsOf(format.dutch).needing(sum.needing))] : [];
    default:
      return [];
  }
}

/** `name` stands where a performance has its title; left out, it is the sum of all. */
export function sumCell(id: ColumnId, sum: Sum, shown: Shown, name?: string): HTMLElement {
  if (id !== 'title') return cell(id, sumFigure(id, sum, shown), shown);
  const title = h('strong', '', name ?? moreTextsOf(shown.format.dutch).total);
  return titleCell(title, small(shown.texts.performances(sum.performances)));
}
