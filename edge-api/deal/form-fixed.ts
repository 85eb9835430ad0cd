/** Forms with fixed amounts: uitkoop, verhuur, split point and calls. */
import type { Side } from '#protocol';
import type { Claim, Divide } from './division.ts';
import { shareOf, withVat } from './rounding.ts';

export const buyout: Divide = (terms) => {
  const provider = terms.fee ?? 0;
  return { provider, claims: [{ key: 'fee', amount: provider, to: 'provider' }] };
};

/** The provider takes all that is divided and pays for the hall. */
export const hire: Divide = (terms, pot) => {
  const { rent, perTicket, counts } = terms.hire ?? { rent: 0, perTicket: 0, counts: 'paid' };
  const tickets = pot[counts];
  const service = perTicket * tickets;
  const provider = pot.net - rent - service;
  return {
    provider,
    claims: [
      { key: 'rent', amount: rent, to: 'venue' },
      { key: 'service', amount: service, to: 'venue', sums: { tickets }, facts: { perTicket, counts } },
      { key: 'remainder', amount: provider, to: 'provider', sums: { base: pot.net }, facts: { share: null } },
    ],
  };
};

/** The guarantee, and a share of what exceeds expenses, guarantee and the promoter's profit on them. */
export const splitPoint: Divide = (terms, pot) => {
  const { expenses, profit } = terms.splitPoint ?? { expenses: 0, profit: 0 };
  const guarantee = terms.guaranteeProvider ?? 0;
  const point = withVat(expenses + guarantee, profit);
  const base = Math.max(0, pot.net - point);
  const share = shareOf(base, terms.share ?? 0);
  return {
    provider: guarantee + share,
    claims: [
      { key: 'guarantee', amount: guarantee, to: 'provider', sums: { guarantee }, facts: { kind: 'off_the_top' } },
      { key: 'share', amount: share, to: 'provider', sums: { base }, facts: { share: terms.share ?? 0, of: 'above' } },
      { key: 'split_point', amount: point, to: null, sums: { expenses, guarantee }, facts: { profit } },
    ],
  };
};

/** Not guaranteed: each takes what is left, in order; the remainder is divided. Below zero nobody claims anything. */
export const calls: Divide = (terms, pot) => {
  let left = pot.net;
  const got: Record<Side, number> = { provider: 0, venue: 0 };
  const claims = (terms.calls ?? []).map(({ to, amount: claim }, at): Claim => {
    const amount = Math.min(Math.max(0, left), claim);
    left -= amount;
    got[to] += amount;
    return { key: 'call', name: String(at + 1), amount, to, sums: { claim } };
  });
  const share = terms.share ?? 0;
  const remainder = shareOf(left, share);
  return {
    provider: got.provider + remainder,
    claims: [
      ...claims,
      { key: 'remainder', amount: remainder, to: 'provider', sums: { base: left }, facts: { share } },
    ],
  };
};
