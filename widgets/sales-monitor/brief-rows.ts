/** A long list thrown far shows date and title of its new rows at once; their other cells follow a few rows a frame. */
import type { MonitorRow } from '#protocol';
import type { DrawnRow } from './drawn-rows.ts';
import type { ColumnId } from './monitor-columns.ts';
import { cellOf, type Shown } from './row-cells.ts';

/** Rows that get all their cells in one turn; none in a turn that begins more than so many. */
const WHOLE = 4;

/** What the cells of this turn are made of. */
export interface Look {
  readonly columns: readonly ColumnId[];
  readonly phone: boolean;
  readonly shown: Shown;
}
/** A performance that could wait for its other cells. */
export interface Waiting {
  readonly row: MonitorRow;
  /** Height it is known or supposed to have, px, so that nothing moves when it is whole. */
  readonly px: number;
  readonly inSight: boolean;
}

export class BriefRows {
  readonly #brief = new Map<string, DrawnRow['made']>();

  /** Some row still waits for cells. */
  get waiting(): boolean {
    return this.#brief.size > 0;
  }

  /** `waitingOf` = null for what has to be whole at once. */
  sliced(parts: readonly DrawnRow[], look: Look, waitingOf: (part: DrawnRow) => Waiting | null): DrawnRow[] {
    const waiting = new Map<string, Waiting>();
    for (const part of parts) {
      const one = waitingOf(part);
      if (one) waiting.set(part.key, one);
    }
    const order = [...waiting].toSorted(([, a], [, b]) => Number(b.inSight) - Number(a.inSight));
    const begun = order.filter(([key]) => !this.#brief.has(key)).length;
    const whole = new Set(begun > WHOLE ? [] : order.slice(0, WHOLE).map(([key]) => key));
    const before = new Map(this.#brief);
    this.#brief.clear();
    return parts.map((part) => {
      const one = waiting.get(part.key);
      const made = before.get(part.key);
      if (!one || whole.has(part.key)) return made ? finished(part, made, look, one) : part;
      this.#brief.set(part.key, part.made);
      return { ...part, made: [part.made.length, ...look.columns], draw: (drawn) => begin(drawn, look, one) };
    });
  }

  has(key: string): boolean {
    return this.#brief.has(key);
  }
}

const cellsOf = (columns: readonly ColumnId[], { row }: Waiting, { phone, shown }: Look): HTMLElement[] =>
  columns.map((id) => cellOf(id, row, { open: false, outside: false, phone }, shown, ''));

function begin(drawn: HTMLElement, look: Look, one: Waiting): void {
  drawn.style.minHeight = `${one.px}px`;
  const { columns } = look;
  const until = Math.max(columns.indexOf('title'), columns.indexOf('date')) + 1;
  drawn.replaceChildren(...cellsOf(columns.slice(0, until), one, look));
}

/** The cells that were missing; all of them where the row has changed since. */
function finished(part: DrawnRow, begun: DrawnRow['made'], look: Look, one: Waiting | undefined): DrawnRow {
  const same = begun.length === part.made.length && begun.every((value, i) => value === part.made[i]);
  const draw = (drawn: HTMLElement): void => {
    drawn.style.minHeight = '';
    if (same && one) drawn.append(...cellsOf(look.columns.slice(drawn.childElementCount), one, look));
    else part.draw(drawn);
  };
  return { ...part, draw };
}
