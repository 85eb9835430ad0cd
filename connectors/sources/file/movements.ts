// Pure: the movements of a delta file, and the cumulative days that all movements of a performance come to.
import { PRICE_CLASSES } from '#protocol';
import type { Movement, PerformanceMovements } from '../source.ts';
import {
  FIGURES,
  noFigures,
  type DayFigures,
  type Figure,
  type Figures,
  type PerformanceAbout,
  type PerformanceFigures,
} from './figures.ts';

interface Known extends PerformanceAbout {
  readonly covered: readonly Figure[];
}

/** `apart`: each day stands for itself; else the days are cumulative and are taken apart here. */
export function movementsOf(
  { performanceRef, about, days }: PerformanceFigures,
  covered: readonly Figure[],
  dip: boolean,
  apart = false,
): PerformanceMovements {
  let before: Figures = noFigures();
  const moved = days.map(({ day, asOf, figures }): Movement => {
    const of = apart ? figures : difference(figures, before);
    before = figures;
    return { day, at: asOf, figures: of };
  });
  const known: Known = { ...about, covered };
  return { who: `${dip ? 'dip' : 'ref'}:${performanceRef}`, about: JSON.stringify(known), days: moved };
}

function difference(after: Figures, before: Figures): Figures {
  const made = noFigures();
  for (const name of FIGURES) {
    const [a, b] = [after[name].amount, before[name].amount];
    made[name] = { count: after[name].count - before[name].count, amount: a === null ? null : a - (b ?? 0) };
  }
  return made;
}

/** In order of day; an amount unknown once stays unknown. */
export function cumulativeDays({ about, days }: PerformanceMovements): {
  readonly days: readonly DayFigures[];
  readonly about: PerformanceAbout;
  readonly covered: readonly Figure[];
} {
  const { covered = PRICE_CLASSES, ...rest } = JSON.parse(about) as Partial<Known>;
  let running: Figures = noFigures();
  const made = [...days]
    .sort((a, b) => (a.day < b.day ? -1 : 1))
    .map(({ day, at, figures }): DayFigures => {
      const sum = noFigures();
      for (const name of FIGURES) {
        const [was, move] = [running[name], figures[name] ?? { count: 0, amount: 0 }];
        sum[name] = {
          count: was.count + move.count,
          amount: was.amount === null || move.amount === null ? null : was.amount + move.amount,
        };
      }
      running = sum;
      return { day, asOf: at, figures: sum, lines: [] };
    });
  return { days: made, about: rest, covered };
}
