/** Forms that take a share: partage, recette for the player, suppletie; and guarantees on either side. */
import type { Terms } from '#protocol';
import { dividedOf, type Claim, type Divide, type Division, type Pot } from './division.ts';
import { shareOf } from './rounding.ts';

function plain(terms: Terms, pot: Pot, percent: number): Division {
  const { of, base } = dividedOf(terms, pot);
  const provider = shareOf(base, percent);
  return {
    provider,
    claims: [{ key: 'share', amount: provider, to: 'provider', sums: { base }, facts: { share: percent, of } }],
  };
}

/** The share stands until a guarantee moves it; the line says by how much. */
export function guaranteed(terms: Terms, pot: Pot, { provider: share, claims }: Division): Division {
  const { guaranteeProvider, guaranteeVenue } = terms;
  let provider = share;
  const claim = (guarantee: number, kind: string): Claim => ({
    key: 'guarantee',
    amount: provider - share,
    to: kind === 'venue' ? 'venue' : 'provider',
    sums: { guarantee },
    facts: { kind },
  });
  if (guaranteeProvider !== undefined) {
    provider = Math.max(share, guaranteeProvider);
    return { provider, claims: [...claims, claim(guaranteeProvider, 'minimum')] };
  }
  if (guaranteeVenue === undefined) return { provider, claims };
  provider = Math.min(share, pot.net - guaranteeVenue);
  if (terms.providerNeverOwes) provider = Math.max(0, provider);
  return { provider, claims: [...claims, claim(guaranteeVenue, 'venue')] };
}

/** First the guarantee, then a share of what is above it. */
function offTheTop(terms: Terms, pot: Pot, percent: number, guarantee: number): Division {
  const { of, base: all } = dividedOf(terms, pot);
  const base = Math.max(0, all - guarantee);
  const share = shareOf(base, percent);
  return {
    provider: guarantee + share,
    claims: [
      { key: 'guarantee', amount: guarantee, to: 'provider', sums: { guarantee }, facts: { kind: 'off_the_top' } },
      { key: 'share', amount: share, to: 'provider', sums: { base }, facts: { share: percent, of } },
    ],
  };
}

function splitBy(terms: Terms, pot: Pot, percent: number): Division {
  if (terms.guaranteeKind === 'off_the_top' && terms.guaranteeProvider !== undefined)
    return offTheTop(terms, pot, percent, terms.guaranteeProvider);
  return guaranteed(terms, pot, plain(terms, pot, percent));
}

export const split: Divide = (terms, pot) => splitBy(terms, pot, terms.share ?? 0);
export const receipts: Divide = (terms, pot) => splitBy(terms, pot, 100);

export const supplement: Divide = (terms, pot) => {
  const { provider: share, claims } = plain(terms, pot, terms.share ?? 0);
  const amount = terms.supplement ?? 0;
  const kind = terms.supplementKind ?? 'additive';
  const provider = kind === 'top_up' ? Math.max(share, amount) : share + amount;
  return {
    provider,
    claims: [
      ...claims,
      { key: 'supplement', amount: provider - share, to: 'provider', sums: { supplement: amount }, facts: { kind } },
    ],
  };
};
