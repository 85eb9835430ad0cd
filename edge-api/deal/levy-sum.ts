/** Levies inside the price: whose they are, and what they come to. */
import type { House, Levy, Terms } from '#protocol';
import { withoutVat } from './rounding.ts';

/** The hall's register, or what was agreed instead; null = not known. */
export function leviesOf(terms: Terms, house: House): readonly Levy[] | null {
  const levies = terms.levies ?? house.levies;
  if (levies === null || terms.levy === undefined || terms.levy === 'as_registered') return levies;
  return levies.map((levy) => ({ ...levy, shared: terms.levy === 'shared' }));
}

/** Is it unknown what the levy takes out of these takings? Where all is divided, whatever stands inside does not matter. */
export function levyMatters(terms: Terms, house: House): boolean {
  const { levy: inside } = house.amounts;
  const levies = leviesOf(terms, house);
  if (levies === null) return terms.levy !== 'shared' || inside !== 'included';
  return inside === 'unknown' && levies.some(({ amount }) => amount > 0);
}

export interface LevySum {
  readonly levy: Levy;
  readonly tickets: number;
  /** With VAT. */
  readonly incl: number;
  /** Without its own VAT. */
  readonly ex: number;
  /** What the takings change by before they are divided: a fenced levy leaves them, a shared one reported outside joins. */
  readonly step: number;
}

export function levySums(terms: Terms, house: House, paid: number): readonly LevySum[] {
  const inside = house.amounts.levy !== 'excluded';
  return (leviesOf(terms, house) ?? []).map((levy) => {
    const incl = levy.amount * paid;
    const step = levy.shared ? (inside ? 0 : incl) : inside ? -incl : 0;
    return { levy, tickets: paid, incl, ex: withoutVat(incl, levy.vatRate), step: step === 0 ? 0 : step };
  });
}
