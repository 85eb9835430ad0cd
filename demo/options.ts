import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface Options {
  /** Without a season: an API with nothing in it. */
  readonly empty: boolean;
  /** Of the API; the host page and the widgets' files take the two after it. 0 = free ports, the same ones at every start. */
  readonly port: number;
  readonly stateDir: string;
  readonly reset: boolean;
  /** How many of the season's 12 venues take part. */
  readonly venues: number;
}

export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      empty: { type: 'boolean', default: false },
      port: { type: 'string', default: '8787' },
      state: { type: 'string', default: '.state' },
      reset: { type: 'boolean', default: false },
      venues: { type: 'string', default: '12' },
    },
  });
  return {
    empty: values.empty,
    port: wholeNumber('port', values.port, 0, 65_533),
    stateDir: resolve(values.state),
    reset: values.reset,
    venues: wholeNumber('venues', values.venues, 3, 12),
  };
}

function wholeNumber(name: string, text: string, low: number, high: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= low && value <= high) return value;
  throw new Error(`--${name} is ${text}; give a whole number from ${low} to ${high}`);
}
