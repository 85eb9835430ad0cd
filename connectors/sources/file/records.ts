// Pure. Law: a record becomes a typed row of known fields or a named rejection; nothing else of it goes on.
import type { Reduced } from '../../privacy/reduced.ts';
import { cellText, type SourceRecord } from './cell.ts';
import { COLUMN_NAMES } from './column-names.ts';
import type { ColumnMap } from './columns.ts';
import type { DateOrder } from './dates.ts';
import type { DecimalStyle } from './money.ts';
import { normalName } from './normal-name.ts';
import { RowCells } from './row-cells.ts';
import type { AggregateRow, BlockedRow, FileRow, PerformanceRow, RowResult, TicketRow } from './rows.ts';
import { parseTicketStatus, type TicketStatus } from './ticket-status.ts';

export interface RowOptions {
  /** IANA zone of the venue. */
  readonly zone: string;
  readonly dateOrder?: DateOrder;
  readonly decimals?: DecimalStyle;
  /** The venue's words for a ticket's state. */
  readonly statuses?: Readonly<Record<string, TicketStatus>>;
  /** Instant (UTC ms) for the tickets of a file without a date column, such as the file's time. Without it they are rejected. */
  readonly fallbackAt?: number;
  /** Returns may be negative; only in a delta file. */
  readonly negativeCounts?: boolean;
  /** The privacy filter for a file of these columns; undefined where it tells no buyers. */
  readonly reduce?: (map: ColumnMap) => ((record: SourceRecord, row: TicketRow) => Reduced) | undefined;
}

const TOTAL = /^(sub|eind)?_?tota(al|len|l|ls)(_generaal)?$/;
const TOTAL_OF = /^(sub|eind)?_?tota(al|len|l|ls)(_.*)?$/;

/** Reader of the records that follow the header of `map`. */
export function createRowReader(map: ColumnMap, options: RowOptions): (record: SourceRecord) => RowResult {
  const cells = new RowCells(
    map,
    options.dateOrder ? { zone: options.zone, order: options.dateOrder } : { zone: options.zone },
    options.decimals,
  );
  const statuses = new Map(Object.entries(options.statuses ?? {}).map(([word, status]) => [normalName(word), status]));
  const refIndex = map.columns.find((column) => column.field === 'performance_ref')?.index ?? 0;
  const required = map.columns.flatMap(({ field, index }) => (COLUMN_NAMES[map.kind][field]?.required ? [index] : []));
  const read: Record<ColumnMap['kind'], (line: number) => FileRow> = {
    tickets: (line) => ticketRow(cells, line, options, statuses),
    sales: (line) => aggregateRow(cells, line, options, statuses),
    blocked: (line) => blockedRow(cells, line),
    performances: (line) => performanceRow(cells, line),
  };
  const reduce = options.reduce?.(map);
  return (record) => {
    const skipped = skippable(record, refIndex, required);
    if (skipped) return { ok: true, row: null, skipped };
    if (record.fault) return { ok: false, reason: record.fault, column: '', line: record.line };
    if (!fits(record, map.width)) return { ok: false, reason: 'wrong_column_count', column: '', line: record.line };
    cells.load(record);
    const row = read[map.kind](record.line);
    if (cells.problem) return cells.problem;
    const told = reduce && row.kind === 'ticket' ? { ...row, audience: reduce(record, row) } : row;
    return { ok: true, row: told, warnings: cells.warnings };
  };
}

/** Spreadsheets leave out empty cells at the end, so their rows (never those of a CSV) may be shorter. */
function fits(record: SourceRecord, width: number): boolean {
  if (record.cells.length === width) return true;
  if (record.sparse !== true) return false;
  return record.cells.length < width || record.cells.slice(width).every((cell) => cell === '');
}

/**
 * A total names itself where the performance should be, or begins with the word and lacks what every row must have. A
 * performance called `Total Loss` is neither.
 */
function skippable(record: SourceRecord, refIndex: number, required: readonly number[]): 'total' | 'blank' | undefined {
  const first = record.cells.find((cell) => cell !== '' && cellText(cell) !== '');
  if (first === undefined) return 'blank';
  const ref = cellText(record.cells[refIndex]);
  if (isTotal(ref, TOTAL)) return 'total';
  if (!isTotal(ref, TOTAL_OF) && !isTotal(cellText(first), TOTAL_OF)) return undefined;
  return required.some((index) => cellText(record.cells[index]) === '') ? 'total' : undefined;
}

function isTotal(text: string, pattern: RegExp): boolean {
  const code = text.charCodeAt(0) | 0x20;
  // Only words that begin with t, s or e are worth the cost of normalising, millions of times.
  return (code === 116 || code === 115 || code === 101) && pattern.test(normalName(text));
}

/** Leaves out what is undefined: an absent field is absent, not undefined. */
function given<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): Partial<T> {
  const made: Partial<T> = {};
  for (const key in fields) if (fields[key] !== undefined) made[key] = fields[key];
  return made;
}

function about(cells: RowCells) {
  return given<{ title: string; startsAt: number; hall: string }>({
    title: cells.name('title', 300),
    startsAt: cells.start(),
    hall: cells.name('hall', 120),
  });
}

function status(cells: RowCells, own: ReadonlyMap<string, TicketStatus>): TicketStatus {
  const text = cells.text('status');
  const found = text === '' ? 'sold' : parseTicketStatus(text, own);
  if (!found) cells.fault('unknown_status', 'status');
  return found ?? 'sold';
}

function ticketRow(
  cells: RowCells,
  line: number,
  options: RowOptions,
  own: ReadonlyMap<string, TicketStatus>,
): TicketRow {
  const performanceRef = cells.required('performance_ref');
  const ticketRef = cells.required('ticket_ref');
  const dateField = cells.has('ordered_at') ? 'ordered_at' : 'ordered_date';
  const orderedAt = cells.has(dateField) ? cells.event(dateField, 'ordered_time') : options.fallbackAt;
  if (orderedAt === undefined) cells.fault('missing_value', dateField);
  const count = cells.count('count', options.negativeCounts === true) ?? 1;
  const price = cells.money('price');
  const total = cells.money('amount');
  const cancelledAt = cells.event('cancelled_at');
  const changedAt = cells.event('changed_at');
  const told = status(cells, own);
  // Exports without a status column tell a cancellation by its date alone.
  const gone = cancelledAt !== undefined && (told === 'sold' || told === 'reserved') ? 'cancelled' : told;
  return {
    kind: 'ticket',
    line,
    performanceRef,
    ticketRef,
    orderedAt: orderedAt ?? 0,
    priceType: cells.name('price_type', 120) ?? '',
    priceCents: price ?? (total !== null && count !== 0 ? Math.round(total / count) : null),
    count,
    amountCents: total ?? (price === null ? null : price * count),
    status: gone,
    ...given<TicketRow>({
      orderRef: cells.ref('order_ref'),
      rowRef: cells.ref('row_ref'),
      paidAt: cells.event('paid_at'),
      changedAt: cancelledAt ?? changedAt,
      channel: cells.name('channel', 80),
    } as { [K in keyof TicketRow]: TicketRow[K] | undefined }),
    ...about(cells),
  };
}

function aggregateRow(
  cells: RowCells,
  line: number,
  options: RowOptions,
  own: ReadonlyMap<string, TicketStatus>,
): AggregateRow {
  const found = status(cells, own);
  if (found === 'cancelled' || found === 'refunded') cells.fault('unknown_status', 'status');
  const count = cells.count('count', options.negativeCounts === true);
  if (count === undefined) cells.fault('missing_value', 'count');
  return {
    kind: 'aggregate',
    line,
    performanceRef: cells.required('performance_ref'),
    priceType: cells.name('price_type', 120) ?? '',
    count: count ?? 0,
    amountCents: cells.money('amount'),
    status: found === 'reserved' || found === 'blocked' ? found : 'sold',
    ...given<AggregateRow>({
      rowRef: cells.ref('row_ref'),
      category: cells.name('category', 80),
      asOf: cells.event('as_of'),
      capacity: cells.count('capacity', false),
    } as { [K in keyof AggregateRow]: AggregateRow[K] | undefined }),
    ...about(cells),
  };
}

function blockedRow(cells: RowCells, line: number): BlockedRow {
  const count = cells.count('count', false);
  if (count === undefined) cells.fault('missing_value', 'count');
  const asOf = cells.event('as_of');
  return {
    kind: 'blocked',
    line,
    performanceRef: cells.required('performance_ref'),
    count: count ?? 0,
    ...(asOf === undefined ? {} : { asOf }),
  };
}

function performanceRow(cells: RowCells, line: number): PerformanceRow {
  const performanceRef = cells.required('performance_ref');
  const { title, startsAt, hall } = about(cells);
  if (title === undefined) cells.fault('missing_value', 'title');
  if (startsAt === undefined) cells.fault('missing_value', cells.has('start') ? 'start' : 'start_date');
  return {
    kind: 'performance',
    line,
    performanceRef,
    title: title ?? '',
    startsAt: startsAt ?? 0,
    ...given<PerformanceRow>({
      hall,
      productionRef: cells.ref('production_ref'),
      venue: cells.name('venue', 120),
      capacity: cells.count('capacity', false),
      dipId: cells.ref('dip_id'),
    } as { [K in keyof PerformanceRow]: PerformanceRow[K] | undefined }),
  };
}
