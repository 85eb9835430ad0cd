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
  /** How much more often than expected, in words: `3,1×`. */
  readonly times?: string;
}

/** Keys in their order, whether or not a table has them: what is missing is hidden. */
const ORDER: Partial<Record<AudienceTableName, readonly string[]>> = {
  distance: DISTANCE_BANDS,
  age: AGE_BANDS,
  age_gender: AGE_BANDS.flatMap((band) => ['f', 'm'].map((gender) => `${band}|${gender}`)),
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
  const order = ORDER[name] ?? [];
  const keys = [...order, ...Object.keys(table.cells).filter((key) => !order.includes(key))];
  return keys.map((key) => {
    const tens = table.cells[key] ?? null;
    const share = shareIn(report, tens);
    const beside = shares?.[key] ?? null;
    return {
      key,
      tens,
      share,
      beside,
      index: beside && (share || tens === 0) ? Math.round((100 * (share ?? 0)) / beside) : null,
    };
  });
}

export const shareIn = ({ buyers }: AudienceReport, tens: Tens): number | null =>
  tens === null || !buyers ? null : Math.min(100, Math.round((100 * middleOf(tens)) / middleOf(buyers)));

/** As it is written; a share that is shown is never none. */
export const shareText = ({ share, tens }: ChartRow): string =>
  share === null ? '' : share === 0 && tens !== 0 ? '< 1%' : `${share}%`;

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

/**
 * How many times more often buyers of one production came to another than all buyers of the season did; null where the width of a
 * ten leaves too much open. Whole where one decimal would say more than the tens do.
 */
export function lift(
  both: Tens,
  buyers: Tens,
  other: Tens,
  all: Tens,
): { readonly times: number; readonly exact: boolean } | null {
  if (!both || !buyers || !other || !all) return null;
  const low = (both * all) / ((buyers + 9) * (other + 9));
  const high = ((both + 9) * (all + 9)) / (buyers * other);
  if (high / low > 1.6) return null;
  const times = (middleOf(both) * middleOf(all)) / (middleOf(buyers) * middleOf(other));
  const exact = high / low < 1.2;
  return { times: exact ? Math.round(10 * times) / 10 : Math.round(times), exact };
}
