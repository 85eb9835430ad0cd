/** Integer cents and basis points: the only place where money is rounded, half up, exactly. */

/** 100% in basis points. */
export const WHOLE = 10_000;

/** Basis points of a percentage with at most two decimals. */
export const basisPoints = (percent: number): number => Math.round(percent * 100);

/** cents × numerator / denominator, half up: the floor of it plus a half, also below zero. The denominator is above 0. */
export function halfUp(cents: number, numerator: number, denominator: number): number {
  const dividend = 2 * cents * numerator + denominator;
  const divisor = 2 * denominator;
  if (!Number.isSafeInteger(dividend)) return halfUpBig(cents, numerator, denominator);
  const rest = dividend % divisor;
  // What is left over has been taken off, so that this division is exact.
  return (dividend - rest) / divisor - (rest < 0 ? 1 : 0);
}

function halfUpBig(cents: number, numerator: number, denominator: number): number {
  const dividend = 2n * BigInt(cents) * BigInt(numerator) + BigInt(denominator);
  const divisor = 2n * BigInt(denominator);
  return Number(dividend / divisor - (dividend % divisor < 0n ? 1n : 0n));
}

/** So many percent of an amount. */
export const shareOf = (cents: number, percent: number): number => halfUp(cents, basisPoints(percent), WHOLE);
/** An amount with VAT of this percentage inside, without it. */
export const withoutVat = (cents: number, percent: number): number =>
  halfUp(cents, WHOLE, WHOLE + basisPoints(percent));
/** An amount without VAT, with VAT of this percentage. */
export const withVat = (cents: number, percent: number): number => cents + shareOf(cents, percent);

export function sum(amounts: readonly number[]): number {
  let total = 0;
  for (const amount of amounts) total += amount;
  return total;
}
