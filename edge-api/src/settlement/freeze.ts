/** Pure: what is known of a performance's sales at this moment, as a house that a deal can be computed on and a paper can list. */
import { PRICE_CLASSES, type FrozenHouse, type PriceClass, type PriceLine, type PriceType } from '#protocol';
import { amountOf, toReaderBody, withinAt, type Listing, type SourceInfo } from '../sales/reader-body.ts';
import { standAtEnd, type DayRow, type Registers } from '../sales/registers.ts';

type Row = DayRow & { readonly source: number };

/** Day rows of a performance under all its keys; `agreedVatRate` on the date for which it was agreed, in percent. */
export function frozenHouse(
  listing: Listing,
  rows: readonly Row[],
  sources: ReadonlyMap<number, SourceInfo>,
  agreedVatRate: number | null,
): FrozenHouse {
  const body = toReaderBody(listing, rows, sources);
  const { stand } = body;
  const sold = stand.normal ?? stand.discount ?? stand.other;
  const paid = sold
    ? (['normal', 'discount', 'other'] as const).reduce((n, name) => n + (stand[name]?.[0] ?? 0), 0)
    : null;
  const free = stand.free?.[0] ?? (paid === null ? null : 0);
  return {
    id: listing.id,
    performance: listing.id,
    title: listing.title,
    hall: listing.hallName,
    date: listing.date,
    startsAt: new Date(listing.startsAt).toISOString(),
    status: listing.status as FrozenHouse['status'],
    paid,
    free,
    gross: amountOf(stand),
    amounts: body.terms ?? { currency: 'EUR', vat: 'included', levy: 'included' },
    vatRate: percent(listing.vat),
    agreedVatRate,
    levies: listing.levies ? [...listing.levies] : null,
    capacity: stand.capacity?.[0] ?? listing.capacity,
    asOf: body.asOf === null ? null : new Date(body.asOf).toISOString(),
    source: rows.length ? body.source : null,
    ...typesOf(rows, sources, stand),
  };
}

const percent = (basisPoints: number | null | undefined): number | null =>
  basisPoints === null || basisPoints === undefined ? null : basisPoints / 100;

type Stand = ReturnType<typeof toReaderBody>['stand'];

/** The source's own price types where they add up to the figures that are settled, else its classes. */
function typesOf(
  rows: readonly Row[],
  sources: ReadonlyMap<number, SourceInfo>,
  stand: Stand,
): Pick<FrozenHouse, 'listed' | 'types'> {
  const last = rows.reduce((day, row) => (row.day > day ? row.day : day), '');
  const lists = [...Map.groupBy(rows, (row) => `${row.performance} ${row.source}`).values()]
    .filter((own) => isAdded(sources.get(own[0]?.source ?? 0), last))
    .filter((own) => PRICE_CLASSES.some((name) => standAtEnd(own)[name]))
    .map(linesOf);
  const listed = lists.length && lists.every((list) => list !== null) ? lists.flatMap((list) => list ?? []) : null;
  if (listed && PRICE_CLASSES.every((name) => sameSum(listed, name, stand[name])))
    return { listed: 'lines', types: listed.toSorted(inOrder) };
  return {
    listed: 'classes',
    types: PRICE_CLASSES.flatMap((name): PriceType[] => {
      const [count, amount] = stand[name] ?? [0, 0];
      if (!count && !amount) return [];
      return [{ name, class: name, band: null, price: null, count, amount, vatRate: null }];
    }),
  };
}

/** A reseller's sales are in the house's own figures, or they are added; apart, they are not in the sum. */
const isAdded = (source: SourceInfo | undefined, day: string): boolean => {
  if (source?.kind !== 'reseller') return true;
  const within = withinAt(source.settings, day);
  return within === 'blocked' || within === 'none';
};

/** The price types of the newest report that had any, if they still tell what this source's classes tell; else null. */
function linesOf(rows: readonly Row[]): PriceType[] | null {
  const newest = rows.reduce<DayRow['lines']>(
    (last, { lines }) => (lines && (!last || lines.v >= last.v) ? lines : last),
    null,
  );
  if (!newest) return null;
  const types = (JSON.parse(newest.json) as PriceLine[]).map(toType).filter(({ count, amount }) => count || amount);
  const registers: Registers = standAtEnd(rows);
  const fits = PRICE_CLASSES.every((name) => {
    const register = registers[name];
    return sameSum(types, name, register && [register.n, register.a]);
  });
  return fits ? types : null;
}

const toType = (line: PriceLine): PriceType => ({
  name: line.name,
  class: line.class,
  band: line.band ?? null,
  price: line.price ?? null,
  count: line.count,
  amount:
    line.amount ??
    (line.class === 'free' ? 0 : line.price === null || line.price === undefined ? null : line.price * line.count),
  vatRate: line.vatRate ?? null,
});

function sameSum(
  types: readonly PriceType[],
  name: PriceClass,
  pair: readonly [number, number | null] | undefined,
): boolean {
  const own = types.filter((type) => type.class === name);
  const count = own.reduce((sum, type) => sum + type.count, 0);
  if (!pair) return count === 0 && own.every(({ amount }) => !amount);
  if (count !== pair[0]) return false;
  // An amount that is not known on either side contradicts nothing.
  if (pair[1] === null || own.some(({ amount }) => amount === null)) return true;
  return own.reduce((sum, { amount }) => sum + (amount ?? 0), 0) === pair[1];
}

/** By class, dearest first: the same list whatever order a source sends it in. */
function inOrder(a: PriceType, b: PriceType): number {
  const [i, j] = [a, b].map((type) => (PRICE_CLASSES as readonly string[]).indexOf(type.class));
  if (i !== j) return (i ?? 0) - (j ?? 0);
  if ((a.price ?? 0) !== (b.price ?? 0)) return (b.price ?? 0) - (a.price ?? 0);
  const [x, y] = [a, b].map(({ name, band, count }) => `${name} ${band ?? ''} ${String(count).padStart(8, '0')}`);
  return (x ?? '') < (y ?? '') ? -1 : 1;
}
