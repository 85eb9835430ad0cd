/** Pure: what stands inside the amounts of a source on a day, and amounts of several terms brought into one. */
import { COMPONENTS, DEFAULT_AMOUNT_TERMS, type AmountTerms, type FieldError, type Inclusion } from '#protocol';
import type { DayRow, Registers } from './registers.ts';

/** In force from a day on, oldest first. */
export type DatedTerms = readonly (AmountTerms & { readonly from: string })[];

/** As the directory keeps them: a JSON list of `[from, currency, vat, levy]`, oldest first. */
export const toDatedTerms = (json: string): DatedTerms =>
  (JSON.parse(json) as [string, string, Inclusion, Inclusion][]).map(([from, currency, vat, levy]) => ({
    from,
    currency,
    vat,
    levy,
  }));

const FIELDS = ['currency', 'vat', 'levy'] as const;
/** Before everything a source ever reported. */
export const BEGINNING = '0000-01-01';

export function termsOn(dated: DatedTerms, day: string): AmountTerms {
  const found = dated.findLast(({ from }) => from <= day);
  return found ? { currency: found.currency, vat: found.vat, levy: found.levy } : DEFAULT_AMOUNT_TERMS;
}

export const sameTerms = (a: AmountTerms, b: AmountTerms): boolean => FIELDS.every((name) => a[name] === b[name]);

export type Agreed =
  | { readonly ok: true; readonly add: (AmountTerms & { readonly from: string }) | null }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/**
 * May a batch of these days say so? What was reported keeps its meaning: other terms begin on a day that the source has
 * not reported yet. `heard` is the last day it reported; undefined while it never did.
 */
export function agree(
  dated: DatedTerms,
  given: Partial<AmountTerms>,
  days: readonly string[],
  heard: string | undefined,
): Agreed {
  const other = days.toSorted().find((day) => !sameTerms(termsOn(dated, day), { ...termsOn(dated, day), ...given }));
  if (other === undefined) return { ok: true, add: null };
  const held = termsOn(dated, other);
  const wanted = { ...held, ...given };
  if (heard === undefined && !dated.length) return { ok: true, add: { ...wanted, from: BEGINNING } };
  const last = [heard ?? '', ...dated.map(({ from }) => (from === BEGINNING ? '' : from))].toSorted().at(-1) ?? '';
  if (other > last) return { ok: true, add: { ...wanted, from: other } };
  const errors = FIELDS.filter((name) => held[name] !== wanted[name]).map((name) => ({
    pointer: `/amounts/${name}`,
    detail: `on ${other} this source reported ${name} ${held[name]}; other terms may begin on a day after ${last}`,
  }));
  return { ok: false, errors };
}

/** Half up, in integers: cents × numerator / denominator. */
export const halfUp = (cents: number, numerator: number, denominator: number): number =>
  Math.floor((2 * cents * numerator + denominator) / (2 * denominator));

const BASE = 10_000;
/** Without VAT of so many basis points. */
export const withoutVat = (cents: number, vat: number): number => halfUp(cents, BASE, BASE + vat);
const withVat = (cents: number, vat: number): number => halfUp(cents, BASE + vat, BASE);

/** An amount in other terms, or null where that is not known. A levy inside some amounts only is not known by class. */
function convert(cents: number, from: AmountTerms, to: AmountTerms, vat: number | null): number | null {
  if (from.currency !== to.currency || from.levy !== to.levy) return null;
  if (from.vat === to.vat) return cents;
  if (vat === null || from.vat === 'unknown' || to.vat === 'unknown') return null;
  return from.vat === 'included' ? withoutVat(cents, vat) : withVat(cents, vat);
}

type Row = DayRow & { readonly source: number };

/** All rows of one performance in the terms of its newest house row; as a rule nothing has to change. */
export function inOneTerms<R extends Row>(
  rows: readonly R[],
  sources: ReadonlyMap<number, { readonly kind: string; readonly terms: DatedTerms }>,
  vat: number | null,
): { readonly rows: readonly R[]; readonly terms: AmountTerms } {
  const termsOf = (row: R) => termsOn(sources.get(row.source)?.terms ?? [], row.day);
  const newest = rows
    .filter((row) => sources.get(row.source)?.kind !== 'reseller')
    .reduce<R | undefined>((last, row) => (last === undefined || row.day >= last.day ? row : last), undefined);
  const first = newest ?? rows[0];
  const terms = first ? termsOf(first) : DEFAULT_AMOUNT_TERMS;
  return {
    terms,
    rows: rows.map((row): R => {
      const own = termsOf(row);
      if (sameTerms(own, terms)) return row;
      const registers: Registers = {};
      for (const name of COMPONENTS) {
        const register = row.registers[name];
        if (register)
          registers[name] =
            register.a === null || register.a === 0
              ? register
              : { ...register, a: convert(register.a, own, terms, vat) };
      }
      return { ...row, registers };
    }),
  };
}
