/** What is divided, and how a form divides it; the common shapes. */
import type { LineKey, Terms, WaterfallLine } from '#protocol';
import { sum } from './rounding.ts';
import type { HouseSum } from './house-sum.ts';

/** One performance's takings, or those of all together. */
export interface Pot {
  readonly net: number;
  readonly recetteEx: number;
  readonly grossEx: number;
  readonly gross: number;
  readonly paid: number;
  readonly issued: number;
}

/** Explains a share. `sums` are added over performances; `facts` are kept where they are the same for all. */
export interface Claim {
  readonly key: LineKey;
  readonly name?: string;
  readonly amount: number;
  readonly to: WaterfallLine['to'];
  readonly sums?: Readonly<Record<string, number>>;
  readonly facts?: Readonly<Record<string, number | string | null>>;
}

/** The provider's share; the venue's is the rest of the net, so that nothing is rounded twice. */
export interface Division {
  readonly provider: number;
  readonly claims: readonly Claim[];
}
export type Divide = (terms: Terms, pot: Pot) => Division;

export function potOf(sums: readonly HouseSum[]): Pot {
  const of = (name: keyof Pot) => sum(sums.map((one) => one[name]));
  return {
    net: of('net'),
    recetteEx: of('recetteEx'),
    grossEx: of('grossEx'),
    gross: of('gross'),
    paid: of('paid'),
    issued: of('issued'),
  };
}

/** What the terms divide: the net unless they say otherwise. */
export function dividedOf(
  terms: Terms,
  pot: Pot,
): { readonly of: NonNullable<Terms['shareOf']>; readonly base: number } {
  const of = terms.shareOf ?? 'net';
  return { of, base: { net: pot.net, recette_ex: pot.recetteEx, gross_ex: pot.grossEx, gross: pot.gross }[of] };
}
