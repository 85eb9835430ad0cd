/** Bars and sparklines by hand: a row needs no chart library. */
import { svg, type SVGTemplateResult } from 'lit';
import type { MonitorRow } from '#protocol';

/** One reading: sold, reserved, free space, blocked from the right; the tick is where comparable houses are. */
export function occupancyBar(row: MonitorRow, label: string): SVGTemplateResult {
  const capacity = row.figures.capacity ?? 0;
  const x = (seats: number): number => (capacity > 0 ? Math.min(100, (seats / capacity) * 100) : 0);
  const sold = x(row.count ?? 0);
  const reserved = Math.min(100 - sold, x(row.figures.reserved?.count ?? 0));
  const blocked = Math.min(100 - sold - reserved, x(row.figures.blocked?.count ?? 0));
  const tick = 'median' in row.benchmark ? Math.min(100, row.benchmark.median * 100) : null;
  return svg`<svg class="bar" viewBox="0 0 100 18" preserveAspectRatio="none" role="img" aria-label=${label}>
    <rect class="room" y="4" width="100" height="10"></rect>
    <rect class="sold" y="4" width=${sold} height="10"></rect>
    <rect class="reserved" x=${sold} y="4" width=${reserved} height="10"></rect>
    <rect class="blocked" x=${100 - blocked} y="4" width=${blocked} height="10"></rect>
    ${tick === null ? null : svg`<line class="tick" x1=${tick} x2=${tick} y1="0" y2="18" vector-effect="non-scaling-stroke"></line>`}
  </svg>`;
}

export function sparkline(values: readonly (number | null)[]): SVGTemplateResult {
  const known = values.map((value) => value ?? 0);
  const top = Math.max(...known, 1);
  const points = known.map((value, i) => [2 + i * (90 / 27), 21 - (Math.max(0, value) / top) * 17] as const);
  const last = points.at(-1) ?? [2, 21];
  return svg`<svg class="spark" width="96" height="24" viewBox="0 0 96 24" aria-hidden="true">
    <polyline points=${points.map((point) => point.map((n) => n.toFixed(1)).join(',')).join(' ')}></polyline>
    <circle cx=${last[0]} cy=${last[1]} r="2.2"></circle>
  </svg>`;
}
