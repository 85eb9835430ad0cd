/** Pure: the texts of one place of the slider, each of them the waterfall's own cents at that number of tickets. */
import type { Curve, Side } from '#protocol';
import { amountText, countText } from '../deals/amount-text.ts';
import type { Simulation } from './sim-curves.ts';
import type { SimWords } from './sim-words.ts';

export interface Told {
  readonly sim: Simulation;
  readonly words: SimWords;
  readonly locale: string;
  readonly currency: string;
}
export interface Reading {
  readonly count: string;
  readonly finding: string;
  /** The whole place in words, for who does not see it. */
  readonly value: string;
  /** Of this deal, then of the one beside it. */
  readonly rows: readonly Readonly<Record<Side, string>>[];
}

export const dealsOf = ({ curve, other }: Simulation): readonly Curve[] =>
  other === null ? [curve] : [curve, other.curve];

export function readingAt(told: Told, at: number): Reading {
  const money = (cents: number | undefined): string => amountText(cents ?? 0, told.currency, told.locale);
  return reading(
    told,
    countText(told.sim.curve.paid[at] ?? 0, told.locale),
    dealsOf(told.sim).map((deal) => ({ provider: money(deal.provider[at]), venue: money(deal.venue[at]) })),
  );
}

/** As wide as any place's texts: they keep this room, and moving the slider lays nothing out anew. */
export function roomOf(told: Told): Reading {
  const widest = (cents: readonly number[]): string => {
    const ends = [Math.min(...cents), Math.max(...cents)].map((end) => amountText(end, told.currency, told.locale));
    // A thin space: a minus may be a little wider than a figure.
    return `${wide(ends.toSorted((a, b) => figures(b) - figures(a))[0] ?? '')}\u2009`;
  };
  return reading(
    told,
    wide(countText(told.sim.curve.paid.at(-1) ?? 0, told.locale)),
    dealsOf(told.sim).map((deal) => ({ provider: widest(deal.provider), venue: widest(deal.venue) })),
  );
}

const wide = (text: string): string => text.replaceAll(/\d/g, '0');
const figures = (text: string): number => text.replaceAll(/[^\d−]/g, '').length;

/** A line may not end between a minus and its sign of currency: a word joiner holds them. */
const joined = (amount: string): string => amount.replace('−', '−\u2060');

function reading({ words }: Told, count: string, rows: Reading['rows']): Reading {
  const [own = { provider: '', venue: '' }, other] = rows;
  return {
    count,
    finding: words.finding(count, joined(own.provider), joined(own.venue)),
    value:
      words.value(count, own.provider, own.venue) +
      (other === undefined ? '' : words.valueOther(words.other, other.provider, other.venue)),
    rows,
  };
}
