/** Pure: where the bar of each line of a waterfall begins and ends, in thousandths of the widest. */
import type { Waterfall, WaterfallLine } from '#protocol';

export type Tone = 'sum' | 'taken' | 'provider' | 'venue';
export interface BarLine {
  readonly line: WaterfallLine;
  /** Null: the line explains another one and has no bar. */
  readonly bar: { readonly from: number; readonly to: number; readonly tone: Tone } | null;
  /** Shown only when all steps are asked for. */
  readonly between: boolean;
  /** Where zero is, 0 to 1000. */
  readonly zero: number;
}

const BETWEEN = new Set(['base', 'recette_ex']);
const OPENS = new Set(['gross', 'base', 'recette_ex', 'net']);

export function barLines({ lines, provider }: Waterfall): readonly BarLine[] {
  let [sum, kept] = [0, 0];
  let shared = false;
  const spans = lines.map((line): { from: number; to: number; tone: Tone } | null => {
    const { key, kind, amount, to } = line;
    if (kind === 'part') return null;
    if (OPENS.has(key)) {
      sum = amount;
      return { from: 0, to: amount, tone: 'sum' };
    }
    if (key === 'provider_share') {
      shared = true;
      return { from: 0, to: amount, tone: 'provider' };
    }
    if (key === 'venue_share') {
      kept = provider + amount;
      return { from: provider, to: kept, tone: 'venue' };
    }
    if (key === 'provider_due') return { from: 0, to: amount, tone: 'provider' };
    if (key === 'venue_keeps') return { from: provider, to: provider + amount, tone: 'venue' };
    if (!shared) {
      const from = sum;
      sum += amount;
      return { from, to: sum, tone: 'taken' };
    }
    if (to === 'provider' || line.inputs['side'] === 'provider')
      return { from: provider, to: provider + amount, tone: 'provider' };
    const from = kept;
    kept += amount;
    return { from, to: kept, tone: 'venue' };
  });
  const ends = spans.flatMap((span) => (span === null ? [] : [span.from, span.to]));
  const [least, most] = [Math.min(0, ...ends), Math.max(1, ...ends)];
  const place = (amount: number): number => Math.round(((amount - least) / (most - least)) * 1000);
  return lines.map((line, i) => {
    const span = spans[i] ?? null;
    return {
      line,
      between: BETWEEN.has(line.key),
      zero: place(0),
      bar: span === null ? null : { from: place(span.from), to: place(span.to), tone: span.tone },
    };
  });
}
