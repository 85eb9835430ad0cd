/** Pure: the sentences of the monitor, put together from the words of a language. */
import type { Attention, Definition, MonitorAnswer, MonitorRow } from '#protocol';
import type { Format } from './monitor-format.ts';
import type { Said, Texts } from './monitor-texts.ts';

/** A reason with the figures behind it, for the list on top. */
export function reasonSentence(item: Attention, row: MonitorRow, said: Said, texts: Texts): string {
  if (item.code !== 'under_peers' || !('median' in row.benchmark)) return texts.reason(item, said);
  return texts.underPeers(said.format.share(row.occupancy), said.format.share(row.benchmark.median), row.daysToGo);
}

/** What is at stake, beside the sentence: seats, money or time. */
export function stakeWords(item: Attention, row: MonitorRow, format: Format, texts: Texts): string {
  const { count, available, figures } = row;
  switch (item.code) {
    case 'under_peers':
      return `−${texts.tickets(format.count(item.seats))}`;
    case 'reservations_lapse':
      return item.amount ? format.exact(item.amount) : '';
    case 'no_report':
      return item.since === null ? '' : texts.hours(item.hours);
    case 'no_sales':
      return available === null ? '' : texts.room(format.count(available));
    case 'over_capacity':
    case 'big_fall':
      if (figures.capacity === null || count === null) return '';
      return `${format.count(count)} ${texts.of(format.count(figures.capacity))}`;
    case 'not_linked':
      return count === null ? '' : texts.tickets(format.count(count));
    default:
      return '';
  }
}

/** How yesterday went and how many need someone, in two sentences. */
export function leadWords({ yesterday, rows }: MonitorAnswer, waiting: number, format: Format, texts: Texts): string {
  if (rows.length === 0) return '';
  const { count, weekdayMean, day } = yesterday;
  const attention = waiting ? texts.somebodyWaits(waiting) : texts.nobodyWaits;
  if (count === null) return attention;
  const weekday = format.weekday(day);
  const diff = weekdayMean === null ? 0 : Math.round(count - weekdayMean);
  const mean =
    weekdayMean === null
      ? ''
      : diff
        ? texts.besideMean(format.count(Math.abs(diff)), diff > 0, weekday)
        : texts.likeMean(weekday);
  return `${texts.yesterday(format.count(count))}${mean}. ${attention}`;
}

/** What the figures count, as the answer itself says it. */
export function definitionWords({ count, amount, vat, levy }: Definition, peers: boolean, texts: Texts): string {
  return [
    texts.counted[count],
    texts.revenue(amount === 'reported', texts.inside[vat], texts.inside[levy]),
    amount === 'ex_vat_levy' ? texts.levyUnknown : '',
    peers ? texts.tick : '',
  ]
    .filter(Boolean)
    .join(' ');
}
