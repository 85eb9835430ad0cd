/** Pure: the seats a simulation begins with, from an agreement's own sales; and as they are typed. */
import type { Agreement, Levy, Seats, WaterfallLine } from '#protocol';
import { typedAmount, typedCents, typedInteger } from '../deals/amount-text.ts';

const DEFAULT_VAT = 9;
const MAX_SEATS = 100_000;
const MAX_PERFORMANCES = 100;

export interface SeatDraft {
  readonly capacity: string;
  readonly price: string;
  readonly free: string;
  readonly performances: string;
  readonly costsProvider: string;
  readonly costsVenue: string;
}
export interface SeatBase {
  readonly vatRate: number;
  readonly levies: readonly Levy[];
  /** Of one performance, where the slider begins. */
  readonly paid: number | null;
}
export const EMPTY_SEATS: SeatDraft = {
  capacity: '',
  price: '',
  free: '0',
  performances: '1',
  costsProvider: '',
  costsVenue: '',
};

/** Half up, in integers. */
const divided = (sum: number, by: number): number => Math.floor((2 * sum + by) / (2 * by));

const levyOf = (line: WaterfallLine, lines: readonly WaterfallLine[], vatRate: number): Levy => {
  const own = lines.find(({ key, name }) => key === 'levy_venue' && name === line.name);
  const rate = own?.inputs['rate'];
  return {
    name: line.name ?? '',
    amount: Number(line.inputs['each'] ?? 0),
    vatRate: typeof rate === 'number' ? rate : vatRate,
    shared: line.inputs['shared'] === 'yes',
  };
};

export function seatsOf(
  agreement: Agreement,
  capacity: number | null,
  locale: string,
): { readonly draft: SeatDraft; readonly base: SeatBase } {
  const parts = agreement.waterfall?.parts.filter(({ counts }) => counts) ?? [];
  const lines = agreement.waterfall?.lines ?? [];
  const [paid, gross] = [agreement.waterfall?.paid ?? 0, agreement.waterfall?.gross ?? 0];
  const free = parts.reduce((sum, part) => sum + part.free, 0);
  const vatRate = parts.find((part) => part.vatRate !== null)?.vatRate ?? DEFAULT_VAT;
  return {
    draft: {
      ...EMPTY_SEATS,
      capacity: capacity === null ? '' : String(capacity),
      price: paid > 0 && gross > 0 ? typedAmount(divided(gross, paid), locale) : '',
      free: parts.length === 0 ? '0' : String(divided(free, parts.length)),
      performances: String(Math.max(1, agreement.performances.length)),
    },
    base: {
      vatRate,
      levies: lines.filter(({ key }) => key === 'levy').map((line) => levyOf(line, lines, vatRate)),
      paid: parts.length === 0 ? null : divided(paid, parts.length),
    },
  };
}

export type SeatFault = 'count' | 'money';
export interface ReadSeats {
  /** Null while something is missing or wrong. */
  readonly seats: Seats | null;
  readonly costs: { readonly provider: number; readonly venue: number };
  readonly faults: Readonly<Partial<Record<keyof SeatDraft, SeatFault>>>;
}

export function readSeats(draft: SeatDraft, base: SeatBase): ReadSeats {
  const faults: Partial<Record<keyof SeatDraft, SeatFault>> = {};
  const count = (name: keyof SeatDraft, most: number, least: number): number | null => {
    const typed = draft[name].trim();
    if (typed === '') return null;
    const value = typedInteger(typed, 0);
    if (value !== null && value >= least && value <= most) return value;
    faults[name] = 'count';
    return null;
  };
  const money = (name: keyof SeatDraft): number | null => {
    const typed = draft[name].trim();
    if (typed === '') return null;
    const value = typedCents(typed);
    if (value === null) faults[name] = 'money';
    return value;
  };
  const [capacity, averagePrice] = [count('capacity', MAX_SEATS, 1), money('price')];
  const [free, performances] = [count('free', MAX_SEATS, 0), count('performances', MAX_PERFORMANCES, 1)];
  const costs = { provider: money('costsProvider') ?? 0, venue: money('costsVenue') ?? 0 };
  const whole = capacity !== null && averagePrice !== null && Object.keys(faults).length === 0;
  return {
    seats: whole
      ? {
          capacity,
          averagePrice,
          free: Math.min(free ?? 0, capacity),
          performances: performances ?? 1,
          vatRate: base.vatRate,
          levies: [...base.levies],
        }
      : null,
    costs,
    faults,
  };
}
