/** Pure: a house in one sentence and in rows that add up to its capacity. */
import type { HouseFigures } from '../data/house-figures.ts';
import { figureFormat } from '../locales/figure-format.ts';
import { isDutch } from '../locales/language.ts';

export type SeatState = 'sold' | 'reserved' | 'free' | 'blocked';

const NL = {
  states: { sold: 'verkocht', reserved: 'gereserveerd', free: 'vrij', blocked: 'geblokkeerd' } as Readonly<
    Record<SeatState, string>
  >,
  seats: 'Stoelen',
  share: 'Deel',
  state: 'Stand',
  capacity: 'capaciteit',
  unknown: 'onbekend',
  full: 'Uitverkocht',
  none: 'Geen voorstellingen in deze keuze.',
  noReport: 'Nog geen cijfers ontvangen.',
  sold: (count: string, of: string, share: string) => `${count} van ${of} stoelen verkocht, ${share}`,
  noCapacity: (count: string) => `${count} stoelen verkocht; de capaciteit is niet bekend`,
  over: (seats: string) => `${seats} meer dan de capaciteit`,
  tick: (share: string, venues: string) => `vergelijkbaar: ${share} (mediaan van ${venues})`,
  performances: (n: string, one: boolean) => (one ? '1 voorstelling' : `${n} voorstellingen`),
};
const EN: typeof NL = {
  states: { sold: 'sold', reserved: 'reserved', free: 'free', blocked: 'held' },
  seats: 'Seats',
  share: 'Share',
  state: 'State',
  capacity: 'capacity',
  unknown: 'unknown',
  full: 'Sold out',
  none: 'No performances in this choice.',
  noReport: 'No figures received yet.',
  sold: (count, of, share) => `${count} of ${of} seats sold, ${share}`,
  noCapacity: (count) => `${count} seats sold; capacity is not known`,
  over: (seats) => `${seats} over capacity`,
  tick: (share, venues) => `comparable: ${share} (median of ${venues})`,
  performances: (n, one) => (one ? '1 performance' : `${n} performances`),
};

export interface OccupancyWords {
  readonly title: string;
  readonly sentence: string;
  readonly share: string;
  readonly tick: string;
  readonly rows: readonly {
    readonly state: SeatState;
    readonly label: string;
    readonly seats: string;
    readonly share: string;
  }[];
  readonly capacity: string;
  readonly heads: { readonly state: string; readonly seats: string; readonly share: string; readonly capacity: string };
  /** Nothing to draw: the sentence says why. */
  readonly empty: boolean;
}

export function occupancyWords(house: HouseFigures, locale: string): OccupancyWords {
  const words = isDutch(locale) ? NL : EN;
  const format = figureFormat(locale);
  const { capacity, count } = house;
  const share = (seats: number | null): string => (seats === null || !capacity ? '' : format.share(seats / capacity));
  const seats = { sold: count, reserved: house.reserved, free: house.available, blocked: house.blocked };
  const empty = house.performances === 0 || count === null;
  return {
    title:
      house.title === null
        ? words.performances(format.count(house.performances), house.performances === 1)
        : `${house.title}${house.startsAt === null ? '' : ` · ${format.day(house.startsAt, house.timeZone)}`}`,
    sentence: sentence(),
    share: house.occupancy === null ? '' : format.share(house.occupancy),
    tick: house.tick === null ? '' : words.tick(format.share(house.tick), format.count(house.tickVenues)),
    rows: (['sold', 'reserved', 'free', 'blocked'] as const).map((state) => ({
      state,
      label: words.states[state],
      seats: seats[state] === null ? words.unknown : format.count(seats[state]),
      share: share(seats[state]),
    })),
    capacity: capacity === null ? words.unknown : format.count(capacity),
    heads: { state: words.state, seats: words.seats, share: words.share, capacity: words.capacity },
    empty,
  };

  function sentence(): string {
    if (house.performances === 0) return words.none;
    if (count === null) return words.noReport;
    if (!capacity) return `${words.noCapacity(format.count(count))}.`;
    const text = words.sold(format.count(count), format.count(capacity), format.share(count / capacity));
    if (count > capacity) return `${text}; ${words.over(format.count(count - capacity))}.`;
    return house.available === 0 ? `${words.full}: ${text}.` : `${text}.`;
  }
}
