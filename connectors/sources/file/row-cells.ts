// Pure: typed access to one record's cells by field. The first fault found is kept; a value is never part of it.
import { cellText, type Cell, type SourceRecord } from './cell.ts';
import type { ColumnMap } from './columns.ts';
import { parseDateAndTime, type DateOptions } from './dates.ts';
import { parseMoney, type DecimalStyle } from './money.ts';
import type { RowFault, RowProblem, RowWarning } from './rows.ts';

const MAX_COUNT = 1_000_000;
/** An e-mail address, or a telephone number as people write one: keys have digits without spaces, or letters in them. */
const PERSONAL =
  /\S@\S+\.\S|^(\+|00)\d[\d\s()/.-]{7,}$|^(?=(?:\D*\d){9,}\D*$)\(?0\d{1,3}\)?[\s/-]+\d[\d\s-]{4,}$|^06\d{8}$/;
const HALF_DAY_MS = 12 * 3_600_000;

export class RowCells {
  readonly #columns: ReadonlyMap<string, { readonly index: number; readonly header: string }>;
  readonly #dates: DateOptions;
  readonly #money: DecimalStyle | undefined;
  #cells: readonly Cell[] = [];
  #line = 0;
  problem: RowProblem | undefined;
  warnings: RowWarning[] = [];

  constructor(map: ColumnMap, dates: DateOptions, money: DecimalStyle | undefined) {
    this.#columns = new Map(map.columns.map(({ field, index, header }) => [field, { index, header }]));
    this.#dates = dates;
    this.#money = money;
  }

  load(record: SourceRecord): void {
    this.#cells = record.cells;
    this.#line = record.line;
    this.problem = undefined;
    this.warnings = [];
  }

  has(field: string): boolean {
    return this.#columns.has(field);
  }

  fault(reason: RowFault, field: string): void {
    this.problem ??= { ok: false, reason, column: this.#columns.get(field)?.header ?? field, line: this.#line };
  }

  #cell(field: string): Cell | undefined {
    const column = this.#columns.get(field);
    return column === undefined ? undefined : this.#cells[column.index];
  }

  text(field: string): string {
    return cellText(this.#cell(field));
  }

  /** Names are shortened; they are shown, never compared. */
  name(field: string, max: number): string | undefined {
    return this.#impersonal(field).slice(0, max).trim() || undefined;
  }

  /** What leaves as words must not be somebody's address: a shifted row puts one there. */
  #impersonal(field: string): string {
    const text = this.text(field);
    if (text.length < 6 || !PERSONAL.test(text)) return text;
    this.fault('personal_value', field);
    return '';
  }

  /** Keys are never shortened: two could become one. */
  ref(field: string): string | undefined {
    const text = this.#impersonal(field);
    if (text.length > 120) this.fault('value_too_long', field);
    return text || undefined;
  }

  required(field: string): string {
    const text = this.ref(field);
    if (text === undefined) this.fault('missing_value', field);
    return text ?? '';
  }

  money(field: string): number | null {
    const money = parseMoney(this.#cell(field), this.#money);
    if (money.ok) return money.cents;
    this.fault(money.reason, field);
    return null;
  }

  count(field: string, negative: boolean): number | undefined {
    const text = this.text(field)
      .replace(/^\((.*)\)$/, '-$1')
      .replace(/\u2212/g, '-');
    if (text === '') return undefined;
    // Whole numbers only, so a dot or comma before three digits can but group thousands.
    const plain = /^-?\d{1,3}([.,' \u00a0])\d{3}(\1\d{3})*$/.test(text)
      ? text.replace(/[^\d-]/g, '')
      : text.replace(/[.,]0+$/, '');
    const count = Number(plain);
    if (!/^-?\d+$/.test(plain) || Math.abs(count) > MAX_COUNT) this.fault('not_a_count', field);
    else if (count < 0 && !negative) this.fault('negative_count', field);
    return count === 0 ? 0 : count;
  }

  /** A day without a time counts as its noon, so that the hours by which the business day is shifted keep it in that day. */
  event(field: string, timeField?: string): number | undefined {
    return this.#instant(field, timeField, HALF_DAY_MS);
  }

  /** A start without a time is the start of that day. */
  start(): number | undefined {
    const field = this.has('start') ? 'start' : 'start_date';
    return this.#instant(field, 'start_time', 0);
  }

  #instant(field: string, timeField: string | undefined, whenDateOnly: number): number | undefined {
    const moment = parseDateAndTime(
      this.#cell(field),
      timeField === undefined ? undefined : this.#cell(timeField),
      this.#dates,
    );
    if (!moment.ok) {
      this.fault(moment.reason, moment.reason === 'not_a_time' && timeField !== undefined ? timeField : field);
      return undefined;
    }
    if (moment.at === null) return undefined;
    if (moment.warning)
      this.warnings.push({
        reason: moment.warning,
        column: this.#columns.get(field)?.header ?? field,
        line: this.#line,
      });
    return moment.dateOnly ? moment.at + whenDateOnly : moment.at;
  }
}
