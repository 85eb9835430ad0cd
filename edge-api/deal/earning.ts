/**
 * What each side earns where every performance sells the same: the sums of the waterfall without its lines, so that a whole
 * range of tickets is done at once. Agrees with the waterfall to the cent (a test compares them).
 */
import type { House, Terms } from '#protocol';
import { compensation, DIVIDE } from './divide.ts';
import type { Pot } from './division.ts';
import { ownDeductions } from './due.ts';
import { houseSum, takingsOf, type HouseSum, type Takings } from './house-sum.ts';
import { feeOf } from './rights-sum.ts';
import { shareOf, sum, withoutVat } from './rounding.ts';

/** Some performances that are the same to the cent. */
interface Alike {
  readonly one: HouseSum;
  readonly times: number;
}

/** A fee for all is taken evenly, so that some performances carry a cent more of it than others. */
function alike(terms: Terms, takings: Takings, performances: number): readonly Alike[] {
  const fee = feeOf(terms);
  if (terms.basis !== 'total') return [{ one: houseSum(terms, takings, fee), times: performances }];
  const more = fee % performances;
  const each = (fee - more) / performances;
  return [
    { one: houseSum(terms, takings, each + 1), times: more },
    { one: houseSum(terms, takings, each), times: performances - more },
  ];
}

/** Of all together. */
function pooled(groups: readonly Alike[]): Pot {
  const of = (name: keyof Pot) => sum(groups.map(({ one, times }) => one[name] * times));
  return {
    net: of('net'),
    recetteEx: of('recetteEx'),
    grossEx: of('grossEx'),
    gross: of('gross'),
    paid: of('paid'),
    issued: of('issued'),
  };
}

interface Shared {
  readonly share: number;
  /** On that share. */
  readonly royalties: number;
}

function sharedOf(terms: Terms, groups: readonly Alike[]): Shared {
  const divide = DIVIDE[terms.form];
  const rate = terms.royalties?.base === 'provider_share' ? terms.royalties.rate : 0;
  if (terms.basis === 'total') {
    const extra = sum(groups.map(({ one, times }) => compensation(terms, one.free).cents * times));
    const share = divide(terms, pooled(groups)).provider + extra;
    return { share, royalties: shareOf(share, rate) };
  }
  let [share, royalties] = [0, 0];
  for (const { one, times } of groups) {
    const each = divide(terms, one).provider + compensation(terms, one.free).cents;
    share += each * times;
    royalties += shareOf(each, rate) * times;
  }
  return { share, royalties };
}

/** Levies of the venue and what it sells beside the takings, without VAT. */
function beside(terms: Terms, one: HouseSum): number {
  let total = 0;
  for (const { levy, ex } of one.levies) if (!levy.shared) total += ex;
  for (const { amount, vatRate, counts } of terms.outside ?? []) total += withoutVat(amount * one[counts], vatRate);
  return total;
}

export interface Earnings {
  readonly provider: number;
  readonly venue: number;
  /** The provider's share alone. */
  readonly share: number;
}

/** Share, own deductions, levies and what is sold beside it, less the rights each takes on itself; without VAT. */
export function earnings(terms: Terms, house: House, performances: number): Earnings {
  const takings = takingsOf(terms, house);
  if (!takings.counts) return { provider: 0, venue: 0, share: 0 };
  const groups = alike(terms, takings, performances);
  const { share, royalties } = sharedOf(terms, groups);
  // The rights that wait for the share are of all of it already; the others are of each performance.
  let provider = share - royalties;
  let venue = -share;
  for (const { one, times } of groups) {
    provider += (ownDeductions(terms, one, 'provider') - borne(terms, one, 'from_provider')) * times;
    venue +=
      (one.net + ownDeductions(terms, one, 'venue') + beside(terms, one) - borne(terms, one, 'from_venue')) * times;
  }
  return { provider, venue, share };
}

/** Rights taken from a share; those on the share itself stand at 0 here. */
const borne = (terms: Terms, one: HouseSum, taken: 'from_provider' | 'from_venue'): number =>
  (terms.royalties?.taken === taken ? one.royalties : 0) + (terms.buma?.taken === taken ? one.buma : 0);
