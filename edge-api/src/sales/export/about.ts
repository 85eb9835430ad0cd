/** Pure: the sheet that says what a file holds: whose, of when, by which definition and filters. */
import type { Definition, MonitorColumn, Totals } from '#protocol';
import type { Filter } from '../monitor-filter.ts';
import type { Order } from '../monitor-order.ts';
import { timeText, wallClock, type Cell } from './cells.ts';
import type { Words } from './words.ts';

export interface About {
  readonly organisation: string;
  readonly livemode: boolean;
  /** Instants. */
  readonly now: string;
  readonly newest: string | null;
  readonly zone: string;
  readonly asOf: string | undefined;
  readonly axis: 'true' | 'reported';
  readonly seasons: readonly number[];
  readonly definition: Definition;
  readonly filter: Filter;
  readonly attention: boolean;
  readonly order: Order;
  readonly rows: number;
  readonly sources: readonly string[];
  readonly totals: Totals;
  /** A readable name of an id that was filtered on. */
  readonly nameOf: (filter: string, value: string) => string;
}

const text = (value: string): Cell => ({ kind: 'text', value });

export function aboutRows(about: About, words: Words): Cell[][] {
  const w = words.about;
  const line = (name: string, cell: Cell): Cell[] => [text(name), cell];
  const at = (instant: string) => timeText(wallClock(instant, about.zone));
  const { totals, asOf } = about;
  const figures = asOf
    ? (about.axis === 'reported' ? w.pastReported : w.pastTrue)(asOf)
    : about.newest === null
      ? w.latest
      : w.newest(at(about.newest));
  const filters = about.filter.said.map(([name, values]) =>
    line(`${w.ids} ${w.filters[name] ?? name}`, text(values.map((value) => about.nameOf(name, value)).join(', '))),
  );
  if (about.attention) filters.push(line(w.ids, text(w.attention)));
  const column: MonitorColumn = about.order.column;
  return [
    line(w.organisation, text(about.organisation)),
    line(w.kind, text(about.livemode ? w.live : w.sandbox)),
    line(w.made, { kind: 'time', value: wallClock(about.now, about.zone) }),
    line(w.timeZone, text(about.zone)),
    line(w.figures, text(figures)),
    line(w.count, text(words.counted[about.definition.count])),
    line(w.money, text(words.amount(about.definition))),
    line(w.season, text(about.seasons.join(', '))),
    ...(filters.length ? filters : [line(w.ids, text(w.noFilter))]),
    line(w.order, text(`${words.columns[column]}, ${about.order.down ? w.descending : w.ascending}`)),
    line(w.rows, { kind: 'count', value: about.rows }),
    line(w.sources, text(about.sources.join(', ') || w.none)),
    line(w.totals[0], { kind: 'count', value: totals.performances }),
    line(w.totals[1], { kind: 'count', value: totals.count }),
    line(w.totals[2], totals.amount === null ? null : { kind: 'cents', value: totals.amount }),
    line(w.totals[3], totals.occupancy === null ? null : { kind: 'share', value: totals.occupancy }),
    line(w.totals[4], totals.averagePrice === null ? null : { kind: 'cents', value: totals.averagePrice }),
    line(w.empty, text(w.emptyMeans)),
  ];
}
