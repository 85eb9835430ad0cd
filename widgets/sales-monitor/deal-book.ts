/** What is known of deals, by the names of the answer it stands beside; its cells fill in when it comes. */
import type { MonitorRow, Names } from '#protocol';
import { h } from './elements.ts';
import type { ColumnId } from './monitor-columns.ts';

export type DealColumn = 'deal' | 'share';
export const isDealColumn = (id: ColumnId): id is DealColumn => id === 'deal' || id === 'share';

/** What a cell says, and sorts by. */
export interface DealText {
  readonly text: string;
  readonly small: string;
  readonly value: number | string | null;
}
export interface DealBook {
  readonly of: (column: DealColumn, performance: string) => DealText;
}

const books = new WeakMap<Names, DealBook>();
const waiting = new WeakMap<Names, Map<HTMLElement, () => void>>();

export function dealCell(column: DealColumn, row: MonitorRow, names: Names): HTMLElement {
  const cell = h('span', '');
  const write = (): void => {
    const said = books.get(names)?.of(column, row.id);
    cell.ariaBusy = said ? null : 'true';
    cell.replaceChildren(said?.text ?? '…', ...(said?.small ? [h('small', '', said.small)] : []));
  };
  write();
  if (!books.has(names)) {
    const cells = waiting.get(names) ?? new Map<HTMLElement, () => void>();
    waiting.set(names, cells.set(cell, write));
  }
  return cell;
}

export const dealValue = (column: DealColumn, row: MonitorRow, names: Names): number | string | null =>
  books.get(names)?.of(column, row.id).value ?? null;

/** From now on these names have deals beside them; the cells that waited are filled. */
export function putBook(names: Names, book: DealBook): void {
  books.set(names, book);
  for (const write of waiting.get(names)?.values() ?? []) write();
  waiting.delete(names);
}
