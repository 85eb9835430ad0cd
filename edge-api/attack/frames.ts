/** Subjects at a release, with the subjects inside them, and the figures of the monitor that hold for them. */
import type { AudienceCoverage, AudienceCoverageAnswer, AudienceLevel } from '#protocol';
import { dayNumber, dayOfHour } from '../src/audience/release/day.ts';
import type { PublishedParts, ReleasedSubject } from '../src/audience/release/input.ts';
import { roomOf, type TicketRoom } from '../src/audience/release/possible.ts';
import { houseOf } from '../src/audience/release/subjects.ts';
import type { Knowledge } from './knowledge.ts';

export interface KnownFrame {
  readonly name: string;
  readonly level: AudienceLevel;
  readonly id: string;
  readonly round: number;
  readonly published: PublishedParts;
  /** Exact, for those runs in which a rule is left out, and to tell whether a conclusion is true. */
  readonly exact: ReleasedSubject['counts'];
  readonly performances: readonly number[];
  readonly tickets: number;
  readonly rooms: readonly TicketRoom[];
  /** All of it was played, so that its lead times are whole. */
  readonly played: boolean;
  /** Most tickets without a known buyer, postcode or age; by the band. */
  readonly unknown: { readonly buyer: number; readonly postcode: number; readonly age: number };
  readonly before: KnownFrame | null;
  /** Buyers erased between that and this. */
  readonly erased: number;
}

export const LEVELS: readonly AudienceLevel[] = ['performance', 'production', 'genre', 'season'];

function unknownTickets(
  coverage: AudienceCoverage,
  bands: AudienceCoverageAnswer,
  exact: boolean,
): KnownFrame['unknown'] {
  const { tickets } = coverage;
  if (exact)
    return {
      buyer: tickets - coverage.withBuyer,
      postcode: tickets - coverage.withPostcode,
      age: tickets - coverage.withAge,
    };
  const most = (low: number | undefined) => tickets - Math.ceil(((low ?? 0) * tickets) / 100);
  return { buyer: most(bands.buyer?.[0]), postcode: most(bands.postcode?.[0]), age: most(bands.age?.[0]) };
}

export function framesKnown(knowledge: Knowledge): KnownFrame[] {
  const season = knowledge.performances[0]?.season ?? 0;
  const house = houseOf({ season, performances: knowledge.performances });
  const last = new Map<string, KnownFrame>();
  const frames: KnownFrame[] = [];
  let erased = 0;
  const erasedAt = new Map<string, number>();
  for (const [round, { at, subjects, sales, erased: now }] of knowledge.rounds.entries()) {
    erased += now;
    const rooms = roomOf({ sales }, house);
    for (const { level, id, renewed, published, counts } of subjects) {
      if (!renewed) continue;
      const key = `${level}:${id}`;
      const performances = house.subjects.find((one) => one.level === level && one.id === id)?.performances ?? [];
      const frame: KnownFrame = {
        name: `${round}:${key}`,
        level,
        id,
        round,
        published,
        exact: counts,
        performances,
        tickets: counts.tickets,
        rooms: performances.map((p) => rooms[p] ?? { lead: null, price_class: null }),
        played: performances.every((p) => dayNumber(house.performances[p]?.date ?? '') < dayOfHour(at)),
        unknown: unknownTickets(counts.coverage, published.coverage, knowledge.without.has('coverage')),
        before: last.get(key) ?? null,
        erased: erased - (erasedAt.get(key) ?? 0),
      };
      erasedAt.set(key, erased);
      last.set(key, frame);
      frames.push(frame);
    }
  }
  return frames;
}

/** For each frame the latest of each subject inside it, as of then. */
export function insideOf(frames: readonly KnownFrame[], frame: KnownFrame): KnownFrame[] {
  const own = new Set(frame.performances);
  const latest = new Map<string, KnownFrame>();
  for (const one of frames) {
    if (one.round > frame.round || LEVELS.indexOf(one.level) >= LEVELS.indexOf(frame.level)) continue;
    if (one.performances.every((p) => own.has(p))) latest.set(`${one.level}:${one.id}`, one);
  }
  return [...latest.values()];
}
