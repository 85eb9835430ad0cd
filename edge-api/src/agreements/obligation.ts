/** Pure: what a side has to pay however few tickets are sold, in cents without VAT. */
import type { Side, Terms } from '#protocol';

export function obligation(terms: Terms, side: Side, performances: number): number {
  const times = terms.basis === 'total' ? 1 : performances;
  if (side === 'venue') return ((terms.fee ?? 0) + (terms.guaranteeProvider ?? 0) + (terms.supplement ?? 0)) * times;
  return ((terms.guaranteeVenue ?? 0) + (terms.hire?.rent ?? 0)) * times;
}
