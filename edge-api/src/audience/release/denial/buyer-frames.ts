/** A buyer's frames, and their tickets in each: columns that are filled again for the next buyer. */
import type { FrameColumns } from '../frame-columns.ts';
import type { Population } from '../population.ts';
import { LINKS, type House } from '../subjects.ts';

export class BuyerFrames {
  frames = new Int32Array(64);
  tickets = new Int32Array(64);
  length = 0;
  /** Place in `frames` where something did not stay last: most likely where it does not stay the next time. */
  stuck = 0;
  /** By frame: where it stands in `frames`, while `turn` is this one's. */
  readonly #at: Int32Array;
  readonly #turn: Int32Array;
  #turns = 0;
  readonly #house: House;
  readonly #columns: FrameColumns;
  readonly #population: Population;

  constructor(house: House, columns: FrameColumns, population: Population) {
    this.#house = house;
    this.#columns = columns;
    this.#population = population;
    this.#at = new Int32Array(columns.base.length);
    this.#turn = new Int32Array(columns.base.length);
  }

  has(frame: number): boolean {
    return this.#turn[frame] === this.#turns;
  }

  ticketsIn(frame: number): number {
    return this.has(frame) ? (this.tickets[this.#at[frame] ?? 0] ?? 0) : 0;
  }

  /** Nobody is in it. */
  clear(): void {
    this.length = 0;
    this.#turns += 1;
  }

  read(buyer: number): void {
    this.clear();
    const { start, performance, hour, tickets } = this.#population;
    const { subjectAt } = this.#house;
    const { from, frames, at } = this.#columns;
    const end = start[buyer + 1] ?? 0;
    for (let i = start[buyer] ?? 0; i < end; i += 1) {
      const links = LINKS * (performance[i] ?? 0);
      for (let link = links; link < links + LINKS; link += 1) {
        const subject = subjectAt[link] ?? -1;
        if (subject < 0) continue;
        const last = from[subject + 1] ?? 0;
        for (let k = from[subject] ?? 0; k < last; k += 1) {
          const frame = frames[k] ?? 0;
          if ((hour[i] ?? 0) <= (at[frame] ?? 0)) this.#put(frame, tickets[i] ?? 0);
        }
      }
    }
  }

  #put(frame: number, tickets: number): void {
    if (this.has(frame)) {
      this.tickets[this.#at[frame] ?? 0]! += tickets;
      return;
    }
    if (this.length === this.frames.length) this.#grow();
    this.#turn[frame] = this.#turns;
    this.#at[frame] = this.length;
    this.frames[this.length] = frame;
    this.tickets[this.length] = tickets;
    this.length += 1;
  }

  #grow(): void {
    const [frames, tickets] = [this.frames, this.tickets];
    this.frames = new Int32Array(2 * frames.length);
    this.tickets = new Int32Array(2 * frames.length);
    this.frames.set(frames);
    this.tickets.set(tickets);
  }
}
