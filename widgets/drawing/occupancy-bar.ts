/** Bars by hand: a row needs no chart library. Lengths are percentages, so that texture and tick keep their size at any width. */
import { svg, type SVGTemplateResult } from 'lit';

export interface House {
  readonly capacity: number | null;
  /** Seats; null = unknown, drawn as none. */
  readonly sold: number | null;
  readonly reserved: number | null;
  readonly blocked: number | null;
  /** Share of capacity where comparable houses are, if known. */
  readonly tick: number | null;
}

/** One reading: sold, reserved, free space, blocked from the right; the tick is where comparable houses are. */
export function occupancyBar(house: House, label: string): SVGTemplateResult {
  const capacity = house.capacity ?? 0;
  const part = (seats: number | null, room: number): number =>
    capacity > 0 ? Math.min(room, (Math.max(0, seats ?? 0) / capacity) * 100) : 0;
  const sold = part(house.sold, 100);
  const reserved = part(house.reserved, 100 - sold);
  const blocked = part(house.blocked, 100 - sold - reserved);
  const tick = house.tick === null ? null : Math.min(100, Math.max(0, house.tick * 100));
  return svg`<svg class="bar" width="100%" height="18" role="img" aria-label=${label}>
    <defs>
      <pattern id="dip-hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="reserved" width="4" height="4"></rect><rect class="hatch" width="1" height="4"></rect>
      </pattern>
    </defs>
    <rect class="room" y="4" width="100%" height="10"></rect>
    <rect class="sold" y="4" width="${sold}%" height="10"></rect>
    <rect fill="url(#dip-hatch)" x="${sold}%" y="4" width="${reserved}%" height="10"></rect>
    <rect class="blocked" x="${100 - blocked}%" y="4" width="${blocked}%" height="10"></rect>
    ${tick === null ? null : svg`<line class="tick" x1="${tick}%" x2="${tick}%" y1="0" y2="18"></line>`}
  </svg>`;
}
