// How each genre sells: how many want to come and when they decide. Shares are of the hall, days before the performance.
import { DAY, weekdayOf, type CalendarDay } from './amsterdam.ts';
import type { Random } from './random.ts';
import type { Genre, SalesShape } from './shapes.ts';

interface Curve {
  /** Wanted share of the hall: middle and spread. */
  readonly want: readonly [number, number];
  /** Share decided in the days after going on sale, and in the last stretch. */
  readonly opening: number;
  readonly late: number;
  /** Mean days before the performance of the last stretch. */
  readonly lateDays: number;
  readonly discount: number;
}
const curve = (
  want: number,
  spread: number,
  opening: number,
  late: number,
  lateDays: number,
  discount = 0.17,
): Curve => ({
  want: [want, spread],
  opening,
  late,
  lateDays,
  discount,
});
export const CURVES: Readonly<Record<Genre, Curve>> = {
  toneel: curve(0.58, 0.19, 0.15, 0.35, 14, 0.2),
  jeugdtheater: curve(0.64, 0.18, 0.1, 0.55, 10, 0.5),
  cabaret: curve(0.82, 0.18, 0.35, 0.2, 20, 0.08),
  musical: curve(0.7, 0.17, 0.25, 0.35, 21, 0.2),
  muziektheater: curve(0.54, 0.18, 0.15, 0.35, 16, 0.2),
  opera: curve(0.64, 0.16, 0.3, 0.25, 25, 0.15),
  dans: curve(0.5, 0.18, 0.12, 0.42, 12, 0.22),
  klassiek: curve(0.56, 0.18, 0.25, 0.4, 9, 0.2),
  pop: curve(0.74, 0.25, 0.4, 0.3, 14, 0.04),
  jazz: curve(0.52, 0.18, 0.1, 0.55, 7, 0.15),
  circus: curve(0.6, 0.16, 0.15, 0.4, 14, 0.25),
  literatuur: curve(0.56, 0.2, 0.12, 0.5, 8, 0.2),
  familie: curve(0.7, 0.18, 0.15, 0.4, 18, 0.42),
};

const BY_WEEKDAY = [0.02, -0.07, -0.06, -0.03, 0, 0.07, 0.09];

/** `appeal`: how this production does against its genre, about −0.2 to 0.2. */
export function shareWanted(genre: Genre, shape: SalesShape, appeal: number, day: CalendarDay, random: Random): number {
  const [middle, spread] = CURVES[genre].want;
  const drawn = middle + appeal + (BY_WEEKDAY[weekdayOf(day)] ?? 0) + spread * random.normal();
  switch (shape) {
    case 'day_one':
      return 1.25;
    case 'slow_burner':
      return Math.max(0.85, drawn + 0.1);
    case 'flop':
      return random.between(0.12, 0.3);
    default:
      return Math.min(1.3, Math.max(0.1, drawn));
  }
}

export function shapeOf(genre: Genre, random: Random): SalesShape {
  const dayOne = genre === 'cabaret' || genre === 'pop' ? 0.07 : genre === 'musical' ? 0.04 : 0.005;
  return random.weighted([
    ['day_one', dayOne],
    ['slow_burner', 0.08],
    ['flop', 0.05],
    ['usual', 0.87 - dayOne],
  ]);
}

const BUYING_DAYS = [0.75, 1, 1, 0.95, 1, 0.9, 0.7];

/** When one order is decided, between `from` and `to` (UTC ms); before the hour of the day is chosen. */
export function decisionTime(genre: Genre, shape: SalesShape, from: number, to: number, random: Random): number {
  const { opening, late, lateDays } = CURVES[genre];
  const early = shape === 'day_one' ? 0.93 : shape === 'slow_burner' ? 0.02 : shape === 'school' ? 0 : opening;
  const burst = shape === 'day_one' ? 0.12 : 5;
  for (let attempt = 0; attempt < 12; attempt += 1) {
    const kind = random.next();
    const at =
      kind < early
        ? from + random.exponential(burst) * DAY
        : kind < early + late
          ? to - random.exponential(lateDays) * DAY
          : from + (to - from) * (shape === 'slow_burner' ? Math.sqrt(random.next()) : random.next() ** 0.85);
    const weekday = weekdayOf(Math.floor(at / DAY));
    if (at >= from && at < to && (kind < early || random.chance(BUYING_DAYS[weekday] ?? 1))) return at;
  }
  return random.between(from, to);
}

const HOURS = [9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22].map(
  (hour, index) => [hour, [4, 8, 9, 7, 6, 6, 6, 6, 5, 5, 8, 10, 8, 4][index] ?? 1] as const,
);

/** Wall-clock minutes after midnight at which people buy. */
export function buyingMinutes(random: Random): number {
  return random.weighted(HOURS) * 60 + random.int(0, 59);
}
