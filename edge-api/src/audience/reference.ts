/** Pure: shares out of published tens, and the sector's mean of them. Nothing else comes in, so nothing else can come out. */
import { middleOf, type AudienceReference, type AudienceReport, type AudienceTableName } from '#protocol';

export type Shares = AudienceReference['shares'];
type TableShares = Record<string, number | null>;

/** Whole percents of the buyers of a report; `null` = hidden. */
export function sharesOf(report: AudienceReport): Shares {
  const all = report.buyers;
  if (all === null || all === 0) return {};
  const shares: Partial<Record<AudienceTableName, TableShares>> = {};
  for (const [name, table] of Object.entries(report.tables) as [
    AudienceTableName,
    AudienceReport['tables'][AudienceTableName],
  ][]) {
    if (!table || table.withheld) continue;
    shares[name] = Object.fromEntries(Object.entries(table.cells).map(([cell, tens]) => [cell, shareOf(tens, all)]));
  }
  return shares;
}

export const shareOf = (tens: number | null, all: number): number | null =>
  tens === null ? null : Math.min(100, Math.round((100 * middleOf(tens)) / middleOf(all)));

export const MIN_VENUES = 10;

export interface Given {
  readonly venue: number;
  readonly buyers: number;
  readonly shares: Shares;
}

/** Of at least ten houses, none with more than half of the buyers; a cell too is known of ten houses or not at all. */
export function sectorOf(
  given: readonly Given[],
): { readonly shares: Shares; readonly venues: number } | 'too_few_venues' | 'one_dominates' {
  if (given.length < MIN_VENUES) return 'too_few_venues';
  const all = given.reduce((sum, { buyers }) => sum + buyers, 0);
  if (given.some(({ buyers }) => buyers * 2 > all)) return 'one_dominates';
  const sums = new Map<AudienceTableName, Map<string, number[]>>();
  for (const { shares } of given)
    for (const [name, cells] of Object.entries(shares) as [AudienceTableName, TableShares][]) {
      const table = sums.get(name) ?? new Map<string, number[]>();
      sums.set(name, table);
      for (const [cell, share] of Object.entries(cells)) {
        if (share === null) continue;
        table.set(cell, [...(table.get(cell) ?? []), share]);
      }
    }
  const shares = Object.fromEntries(
    [...sums].map(([name, table]) => [
      name,
      Object.fromEntries(
        [...table].map(([cell, list]) => [
          cell,
          list.length < MIN_VENUES ? null : Math.round(list.reduce((a, b) => a + b, 0) / list.length),
        ]),
      ),
    ]),
  ) as Shares;
  return { shares, venues: given.length };
}
