// What a file's rows become. No field here may hold a person: names, addresses, birth dates and free text have no place to go.
import type { Reduced } from '../../privacy/reduced.ts';
import type { TicketStatus } from './ticket-status.ts';

/** Instants are UTC milliseconds, amounts integer cents, null = not given, which is not zero. */
interface About {
  readonly line: number;
  readonly performanceRef: string;
  readonly title?: string;
  readonly startsAt?: number;
  readonly hall?: string;
}
export interface TicketRow extends About {
  readonly kind: 'ticket';
  readonly ticketRef: string;
  readonly orderRef?: string;
  /** Id of this row in the export, where it has one; tells two movements of a ticket apart. */
  readonly rowRef?: string;
  readonly orderedAt: number;
  /** A reservation that was paid later: sold from here on. */
  readonly paidAt?: number;
  /** When it was cancelled or refunded, where known. */
  readonly changedAt?: number;
  readonly priceType: string;
  readonly priceCents: number | null;
  /** Tickets on this row, 1 unless the export has a column for it. Negative only for returns in a delta file. */
  readonly count: number;
  /** Value of the whole row. */
  readonly amountCents: number | null;
  readonly status: TicketStatus;
  readonly channel?: string;
  /** What the privacy filter left of the row's person; only where the venue switched it on. */
  readonly audience?: Reduced;
}
export interface AggregateRow extends About {
  readonly kind: 'aggregate';
  readonly rowRef?: string;
  readonly priceType: string;
  readonly category?: string;
  readonly count: number;
  readonly amountCents: number | null;
  readonly status: 'sold' | 'reserved' | 'blocked';
  readonly asOf?: number;
  readonly capacity?: number;
}
export interface PerformanceRow extends About {
  readonly kind: 'performance';
  readonly title: string;
  readonly startsAt: number;
  readonly productionRef?: string;
  readonly venue?: string;
  readonly capacity?: number;
  readonly dipId?: string;
}
/** Without the reason for the block: it is free text in which people are named. */
export interface BlockedRow {
  readonly kind: 'blocked';
  readonly line: number;
  readonly performanceRef: string;
  readonly count: number;
  readonly asOf?: number;
}
export type FileRow = TicketRow | AggregateRow | PerformanceRow | BlockedRow;

export type RowFault =
  | 'wrong_column_count'
  | 'text_after_quote'
  | 'missing_value'
  | 'value_too_long'
  | 'not_a_date'
  | 'not_a_time'
  | 'ambiguous_amount'
  | 'not_an_amount'
  | 'fraction_of_cent'
  | 'amount_too_large'
  | 'not_a_count'
  | 'negative_count'
  | 'unknown_status'
  | 'personal_value';
export interface RowProblem {
  readonly ok: false;
  readonly reason: RowFault;
  /** Header as the file writes it, or our field's name where the column is absent. */
  readonly column: string;
  readonly line: number;
}
export interface RowWarning {
  readonly reason: 'skipped_hour' | 'repeated_hour';
  readonly column: string;
  readonly line: number;
}
export type RowResult =
  | { readonly ok: true; readonly row: FileRow; readonly warnings: readonly RowWarning[] }
  | { readonly ok: true; readonly row: null; readonly skipped: 'total' | 'blank' }
  | RowProblem;
