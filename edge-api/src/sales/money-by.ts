/** Pure: money by the definition asked for, rounded half up at the numbered steps of the money order and nowhere else. */
import type { AmountDefinition, AmountTerms, AmountUnknown, Definition, Levy } from '#protocol';
import { withoutVat } from './amount-terms.ts';

/** What is needed to answer about the money of one performance; null = not known. */
export interface Basis {
  readonly terms: AmountTerms;
  /** VAT on admission on its date, basis points. */
  readonly vat: number | null;
  /** Levies of its hall on its date. */
  readonly levies: readonly Levy[] | null;
}

/**
 * 1 gross as reported · 2 levy that is not shared × paid tickets · 3 base = gross − levy · 4 base without VAT.
 * Cents, or why they are not known.
 */
export function moneyBy(
  definition: AmountDefinition,
  gross: number | null,
  paid: number | null,
  { terms, vat, levies }: Basis,
): number | AmountUnknown {
  if (gross === null) return 'not_reported';
  if (definition === 'reported') return gross;
  if (terms.vat === 'unknown' || (terms.vat === 'included' && vat === null)) return 'vat_unknown';
  const exVat = (cents: number) => (terms.vat === 'included' ? withoutVat(cents, vat ?? 0) : cents);
  if (definition === 'ex_vat' || terms.levy === 'excluded') return exVat(gross);
  if (terms.levy === 'unknown' || levies === null || paid === null) return 'levy_unknown';
  const own = levies.filter(({ shared }) => !shared);
  if (terms.vat === 'included') return exVat(gross - own.reduce((sum, { amount }) => sum + amount * paid, 0));
  return (
    gross - own.reduce((sum, { amount, vatRate }) => sum + withoutVat(amount * paid, Math.round(vatRate * 100)), 0)
  );
}

export const known = (money: number | AmountUnknown): number | null => (typeof money === 'number' ? money : null);

const only = <T>(values: readonly T[]): T | undefined =>
  values.every((value) => value === values[0]) ? values[0] : undefined;

/** Why amounts of these terms are never added under a definition; null when they may be. */
export function mixed(definition: AmountDefinition, terms: readonly AmountTerms[]): AmountUnknown | null {
  if (terms.length < 2) return null;
  if (only(terms.map(({ currency }) => currency)) === undefined) return 'two_currencies';
  if (definition === 'reported' && only(terms.map(({ vat }) => vat)) === undefined) return 'mixed_vat';
  if (definition !== 'ex_vat_levy' && only(terms.map(({ levy }) => levy)) === undefined) return 'mixed_levy';
  return null;
}

/** ISO 4217: no currency. */
const NO_CURRENCY = 'XXX';

/** What amounts of these terms truly contain under a definition. */
export function contains(
  definition: AmountDefinition,
  terms: readonly AmountTerms[],
): Pick<Definition, 'currency' | 'vat' | 'levy'> {
  const list = terms.length ? terms : [{ currency: 'EUR', vat: 'included', levy: 'included' } as const];
  return {
    currency: only(list.map(({ currency }) => currency)) ?? NO_CURRENCY,
    vat: definition === 'reported' ? (only(list.map(({ vat }) => vat)) ?? 'unknown') : 'excluded',
    levy: definition === 'ex_vat_levy' ? 'excluded' : (only(list.map(({ levy }) => levy)) ?? 'unknown'),
  };
}
