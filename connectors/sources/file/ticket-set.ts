// Bounded memory of ids already counted: 64-bit hashes in flat arrays, 8 bytes a slot.
const SEGMENTS = 64;
const START_SLOTS = 1 << 6;
/** Just under what two thirds of 2^21 slots hold, beyond which the arrays would double once more. */
export const MAX_TICKETS = 1_390_000;

/** Tells a repeated id apart. Past its limit it stops remembering and says so by `full`, rather than growing on. */
export class TicketSet {
  readonly #max: number;
  /** Many small tables: growing one of them leaves little behind for the collector. */
  readonly #segments = Array.from({ length: SEGMENTS }, () => ({ slots: new Uint32Array(START_SLOTS * 2), size: 0 }));
  #size = 0;

  constructor(max = MAX_TICKETS) {
    this.#max = max;
  }

  get full(): boolean {
    return this.#size >= this.#max;
  }

  /** True when the id was new, or can no longer be remembered. */
  add(id: string): boolean {
    let low = 0x811c9dc5;
    let high = 0x9747b28c;
    for (let i = 0; i < id.length; i += 1) {
      const code = id.charCodeAt(i);
      low = Math.imul(low ^ code, 0x01000193);
      high = Math.imul(high ^ code, 0x85ebca6b);
      high ^= high >>> 13;
    }
    low = Math.imul(low ^ (low >>> 15), 0x2c1b3c6d) >>> 0;
    // Zero in both halves marks an empty slot.
    high = (high | 1) >>> 0;
    const segment = this.#segments[low >>> 26] as { slots: Uint32Array; size: number };
    const full = this.full;
    if (!place(segment.slots, low, high, !full)) return false;
    if (full) return true;
    this.#size += 1;
    segment.size += 1;
    if (segment.size * 3 > segment.slots.length) segment.slots = grown(segment.slots);
    return true;
  }
}

function place(slots: Uint32Array, low: number, high: number, write: boolean): boolean {
  const mask = slots.length / 2 - 1;
  for (let at = (low ^ (high >>> 7)) & mask; ; at = (at + 1) & mask) {
    const stored = slots[at * 2 + 1];
    if (stored === 0) {
      if (write) [slots[at * 2], slots[at * 2 + 1]] = [low, high];
      return true;
    }
    if (stored === high && slots[at * 2] === low) return false;
  }
}

function grown(old: Uint32Array): Uint32Array {
  const slots = new Uint32Array(old.length * 2);
  for (let at = 0; at < old.length; at += 2) if (old[at + 1] !== 0) place(slots, old[at] ?? 0, old[at + 1] ?? 0, true);
  return slots;
}
