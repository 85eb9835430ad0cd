/** A line of the waterfall with its inputs at hand, for those that put it into words. */
import type { LineKey, Waterfall, WaterfallLine } from '#protocol';
import { momentWords, Writer, type Locale } from './amount-words.ts';

const DEFAULT_ZONE = 'Europe/Amsterdam';

/** A line, with its inputs at hand. */
export class LineWriter extends Writer {
  readonly line: WaterfallLine;
  readonly provider: string;
  readonly venue: string;
  readonly #zone: string;
  constructor(line: WaterfallLine, of: LineNames, locale: Locale) {
    super(of.currency, locale);
    this.line = line;
    this.provider = of.provider;
    this.venue = of.venue;
    this.#zone = of.zone ?? DEFAULT_ZONE;
  }
  get name(): string {
    return this.line.name ?? '';
  }
  /** A number, or null where it is not one and the same. */
  number(input: string): number | null {
    const value = this.line.inputs[input];
    return typeof value === 'number' ? value : null;
  }
  text(input: string): string {
    const value = this.line.inputs[input];
    return typeof value === 'string' ? value : '';
  }
  cents(input: string): string {
    return this.money(this.number(input) ?? 0);
  }
  tickets(input: string): string {
    return this.count(this.number(input) ?? 0);
  }
  /** With a space before it, nothing where it differs. */
  rate(input: string): string {
    const value = this.number(input);
    return value === null ? '' : ` ${this.percent(value)}`;
  }
  side(side: string): string {
    return side === 'provider' ? this.provider : side === 'venue' ? this.venue : '';
  }
  /** System and moment of the figures. */
  heard(): string {
    const asOf = this.text('asOf');
    return [this.text('source'), asOf && momentWords(asOf, this.#zone, this.locale)].filter(Boolean).join(' ');
  }
}

export interface LineNames extends Pick<Waterfall, 'currency'> {
  readonly provider: string;
  readonly venue: string;
  /** For moments; default that of the Netherlands. */
  readonly zone?: string;
}
type Words = readonly [label: string, formula: string];
export type LineTable = Readonly<Record<LineKey, (line: LineWriter) => Words>>;
