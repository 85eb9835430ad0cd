/** Pure: a published table as the rows of a chart: shares, indices and penetration are made of tens, and say no more than they do. */
import {
  AGE_BANDS,
  AUDIENCE_CHANNELS,
  DISTANCE_BANDS,
  LEAD_BANDS,
  middleOf,
  PARTY_BANDS,
  PRICE_CLASSES,
  SEGMENTS,
  VISIT_BANDS,
  type AudienceAnswer,
  type AudienceReport,
  type AudienceTableName,
  type Tens,
} from '#protocol';
import { PC2_AREAS } from './pc2-areas.ts';

export interface ChartRow {
  readonly key: string;
  readonly tens: Tens;
  /** Whole percents of the buyers; null = hidden. */
  readonly share: number | null;
  /** Share of what it is laid beside. */
  readonly beside: number | null;
  /** Share over share, beside = 100; null where one of them is hidden or none. */
  readonly index: number | null;
}

/** Keys in their order, whether or not a table has them: what is missing is hidden. */
const ORDER: Partial<Record<AudienceTableName, readonly string[]>> = {
  distance: DISTANCE_BANDS,
  age: AGE_BANDS,
  newness: ['new', 'returning'],
  segment: SEGMENTS,
  lead: LEAD_BANDS,
  channel: AUDIENCE_CHANNELS,
  price_class: PRICE_CLASSES,
  party: PARTY_BANDS,
  visits: VISIT_BANDS,
};

export function rowsOf(answer: AudienceAnswer, name: AudienceTableName): readonly ChartRow[] {
  const { report, reference } = answer;
  const table = report?.tables[name];
  if (!report || !table || table.withheld) return [];
  const shares = reference?.shares[name];
  const keys = ORDER[name] ?? Object.keys(table.cells);
  return keys.map((key) => {
    const tens = table.cells[key] ?? null;
    const share = shareIn(report, tens);
    const beside = shares?.[key] ?? null;
    return { key, tens, share, beside, index: share !== null && beside ? Math.round((100 * share) / beside) : null };
  });
}

export const shareIn = ({ buyers }: AudienceReport, tens: Tens): number | null =>
  tens === null || !buyers ? null : Math.min(100, Math.round((100 * middleOf(tens)) / middleOf(buyers)));

/** Buyers per 1,000 inhabitants of each area that is shown, to one decimal. */
export function penetration(rows: readonly ChartRow[]): ReadonlyMap<string, number> {
  return new Map(
    rows.flatMap(({ key, tens }) => {
      const area = PC2_AREAS[key];
      return tens && area ? [[key, Math.round((10_000 * middleOf(tens)) / area.inhabitants) / 10] as const] : [];
    }),
  );
}

/**
 * True where a share differs from another by more than chance and the width of a ten explain: two standard errors of a share of
 * `buyers`, the ten itself, and three points at least.
 */
export function differs(share: number | null, beside: number | null, buyers: Tens): boolean {
  if (share === null || beside === null || !buyers) return false;
  const p = Math.min(0.95, Math.max(0.05, beside / 100));
  const error = 200 * Math.sqrt((p * (1 - p)) / buyers) + 500 / buyers;
  return Math.abs(share - beside) > Math.max(3, error);
}

/** Shares added up; what is hidden counts for nothing, so it is a least. */
export const sum = (rows: readonly ChartRow[], keys: readonly string[], of: 'share' | 'beside' = 'share'): number =>
  rows.reduce((all, row) => all + (keys.includes(row.key) ? (row[of] ?? 0) : 0), 0);
