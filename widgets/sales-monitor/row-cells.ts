/** The cells of a performance, one per column. Built by hand and not by templates: a scrolled list makes thousands of them. */
import type { MonitorRow, Names } from '#protocol';
import { needsSomeone, reasonsOf } from './attention-order.ts';
import { h, type Child } from './elements.ts';
import type * as More from './more.ts';
import type { Group } from './monitor-choice.ts';
import { isNumber, type ColumnId } from './monitor-columns.ts';
import type { Format } from './monitor-format.ts';
import type { Texts } from './monitor-texts.ts';
import { occupancyBar, sparkColumns, type Bar } from './row-drawings.ts';

/** What every cell needs besides its row; a new object whenever one of these changes. */
export interface Shown {
  readonly texts: Texts;
  readonly format: Format;
  readonly names: Names;
  /** ms, to the minute */
  readonly now: number;
  /** Zone of the organisation, for moments that belong to no venue. */
  readonly zone: string;
  readonly group: Group;
  readonly several: boolean;
  /** Columns beyond the usual, groups and sums, once they are there. */
  readonly more: typeof More | null;
}

export const labelOf = (id: ColumnId, { texts, more, format }: Shown): string =>
  texts.columns[id] ?? more?.moreTextsOf(format.dutch).columns[id] ?? id;

export function cell(id: ColumnId, children: readonly Child[], shown: Shown, flash = ''): HTMLElement {
  const made = h('td', `${isNumber(id) ? 'num ' : ''}${id}${flash}`, ...children);
  made.role = 'cell';
  made.setAttribute('data-label', labelOf(id, shown));
  return made;
}

export function titleCell(...children: Child[]): HTMLElement {
  const made = h('td', 't', ...children);
  made.role = 'cell';
  return made;
}

export const small = (text: string): HTMLElement => h('small', '', text);

export const figure = (value: number | null | undefined, shown: Shown): string =>
  value === null || value === undefined ? shown.texts.unknown : shown.format.count(value);

export function occupancy(bar: Bar, share: number | null, { format, texts }: Shown): HTMLElement {
  const said = share === null ? texts.unknown : format.share(share);
  const peers = bar.peers === null ? null : format.share(bar.peers);
  const text = h('span', '', said);
  text.ariaHidden = 'true';
  return h('div', 'occ', occupancyBar(bar, texts.bar(said, peers)), text);
}

export function whyText(text: string): HTMLElement {
  const sign = h('span', '', '▲ ');
  sign.ariaHidden = 'true';
  return h('span', 'why', sign, text);
}

function placeOf(row: MonitorRow, outside: boolean, { names, several, group, texts }: Shown): string {
  return [
    several && group !== 'venue' ? names.venues[row.venue]?.name : null,
    row.hall ? names.halls[row.hall]?.name : null,
    row.status === 'planned' ? texts.days(row.daysToGo) : texts.status[row.status],
    outside ? texts.outside : null,
  ]
    .filter(Boolean)
    .join(' · ');
}

function attention(row: MonitorRow, shown: Shown, zone: string): Child {
  const { texts } = shown;
  const said = { format: shown.format, zone, now: shown.now };
  const reasons = row.status === 'planned' ? reasonsOf(row) : row.attention.filter(needsSomeone);
  if (reasons.length) return whyText(reasons.map((item) => texts.reason(item, said)).join(', '));
  const soldOut = row.attention.find((item) => item.code === 'sold_out');
  if (soldOut) return h('span', 'quiet', texts.reason(soldOut, said));
  if (row.status !== 'planned' || row.daysToGo < 0) return null;
  const notYet = row.onSaleAt !== null && Date.parse(row.onSaleAt) > shown.now;
  return h('span', 'quiet', notYet ? texts.notYet : texts.onCourse);
}

/** `open`: its details stand below; `outside`: the choice leaves it out. */
export interface Place {
  readonly open: boolean;
  readonly outside: boolean;
  readonly phone: boolean;
}

function titleOf(row: MonitorRow, { open, outside }: Place, shown: Shown): HTMLElement {
  const button = h('button', '', row.title);
  button.ariaExpanded = String(open);
  button.title = row.title;
  return titleCell(button, small(placeOf(row, outside, shown)));
}

/** `flash` = classes of a figure that has just changed. */
export function cellOf(id: ColumnId, row: MonitorRow, place: Place, shown: Shown, flash: string): HTMLElement {
  const { format, texts, names } = shown;
  const { figures } = row;
  const zone = names.venues[row.venue]?.timeZone ?? shown.zone;
  const of = (...children: Child[]): HTMLElement => cell(id, children, shown, flash);
  switch (id) {
    case 'date':
      return of(format.day(row.startsAt, zone), small(format.time(row.startsAt, zone)));
    case 'title':
      return titleOf(row, place, shown);
    case 'occupancy': {
      const bar = {
        count: row.count,
        reserved: figures.reserved?.count ?? null,
        blocked: figures.blocked?.count ?? null,
        capacity: figures.capacity,
        peers: 'median' in row.benchmark ? row.benchmark.median : null,
      };
      return of(occupancy(bar, row.occupancy, shown));
    }
    case 'count':
      return of(
        figure(row.count, shown),
        figures.capacity === null ? null : small(texts.of(format.count(figures.capacity))),
      );
    case 'change7':
      return of(format.change(row.change.count[1]));
    case 'spark':
      return of(place.phone ? format.change(row.change.count[2]) : sparkColumns(row.spark));
    case 'amount':
      return of(row.amount === null ? texts.unknown : format.money(row.amount));
    case 'attention':
      return of(attention(row, shown, zone));
    default:
      return of(shown.more?.CELLS[id]?.(row, shown, zone) ?? null);
  }
}
