/** The Netherlands as equal tiles of two-digit postcode areas. One tab stop; arrow keys walk over it and each tile is read out. */
import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { penetration, type ChartRow } from './chart-rows.ts';
import { PC2_AREAS, TILE_COLUMNS, tiles, type Tile } from './pc2-areas.ts';
import type { AudienceReport } from '#protocol';
import type { AudienceTexts } from './audience-texts.ts';

export const TILE = 46;
export const STEPS = 8;
const TILES = tiles();
const ROWS = Math.max(...TILES.map(({ row }) => row)) + 1;

export interface TileMap {
  readonly rows: readonly ChartRow[];
  /** PC2 in which the house stands. */
  readonly home: string | null;
  readonly chosen: string;
  readonly texts: AudienceTexts;
  readonly number: (value: number) => string;
  readonly catchment: AudienceReport['catchment'];
  readonly reading: 'rate' | 'catchment';
}

/** Shades of the rings around a house. */
export const RINGS = { core: 8, primary: 6, secondary: 4, rest: 2 } as const;

/** 1 to 8 of what is shown, by rank of size on a square root: small areas stay apart. */
function stepsOf(rows: readonly ChartRow[]): ReadonlyMap<string, number> {
  const per = penetration(rows);
  const most = Math.max(...per.values(), 0);
  return new Map(
    [...per].map(([area, value]) => [area, most === 0 ? 1 : Math.max(1, Math.ceil(STEPS * Math.sqrt(value / most)))]),
  );
}

/** What is shown is never none. */
export const rateText = (rate: number, number: TileMap['number']): string =>
  rate === 0 ? `< ${number(0.1)}` : number(rate);

export function tileText({ rows, texts, number, catchment }: TileMap, area: string): string {
  const place = PC2_AREAS[area]?.place ?? '';
  const row = rows.find(({ key }) => key === area);
  const per = penetration(rows).get(area);
  if (!row || row.tens === null || per === undefined) return `${area} ${place}: ${texts.fewerThanTen}`;
  const range = texts.between(number(row.tens), number(row.tens + 9));
  const ring = catchment?.[area];
  return `${area} ${place}: ${range} ${texts.buyers}, ${rateText(per, number)} ${texts.perThousand}${ring ? ` · ${texts.catchment[ring]}` : ''}`;
}

/** Steps as the map is read: buyers per inhabitants, or rings of the catchment. */
export const stepsOfMap = ({ reading, rows, catchment }: TileMap): ReadonlyMap<string, number> =>
  reading === 'rate' ? stepsOf(rows) : ringsOf(catchment);

export function tileMap(map: TileMap): TemplateResult {
  const steps = stepsOfMap(map);
  return html`<svg class="tiles" viewBox="0 0 ${TILE_COLUMNS * TILE} ${ROWS * TILE}" aria-hidden="true">
    ${TILES.map((tile) => drawTile(tile, steps.get(tile.area) ?? 0, map))}
  </svg>`;
}

const ringsOf = (catchment: TileMap['catchment']): ReadonlyMap<string, number> =>
  new Map(Object.entries(catchment ?? {}).map(([area, ring]) => [area, RINGS[ring]]));

function drawTile({ area, column, row }: Tile, step: number, { home, chosen }: TileMap): SVGTemplateResult {
  const at = { x: column * TILE + 1.5, y: row * TILE + 1.5, size: TILE - 3 };
  return svg`<g data-area=${area} class=${`tile s${step}${home === area ? ' home' : ''}${chosen === area ? ' chosen' : ''}`}>
    <rect x=${at.x} y=${at.y} width=${at.size} height=${at.size} rx="3"></rect>
    <text x=${at.x + at.size / 2} y=${at.y + at.size / 2}>${area}</text>
  </g>`;
}

/** The tile in a direction from one: in its row or column the next that is there, else the nearest that way. */
export function neighbour(area: string, key: string): string {
  const from = TILES.find((tile) => tile.area === area);
  if (!from) return TILES[0]?.area ?? '';
  const dx = key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : 0;
  const dy = key === 'ArrowUp' ? -1 : key === 'ArrowDown' ? 1 : 0;
  const ahead = TILES.map((tile) => {
    const along = dx ? (tile.column - from.column) * dx : (tile.row - from.row) * dy;
    const aside = dx ? Math.abs(tile.row - from.row) : Math.abs(tile.column - from.column);
    return { tile, along, aside };
  }).filter(({ along }) => along > 0);
  return ahead.toSorted((a, b) => a.along + 3 * a.aside - (b.along + 3 * b.aside))[0]?.tile.area ?? area;
}
