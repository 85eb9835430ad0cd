/** Pure: rows of the tables that have axes, as Vega draws them: lead time, pyramid, moment of purchase. */
import { AGE_BANDS, type AudienceTableName } from '#protocol';
import type { Rows, Signals } from '../chart/draw-chart.ts';
import type { ChartKind } from './audience-chart.ts';
import { cellName, type AudienceTexts } from './audience-texts.ts';
import { shareText, type ChartRow } from './chart-rows.ts';
import type { Palette } from './palette.ts';

export interface DrawnChart {
  readonly kind: ChartKind;
  readonly rows: Rows;
  readonly signals: (width: number, palette: Palette) => Signals;
}

const KINDS: Partial<Record<AudienceTableName, (rows: readonly ChartRow[], texts: AudienceTexts) => DrawnChart>> = {
  lead: leadChart,
  age_gender: pyramidChart,
  moment: momentChart,
};

/** Null: a table that is drawn another way. */
export const drawnChart = (
  table: AudienceTableName,
  rows: readonly ChartRow[],
  texts: AudienceTexts,
): DrawnChart | null => KINDS[table]?.(rows, texts) ?? null;

const LATE = ['0', '1-3', '4-7', '8-14', '15-28'];
/** Below this a name such as 91–180 has no room on one line. */
const NARROW = 420;

function leadChart(rows: readonly ChartRow[], texts: AudienceTexts): DrawnChart {
  const names = rows.map(({ key }) => [key, cellName(texts, 'lead', key, {})] as const);
  const most = Math.max(10, ...rows.map(({ share, beside }) => Math.max(share ?? 0, beside ?? 0)));
  return {
    kind: 'lead',
    rows: rows.map((row) => ({
      key: row.key,
      kind: row.share === null ? 'hidden' : LATE.includes(row.key) ? 'late' : 'early',
      share: row.share,
      beside: row.beside,
      top: clearOf(row, most),
      said: shareText(row),
    })),
    signals: (width, { ink, ink2, line, accent, accent2 }) => ({
      ink,
      ink2,
      line,
      accent,
      accent2,
      keys: rows.map(({ key }) => key),
      labels: Object.fromEntries(
        names.map(([key, name]) => [key, width < NARROW ? name.replace('–', '– ').split(' ') : name]),
      ),
      // Room for the figure above the highest.
      most: most * 1.16,
    }),
  };
}

/** Above its column; above the tick where that would lie in the figure. */
function clearOf({ share, beside }: ChartRow, most: number): number {
  const from = share ?? 0;
  return beside !== null && beside >= from && beside < from + 0.2 * most ? beside : from;
}

/** Pixels: half of what the names in the middle take, and what a figure takes beyond its bar. */
const MIDDLE = 34;
const FIGURE = 40;

function pyramidChart(rows: readonly ChartRow[], texts: AudienceTexts): DrawnChart {
  const most = Math.max(5, ...rows.map(({ share, beside }) => Math.max(share ?? 0, beside ?? 0)));
  const by = new Map(rows.map((row) => [row.key, row]));
  const sides = ['f', 'm'] as const;
  const bands = AGE_BANDS.toReversed();
  return {
    kind: 'pyramid',
    rows: [
      ...sides.map((gender) => ({ band: 'head', kind: 'head', gender, end: 0, said: texts.genders[gender] })),
      ...bands.flatMap((band) => [
        { band, kind: 'name', said: cellName(texts, 'age', band, {}) },
        ...sides.map((gender) => {
          const row = by.get(`${band}|${gender}`);
          if (!row || row.share === null) return { band, kind: 'hidden', gender, end: 0, said: texts.hiddenShort };
          const { share, beside } = row;
          return {
            band,
            kind: 'share',
            gender,
            share,
            beside,
            end: Math.max(share, beside ?? 0),
            said: shareText(row),
          };
        }),
      ]),
    ],
    signals: (width, { ink, ink2, accent, accent2 }) => {
      const unit = most / Math.max(40, width / 2 - MIDDLE - FIGURE);
      return {
        ink,
        ink2,
        accent,
        accent2,
        bands: ['head', ...bands],
        gap: MIDDLE * unit,
        reach: Math.max((width / 2) * unit, MIDDLE * unit + most),
      };
    },
  };
}

const FROM = 8;
const UNTIL = 23;
const STEPS = 8;

function momentChart(rows: readonly ChartRow[], texts: AudienceTexts): DrawnChart {
  const by = new Map(rows.map(({ key, tens }) => [key, tens]));
  const shown = rows.filter(({ tens }) => tens);
  const most = Math.max(1, ...shown.map(({ tens }) => tens ?? 0));
  const from = Math.min(FROM, ...shown.map(({ key }) => Number(key.split('-')[1])));
  const hours = Array.from({ length: UNTIL - from + 1 }, (_, i) => from + i);
  return {
    kind: 'moment',
    rows: texts.weekdays.flatMap((day, i) =>
      hours.map((hour) => {
        const tens = by.get(`${i + 1}-${hour}`) ?? null;
        return { day, hour, step: tens === null ? null : Math.ceil((STEPS * tens) / most) };
      }),
    ),
    signals: (_, { ink2, line, sunk, shades }) => ({ ink2, line, sunk, shades, hours, days: texts.weekdays }),
  };
}
