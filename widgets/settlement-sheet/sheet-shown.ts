/** What every part of the sheet is given. */
import type { Side, Statement } from '#protocol';
import type { Desk } from '../forms/desk.ts';
import { amountText } from '../deals/amount-text.ts';
import { dayText, momentText } from '../deals/deal-days.ts';
import { sheetWords, type SheetWords } from './sheet-words.ts';

export interface SheetShown {
  readonly statement: Statement;
  readonly words: SheetWords;
  readonly locale: 'nl' | 'en';
  readonly zone: string;
  readonly names: Readonly<Record<Side, string>>;
  readonly desk: Desk;
  readonly money: (cents: number) => string;
  readonly moment: (at: string) => string;
  readonly day: (date: string) => string;
  /** Sends a step of this statement and says what came of it. */
  readonly step: (step: Statement['may'][number], path: string, body?: unknown, method?: 'POST' | 'DELETE') => void;
}

export const statementPath = (id: string): string => `/v1/statements/${encodeURIComponent(id)}`;

export function sheetShown(
  statement: Statement,
  { locale, zone, desk, step }: Pick<SheetShown, 'locale' | 'zone' | 'desk' | 'step'>,
): SheetShown {
  const { currency } = statement.record.waterfall;
  return {
    statement,
    words: sheetWords(locale),
    locale,
    zone,
    names: { provider: statement.provider.name, venue: statement.venue.name },
    desk,
    money: (cents) => amountText(cents, currency, locale),
    moment: (at) => momentText(at, zone, locale),
    day: (date) => dayText(date, locale),
    step,
  };
}
