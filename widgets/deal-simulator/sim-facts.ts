/** Pure: in words where something changes, whatever the slider's place. */
import type { Side } from '#protocol';
import { amountText, countText } from '../deals/amount-text.ts';
import type { Simulation } from './sim-curves.ts';
import type { Model } from './sim-model.ts';

const SIDES: readonly Side[] = ['provider', 'venue'];

export function factsOf(model: Model, sim: Simulation): string {
  const { words, performances } = model;
  return [
    ...evens(model, sim),
    ...guarantee(model, sim),
    ...same(model, sim),
    ...(performances > 1 ? [words.each(performances)] : []),
  ].join(' ');
}

function evens({ words, locale, read: { costs } }: Model, { points }: Simulation): readonly string[] {
  return SIDES.flatMap((side) => {
    const at = points.breakEven[side];
    if (at === null) return [words.never(words.breakEven[side])];
    if (at === 0) return [];
    return [words.earns(words.breakEven[side], countText(at, locale), costs[side] > 0)];
  });
}

function guarantee({ words, locale, terms: { currency } }: Model, { points }: Simulation): readonly string[] {
  const { guaranteeUntil: until, guaranteePrice: price } = points;
  if (until === null) return [];
  const told = words.guarantee(countText(until, locale));
  return price === null ? [told] : [told, words.price(amountText(price.atZero, currency, locale))];
}

function same({ words, locale }: Model, { other, indifference }: Simulation): readonly string[] {
  if (other === null) return [];
  if (indifference.length === 0) return [words.never_same];
  return [words.same(indifference.map((one) => countText(one, locale)).join(` ${words.and} `))];
}
