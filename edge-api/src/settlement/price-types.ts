/** Pure: what a paper lists of what was sold: the price types of the sources, or its classes. */
import { PRICE_CLASSES, type FrozenHouse, type PriceClass, type PriceLine, type PriceType } from '#protocol';
import { withinAt, type ReaderBody, type SourceInfo } from '../sales/reader-body.ts';
import type { DayRow } from '../sales/registers.ts';

type Row = DayRow & { readonly source: number };
type Pair = readonly [count: number, amount: number | null];

/** The sources' own price types where they add up to the figures that are settled, else the classes of these. */
export function typesOf(
  rows: readonly Row[],
  sources: ReadonlyMap<number, SourceInfo>,
  { stand, day }: Pick<ReaderBody, 'stand' | 'day'>,
): Pick<FrozenHouse, 'listed' | 'types'> {
  const types = [...Map.groupBy(rows, (row) => `${row.performance} ${row.source}`).values()]
    .filter(([first]) => first && isAdded(sources.get(first.source), String(day)))
    .flatMap(newestTypes);
  const told = rows.some(({ lines }) => lines);
  if (told && PRICE_CLASSES.every((name) => addsUp(types, name, stand[name] ?? [0, 0])))
    return { listed: 'lines', types: types.toSorted(inOrder) };
  return {
    listed: 'classes',
    types: PRICE_CLASSES.flatMap((name) => {
      const pair = stand[name];
      return pair && (pair[0] || pair[1]) ? [classAsType(name, pair)] : [];
    }),
  };
}

const classAsType = (name: PriceClass, [count, amount]: Pair): PriceType => ({
  name,
  class: name,
  band: null,
  price: null,
  count,
  amount,
  vatRate: null,
});

/** A reseller's sales are in the house's own figures, or they are added; apart, they are not in the sum. */
function isAdded(source: SourceInfo | undefined, day: string): boolean {
  if (source?.kind !== 'reseller') return true;
  const within = withinAt(source.settings, day);
  return within === 'blocked' || within === 'none';
}

/** Of the newest report that had any. */
function newestTypes(rows: readonly Row[]): readonly PriceType[] {
  const newest = rows
    .map(({ lines }) => lines)
    .filter((lines) => lines !== null)
    .toSorted((a, b) => a.v - b.v)
    .at(-1);
  if (!newest) return [];
  return (JSON.parse(newest.json) as PriceLine[]).map(toType).filter(({ count, amount }) => count || amount);
}

function toType(line: PriceLine): PriceType {
  const { name, class: of, count } = line;
  const price = line.price ?? null;
  const computed = of === 'free' ? 0 : price === null ? null : price * count;
  const amount = line.amount ?? computed;
  return { name, class: of, band: line.band ?? null, price, count, amount, vatRate: line.vatRate ?? null };
}

const sum = (figures: readonly (number | null)[]): number =>
  figures.reduce((total: number, one) => total + Number(one), 0);

function addsUp(types: readonly PriceType[], name: PriceClass, [count, amount]: Pair): boolean {
  const own = types.filter((type) => type.class === name);
  if (sum(own.map((type) => type.count)) !== count) return false;
  const amounts = own.map((type) => type.amount);
  // An amount that is not known on either side contradicts nothing.
  return amount === null || amounts.includes(null) || sum(amounts) === amount;
}

/** By class, dearest first, then by name: the same list whatever order a source sends it in. */
function inOrder(a: PriceType, b: PriceType): number {
  const place = (type: PriceType) => (PRICE_CLASSES as readonly string[]).indexOf(type.class);
  const text = ({ name, band, count, amount, vatRate }: PriceType) =>
    JSON.stringify([name, band, count, amount, vatRate]);
  const [first] = [text(a), text(b)].toSorted();
  return place(a) - place(b) || Number(b.price) - Number(a.price) || (first === text(a) ? -1 : 1);
}
