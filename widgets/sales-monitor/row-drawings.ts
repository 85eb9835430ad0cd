/** Bars and sparklines by hand: a row needs no chart library, and each is one or two elements. */
import { h } from './elements.ts';

export interface Bar {
  readonly count: number | null;
  readonly reserved: number | null;
  readonly blocked: number | null;
  readonly capacity: number | null;
  /** Share of comparable houses, 0 to 1. */
  readonly peers: number | null;
}

/**
 * One reading: sold, reserved, free space, blocked from the right; the tick is where comparable houses are. The stylesheet
 * draws it from the four places, in percent.
 */
export function occupancyBar({ count, reserved, blocked, capacity, peers }: Bar, label: string): HTMLElement {
  const x = (seats: number | null): number => (capacity ? Math.min(100, ((seats ?? 0) / capacity) * 100) : 0);
  const sold = x(count);
  const held = Math.min(100, sold + x(reserved));
  const room = Math.max(held, 100 - x(blocked));
  const bar = h('div', peers === null ? 'bar' : 'bar tick');
  bar.role = 'img';
  bar.ariaLabel = label;
  const { style } = bar;
  style.setProperty('--sold', `${sold}%`);
  style.setProperty('--held', `${held}%`);
  style.setProperty('--room', `${room}%`);
  if (peers !== null) style.setProperty('--peers', `${Math.min(100, peers * 100)}%`);
  return bar;
}

const SVG = 'http://www.w3.org/2000/svg';
const STEP = 3.4;
const TOP = 22;

/** Tickets per day as columns, oldest first, each row to its own highest day; a day before the first report stays empty. */
export function sparkColumns(values: readonly (number | null)[]): SVGElement {
  const highest = Math.max(4, ...values.map((value) => value ?? 0));
  const column = (value: number | null, i: number): string => {
    if (value === null) return '';
    const height = value > 0 ? Math.max(2, (value / highest) * TOP) : 1;
    return `M${(i * STEP).toFixed(1)} 24h2.4v-${height.toFixed(1)}h-2.4z`;
  };
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'days');
  svg.setAttribute('viewBox', '0 0 96 24');
  svg.ariaHidden = 'true';
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', values.map(column).join(''));
  svg.append(path);
  return svg;
}
