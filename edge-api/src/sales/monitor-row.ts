/** Pure: reader body + definition + today → the row a monitor shows. */
import {
  daysBetween,
  DEFAULT_AMOUNT_TERMS,
  reportDay,
  type Benchmark,
  type Figure,
  type Figures,
  type MonitorRow,
} from '#protocol';
import { attention, underPeers } from './attention.ts';
import { sameTerms } from './amount-terms.ts';
import { basisOf, changes, countBy, countSeries, perDay, type View } from './measure.ts';
import { known, moneyBy } from './money-by.ts';
import { amountOf, shiftTo, type Pair, type ReaderBody } from './reader-body.ts';

const figure = (pair: Pair | undefined): Figure | null => (pair ? { count: pair[0], amount: pair[1] } : null);

/** Last day of which something is known: of the performance's own report, or of another one of its venue that left it out. */
function lastHeard({ day, venue, zone }: ReaderBody, view: View): string | null {
  const heard = view.heard?.get(venue);
  if (day === null || heard === undefined) return day;
  const other = reportDay(heard, zone);
  return other > day ? other : day;
}

export function toMonitorRow(body: ReaderBody, view: View): MonitorRow {
  const { stand } = body;
  const capacity = stand.capacity?.[0] ?? body.capacity;
  const figures: Figures = {
    normal: figure(stand.normal),
    discount: figure(stand.discount),
    free: figure(stand.free),
    other: figure(stand.other),
    reserved: figure(stand.reserved),
    blocked: figure(stand.blocked),
    capacity,
  };
  const count = countBy(view.count, stand);
  const issued = countBy('issued', stand);
  const series = shiftTo(countSeries(view.count, body), body.day, view.today);
  const basis = basisOf(body);
  const money = shiftTo(
    body.history.amount.map((value, i) => known(moneyBy(view.amount, value, body.history.paid[i] ?? null, basis))),
    body.day,
    view.today,
  );
  const daysToGo = daysBetween(view.today, body.date);
  const benchmark: Benchmark = (!body.apart && view.benchmark?.(body.production, body.venue, daysToGo)) || {
    reason: 'not_yet',
  };
  return {
    id: body.id,
    linked: body.linked,
    production: body.production,
    title: body.title,
    genre: body.genre,
    venue: body.venue,
    hall: body.hall,
    provider: body.provider,
    startsAt: new Date(body.startsAt).toISOString(),
    date: body.date,
    daysToGo,
    type: body.type as MonitorRow['type'],
    status: body.status as MonitorRow['status'],
    movedTo: body.movedTo,
    onSaleAt: body.onSaleAt === null ? null : new Date(body.onSaleAt).toISOString(),
    festival: body.festival,
    tags: body.tags,
    figures,
    count,
    amount: known(moneyBy(view.amount, amountOf(stand), countBy('sold', stand), basis)),
    occupancy: count === null || !capacity ? null : Math.round((count / capacity) * 10_000) / 10_000,
    available:
      capacity === null || issued === null
        ? null
        : capacity - issued - (stand.reserved?.[0] ?? 0) - (stand.blocked?.[0] ?? 0),
    change: {
      count: changes(series),
      amount: changes(money),
      reserved: changes(shiftTo(body.history.reserved, body.day, view.today)),
      blocked: changes(shiftTo(body.history.blocked, body.day, view.today)),
    },
    spark: perDay(series, lastHeard(body, view), view.today),
    benchmark,
    attention: underPeers(
      attention(body, { figures, daysToGo, count, capacity }, view),
      benchmark,
      issued,
      capacity,
      daysToGo,
    ),
    review: body.review,
    resellers: body.resellers,
    ...(sameTerms(basis.terms, DEFAULT_AMOUNT_TERMS) ? {} : { terms: basis.terms }),
    asOf: body.asOf === null ? null : new Date(body.asOf).toISOString(),
    source: body.source,
  };
}
