/** Pure: one figure in words. A figure that is missing says why; it is never zero. */
import type { Changes } from '#protocol';
import type { HouseFigures } from '../data/house-figures.ts';
import { figureFormat, type Rounded } from '../locales/figure-format.ts';
import { isDutch } from '../locales/language.ts';

export const MEASURES = ['tickets', 'amount', 'occupancy', 'average-price', 'reserved', 'blocked'] as const;
export type Measure = (typeof MEASURES)[number];

const NL = {
  labels: {
    tickets: 'Verkocht',
    amount: 'Recette',
    occupancy: 'Bezetting',
    'average-price': 'Gem. prijs',
    reserved: 'Gereserveerd',
    blocked: 'Geblokkeerd',
  } as Readonly<Record<Measure, string>>,
  periods: ['1 dag', '7 dagen', '28 dagen'],
  points: 'procentpunt',
  unknown: 'onbekend',
  noReport: 'nog geen cijfers ontvangen',
  noAmount: 'niet overal is het bedrag gemeld',
  noCapacity: 'de capaciteit is niet bekend',
  noPaid: 'nog niets betaald',
  notReported: 'het kassasysteem meldt dit niet',
  noPerformances: 'geen voorstellingen in deze keuze',
};
const EN: typeof NL = {
  labels: {
    tickets: 'Sold',
    amount: 'Revenue',
    occupancy: 'Occupancy',
    'average-price': 'Average price',
    reserved: 'Reserved',
    blocked: 'Held',
  },
  periods: ['1 day', '7 days', '28 days'],
  points: 'percentage points',
  unknown: 'unknown',
  noReport: 'no figures received yet',
  noAmount: 'the amount was not reported everywhere',
  noCapacity: 'capacity is not known',
  noPaid: 'nothing paid yet',
  notReported: 'the ticketing system does not report this',
  noPerformances: 'no performances in this choice',
};

export interface KpiWords {
  readonly label: string;
  /** Null: unknown, and `why` says why. */
  readonly figure: (Rounded & { readonly full: string }) | null;
  readonly why: string;
  readonly unknown: string;
  readonly changes: readonly { readonly text: string; readonly period: string }[];
}

const VALUE: Readonly<Record<Measure, 'count' | 'amount' | 'occupancy' | 'averagePrice' | 'reserved' | 'blocked'>> = {
  tickets: 'count',
  amount: 'amount',
  occupancy: 'occupancy',
  'average-price': 'averagePrice',
  reserved: 'reserved',
  blocked: 'blocked',
};

/** The bare figure; null = unknown. */
export const figureOf = (measure: Measure, house: HouseFigures): number | null =>
  house.performances === 0 ? null : house[VALUE[measure]];

export function kpiWords(measure: Measure, house: HouseFigures, locale: string): KpiWords {
  const words = isDutch(locale) ? NL : EN;
  const format = figureFormat(locale);
  const value = figureOf(measure, house);
  const changes: Changes = house.change[VALUE[measure]];
  return {
    label: words.labels[measure],
    figure: value === null ? null : { ...rounded(measure, value), full: full(measure, value) },
    why: value === null ? reason() : '',
    unknown: words.unknown,
    changes: words.periods.map((period, i) => {
      const change = changes[i] ?? null;
      return { period, text: change === null || value === null ? '–' : changed(measure, change) };
    }),
  };

  function changed(of: Measure, n: number): string {
    if (of === 'amount') return format.moneyChange(n);
    // Points with one decimal, prices in whole units with two.
    if (of === 'occupancy') return format.change(Math.round(n * 1000) / 10);
    return format.change(of === 'average-price' ? n / 100 : n);
  }
  function rounded(of: Measure, n: number): Rounded {
    if (of === 'amount') return format.moneyRounded(n);
    if (of === 'average-price') return { figure: format.money(n), unit: '' };
    if (of === 'occupancy') return format.shareRounded(n);
    return { figure: format.count(n), unit: '' };
  }
  function full(of: Measure, n: number): string {
    if (of === 'amount' || of === 'average-price') return format.money(n);
    const { figure, unit } = rounded(of, n);
    return figure + unit;
  }
  function reason(): string {
    if (house.performances === 0) return words.noPerformances;
    if (measure === 'reserved' || measure === 'blocked')
      return house.asOf === null ? words.noReport : words.notReported;
    if (house.count === null) return words.noReport;
    if (measure === 'occupancy') return words.noCapacity;
    return measure === 'average-price' && house.paid === 0 ? words.noPaid : words.noAmount;
  }
}
