// Pure: each venue's ticketing system with its own references, titles, halls and now and then its own starting time.
import { HOUR, partsOf, dayOf } from './amsterdam.ts';
import { Random, seedOf } from './random.ts';
import type { Hall, LocalEvent, Performance, Production, Provider } from './shapes.ts';
import { habitsOf, localTitle, slip, withSuffix } from './spelling.ts';
import { HALLS, VENUES } from './venues.ts';

const OFF_BY_HALF_AN_HOUR = 0.03;

function localRef(style: number, index: number, startsAt: number, hall: Hall): string {
  switch (style) {
    case 0:
      return String(104_000 + index * 7);
    case 1:
      return `${hall.name.slice(0, 2).toUpperCase()}-${partsOf(dayOf(startsAt)).year}-${String(index + 1).padStart(3, '0')}`;
    case 2:
      return (0xe4f000 + index * 13).toString(16).toUpperCase();
    default:
      return `evt_${String(index + 1).padStart(5, '0')}`;
  }
}

/** In order of venue and time. An evening that is moved keeps its event and gets a second one on the new date. */
export function localEvents(
  seed: number,
  productions: readonly Production[],
  providers: readonly Provider[],
  performances: readonly Performance[],
  ownEvenings: readonly Performance[],
): LocalEvent[] {
  const production = new Map(productions.map((one) => [one.ref, one]));
  const company = new Map(providers.map((one) => [one.ref, one.name]));
  const hallOf = new Map(HALLS.map((hall) => [hall.ref, hall]));
  const all = [...performances, ...ownEvenings].sort((a, b) => a.startsAt - b.startsAt || (a.ref < b.ref ? -1 : 1));
  return VENUES.flatMap((venue, venueIndex) => {
    const habits = habitsOf(new Random(seedOf(seed, venue.ref, 'habits')));
    return all
      .filter(({ venueRef }) => venueRef === venue.ref)
      .map((performance, index): LocalEvent => {
        const random = new Random(seedOf(seed, performance.ref, 'spelling'));
        const hall = hallOf.get(performance.hallRef);
        if (!hall) throw new Error(`no hall ${performance.hallRef}`);
        const tour = performance.productionRef ? production.get(performance.productionRef) : undefined;
        // One spelling for all dates of a production in a house, slips included.
        const usual = tour
          ? localTitle(
              tour.title,
              company.get(tour.producerRef) ?? '',
              habits,
              new Random(seedOf(seed, venue.ref, tour.ref)),
            )
          : performance.title;
        const title = tour ? withSuffix(usual, performance, habits, random) : usual;
        const shift = tour && random.chance(OFF_BY_HALF_AN_HOUR) ? random.pick([-0.5, 0.5]) * HOUR : 0;
        return {
          localRef: localRef(venueIndex % 4, index, performance.startsAt, hall),
          venueRef: venue.ref,
          localTitle: tour && random.chance(0.04) ? slip(title, random) : title,
          localHall: random.chance(0.02) ? slip(hall.localName, random) : hall.localName,
          localStartsAt: performance.startsAt + shift,
          performanceRef: tour ? performance.ref : null,
          salesRef: performance.ref,
        };
      });
  });
}
