// The words of three kinds of box office for their price types, and which of them an order takes.
import type { PriceClass } from '#protocol';
import { CURVES } from './demand.ts';
import type { Random } from './random.ts';
import type { Demand } from './shapes.ts';

export interface PriceType {
  readonly name: string;
  readonly class: PriceClass;
  /** Part of the normal price. */
  readonly part: number;
}
interface PriceWords {
  readonly normal: PriceType;
  readonly free: PriceType;
  readonly child: PriceType;
  readonly group: PriceType;
  readonly school: PriceType;
  readonly discounts: readonly PriceType[];
  readonly others: readonly PriceType[];
}
const type = (name: string, of: PriceClass, part: number): PriceType => ({ name, class: of, part });

// prettier-ignore
const WORDS: readonly PriceWords[] = [
  {
    normal: type('Normaal', 'normal', 1),
    free: type('Vrijkaart', 'free', 0),
    child: type('Kind t/m 12', 'discount', 0.7),
    group: type('Groep vanaf 10', 'discount', 0.85),
    school: type('Schoolgroep', 'other', 0.55),
    discounts: [type('CJP', 'discount', 0.8), type('65+', 'discount', 0.9), type('Vroegboekkorting', 'discount', 0.85)],
    others: [type('Theaterbon', 'other', 1), type('Arrangement', 'other', 0.95)],
  },
  {
    normal: type('Standaard', 'normal', 1),
    free: type('Genodigden', 'free', 0),
    child: type('Kinderen', 'discount', 0.65),
    group: type('Groepstarief', 'discount', 0.85),
    school: type('Onderwijs', 'other', 0.5),
    discounts: [type('Jongeren t/m 25', 'discount', 0.6), type('Senior', 'discount', 0.9), type('Last minute', 'discount', 0.7)],
    others: [type('Cadeaukaart', 'other', 1), type('Pakket diner & voorstelling', 'other', 0.9)],
  },
  {
    normal: type('Vol tarief', 'normal', 1),
    free: type('Relatiekaart', 'free', 0),
    child: type('Jeugd', 'discount', 0.7),
    group: type('Groepen', 'discount', 0.8),
    school: type('Cultuureducatie', 'other', 0.55),
    discounts: [type('Studententarief', 'discount', 0.6), type('Stadspas', 'discount', 0.75), type('Abonnement', 'discount', 0.85)],
    others: [type('Voucher', 'other', 1), type('Keuzeserie', 'other', 0.9)],
  },
];

export function priceWords(demand: Demand): PriceWords {
  const words = WORDS[demand.priceWords % WORDS.length];
  if (!words) throw new Error('a price list needs words');
  return words;
}

/** For an ordinary order; groups, schools and guests have their own. */
export function ordinaryPriceType(demand: Demand, random: Random): PriceType {
  const words = priceWords(demand);
  const { discount } = CURVES[demand.genre];
  const drawn = random.next();
  if (drawn < discount) {
    const children = demand.genre === 'jeugdtheater' || demand.genre === 'familie';
    return children && random.chance(0.8) ? words.child : random.pick(words.discounts);
  }
  return drawn < discount + 0.05 ? random.pick(words.others) : words.normal;
}

/** To the half euro, as prices are printed. */
export function priceOf(priceType: PriceType, normalCents: number): number {
  return Math.round((normalCents * priceType.part) / 50) * 50;
}

export interface Band {
  readonly name: string;
  readonly priceCents: number;
}

/** One price in a small house, two in a large one. */
export function bandsOf(capacity: number, normalCents: number): readonly Band[] {
  if (capacity < 400) return [{ name: '', priceCents: normalCents }];
  return [
    { name: 'Rang 1', priceCents: normalCents },
    { name: 'Rang 2', priceCents: Math.round((normalCents * 0.82) / 50) * 50 },
  ];
}
