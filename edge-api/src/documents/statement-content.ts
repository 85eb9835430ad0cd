/** Pure: what every file of a statement shows, in order; how it is spelled is each file's own. */
import type { FrozenHouse, PriceType, StatementRecord, WaterfallPart } from '#protocol';
import type { StatementWords } from './statement-words.ts';

export interface ShownHouse {
  readonly house: FrozenHouse;
  /** Its part of the sum. */
  readonly part: WaterfallPart | undefined;
}

/** None of an adjustment, which settles no performance itself. */
export function housesOf(record: StatementRecord): ShownHouse[] {
  return record.houses.map((house) => ({
    house,
    part: record.waterfall.parts.find(
      ({ performance }) => performance === house.id || performance === house.performance,
    ),
  }));
}

/** As the source lists them; where it has only classes, those. */
export function typesOf(house: FrozenHouse, words: StatementWords): readonly PriceType[] {
  if (house.types.length) return house.types;
  const bare = { band: null, price: null, amount: null, vatRate: null };
  return (['paid', 'free'] as const).flatMap((name) =>
    house[name] ? [{ ...bare, name: words[name], class: name, count: house[name] }] : [],
  );
}
