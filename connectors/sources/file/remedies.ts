// What a person does about a fault of a file, in words; said by discover and status.
import type { RowFault } from './rows.ts';
import type { FileFault } from './source-file-error.ts';

export type ProblemReason =
  RowFault | FileFault | 'too_many_absent' | 'too_many_tickets' | 'delta_without_row_id' | 'audience_column_missing';

export const REMEDIES: Readonly<Record<ProblemReason, string>> = {
  wrong_column_count:
    'the row has another number of columns than the header: look for a separator inside a field without quotes',
  text_after_quote: 'text follows a closing quote: double the quotes inside a field, or leave them out',
  missing_value:
    'a field that every row must have is empty: fill it in the ticketing system, or leave such rows out of the export',
  value_too_long: 'a key is longer than 120 characters: check that the right column is used',
  not_a_date: 'not a date: export dates as 2026-10-02 20:15 or 02-10-2026 20:15, or set dateOrder',
  not_a_time: 'not a time: export times as 20:15',
  ambiguous_amount: '1.234 may be one euro or a thousand: set decimals: comma or decimals: dot',
  not_an_amount: 'not an amount: export amounts as 12,50 without words',
  fraction_of_cent: 'an amount with more than two decimals: export whole cents',
  amount_too_large: 'an amount that cannot be right: check that the right column is used',
  not_a_count: 'not a whole number: check that the right column is used',
  negative_count: 'a negative number of tickets: set mode: delta if the file holds movements',
  unknown_status:
    'a ticket state that is not known: name it under statuses, such as statuses: { Vervallen: cancelled }',
  personal_value:
    'an e-mail address or telephone number where a performance, title, hall or kind of ticket should be: the row is shifted, or a column has the wrong name',
  empty_file: 'the file is empty: export it again',
  broken_encoding: 'the file changes its encoding half-way: export it again as UTF-8, or set encoding',
  zero_bytes: 'the file was cut off or is still being copied: copy it again',
  unterminated_quote: 'a quote is opened and never closed: correct that line or export again',
  no_header: 'the columns are not recognised: run discover, and name yours under columns',
  old_excel: 'an old .xls workbook, or one with a password: save it as .xlsx without password, or as CSV',
  not_a_table: 'a web page, XML or PDF under another name: export it as CSV or .xlsx',
  broken_workbook: 'not a whole .xlsx workbook: copy it again, or export it as CSV',
  too_large: 'the workbook is too large: export it as CSV, or in parts',
  needs_path: 'a workbook must be a file',
  too_many_absent:
    'more tickets vanished than maxAbsentShare allows, so nothing was set to zero: check the export, or raise maxAbsentShare once',
  too_many_tickets:
    'more than 1,390,000 tickets in one file: a ticket that stands in it twice may be counted twice; export each season apart',
  audience_column_missing:
    'a column that audience.columns names is not in the file: correct its name, or leave it out of the configuration',
  delta_without_row_id:
    'a file of movements needs a column with the id of each row: without it a movement could count twice',
};

export const remedyOf = (reason: string): string =>
  (REMEDIES as Record<string, string>)[reason] ?? 'see the README of the file source';
