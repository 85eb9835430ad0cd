/**
 * For tests: who sees what, as plainly as it can be said. Names stand for organisations; the model knows no rows, copies,
 * versions or epochs. Answers of the API are compared with it after each step.
 */
export interface Evening {
  readonly id: string;
  readonly venue: string;
  /** What the house reports, and what each reseller does. */
  house: number;
  readonly resold: Map<string, number>;
}
export interface Play {
  readonly id: string;
  title: string;
  provider: string;
  producer: string | null;
  readonly evenings: Evening[];
}
export interface Opened {
  readonly id: string;
  readonly kind: 'representation' | 'observer';
  readonly giver: string;
  readonly receiver: string;
  /** Null = all of the giver's. */
  readonly plays: readonly string[] | null;
  /** Begins some day, not now. */
  readonly later: boolean;
  accepted: boolean;
  ended: boolean;
}
export interface World {
  readonly plays: Play[];
  readonly opened: Opened[];
}

const gives = (play: Play, giver: string) => play.provider === giver || play.producer === giver;
const opens = (share: Opened, play: Play, who: string) =>
  share.receiver === who &&
  share.accepted &&
  !share.ended &&
  !share.later &&
  gives(play, share.giver) &&
  (share.plays === null || share.plays.includes(play.id));

/** Sees the production wherever it plays. */
export const hasPart = ({ opened }: World, play: Play, who: string): boolean =>
  gives(play, who) || opened.some((share) => opens(share, play, who));

export const edits = ({ opened }: World, play: Play, who: string): boolean =>
  play.provider === who || opened.some((share) => share.kind === 'representation' && opens(share, play, who));

/** Ids of productions in its catalogue. */
export const catalogueOf = (world: World, who: string): string[] =>
  world.plays
    .filter((play) => hasPart(world, play, who) || play.evenings.some(({ venue }) => venue === who))
    .map(({ id }) => id)
    .toSorted((a, b) => (a < b ? -1 : 1));

/** Tickets by performance: of the house where it plays there or has a part in it, else what it resold itself. */
export function figuresOf(world: World, who: string, only?: readonly string[]): Map<string, number> {
  const seen = new Map<string, number>();
  for (const play of world.plays) {
    if (only && !only.includes(play.id)) continue;
    for (const evening of play.evenings) {
      const own = evening.resold.get(who);
      if (evening.venue === who || hasPart(world, play, who)) seen.set(evening.id, evening.house);
      else if (own !== undefined) seen.set(evening.id, own);
    }
  }
  return seen;
}
