/** Pure: what one performance's figures say first. Nothing to say is `null`, never a filler. */
import type { MonitorRow } from '#protocol';
import type { DetailTexts } from './detail-texts.ts';

/** Comparables are rounded to 5 points, so a gap under half of that is no gap. */
const NOISE = 0.025;

export function findingOf(row: MonitorRow, texts: DetailTexts, count: (value: number) => string): string | null {
  const { capacity } = row.figures;
  const over = row.attention.find((item) => item.code === 'over_capacity');
  if (over) return texts.over(row.title, count(over.seats));
  if (row.attention.some((item) => item.code === 'sold_out')) return texts.soldOut(row.title);
  if (!('median' in row.benchmark) || row.count === null || !capacity || row.daysToGo < 0) return null;
  const gap = row.count / capacity - row.benchmark.median;
  if (Math.abs(gap) < NOISE) return null;
  const tickets = count(Math.abs(Math.round(row.benchmark.median * capacity) - row.count));
  return gap < 0 ? texts.behind(row.title, tickets) : texts.ahead(row.title, tickets);
}

export interface SeatState {
  readonly name: 'normal' | 'discount' | 'free' | 'other' | 'reserved' | 'blocked' | 'available';
  readonly count: number | null;
  readonly amount: number | null;
}

/** The states of the house, which add up to capacity. */
export function seatStates({ figures, available }: MonitorRow): SeatState[] {
  const names = ['normal', 'discount', 'free', 'other', 'reserved', 'blocked'] as const;
  return [
    ...names.map((name) => ({ name, count: figures[name]?.count ?? null, amount: figures[name]?.amount ?? null })),
    { name: 'available', count: available === null ? null : Math.max(0, available), amount: null },
  ];
}

/** Seats by which the states pass the capacity. */
export const seatsOver = ({ available }: MonitorRow): number => (available !== null && available < 0 ? -available : 0);
