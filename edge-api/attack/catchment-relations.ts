/** What the zones of a catchment area say of the areas in them. */
import type { Cells } from './cells.ts';
import type { KnownFrame } from './frames.ts';

/** Cheapest tickets that a buyer spent at most, an evening. */
const MOST_SPENT = 60;

/**
 * Areas by what was spent there. Read as if every buyer spent between the price of one cheap ticket
 * and of ten dear ones, which is closer than anybody is told: what an area spends then says something of how many there are.
 */
export function catchmentOf(cells: Cells, frame: KnownFrame): void {
  const { programme } = cells;
  const ranked = Object.entries(frame.published.catchment ?? {}).filter(([, zone]) => zone !== 'rest');
  const spent = ranked.map(([label, zone]) => {
    const s = programme.variable(`${frame.name} spent ${label}`);
    const x = cells.x(frame, 'origin', label);
    programme.row([[s, 1], [x, -1]], 0, Infinity); // prettier-ignore
    programme.row([[x, MOST_SPENT * frame.performances.length], [s, -1]], 0, Infinity); // prettier-ignore
    return { s, zone };
  });
  // Which zone is told, not the order in it: each area of the core spent as much as any other, and the core three fifths or more.
  const zones = ['core', 'primary', 'secondary'].map((zone) => spent.filter((one) => one.zone === zone));
  const [core = [], ...others] = zones;
  for (const [i, zone] of zones.entries())
    for (const { s } of zone) for (const less of zones[i + 1] ?? []) programme.row([[s, 1], [less.s, -1]], 0, Infinity); // prettier-ignore
  const rest = others.flat();
  if (rest.length > 0)
    programme.row([...core.map(({ s }) => [s, 4] as const), ...rest.map(({ s }) => [s, -6] as const)], 0, Infinity);
}
