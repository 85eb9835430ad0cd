// Pure: what venues programme themselves, in nobody's tour; some look very much like a performance that is.
import { DAY, dayOf, HOUR, instantOf } from './amsterdam.ts';
import { demandOf, saleStart } from './performances.ts';
import { Random, seedOf } from './random.ts';
import type { Genre, Performance } from './shapes.ts';
import type { Diary } from './tour.ts';
import { HALLS, VENUES } from './venues.ts';

const TITLES: readonly (readonly [title: string, genre: Genre, euros: number])[] = [
  ['Open podium', 'cabaret', 8],
  ['Lezing: de sterrenhemel boven Nederland', 'literatuur', 12],
  ['Nieuwjaarsconcert van het stadsorkest', 'klassiek', 18],
  ['Filmavond met live piano', 'jazz', 11],
  ['Rondleiding achter de schermen', 'literatuur', 6],
  ['Eindvoorstelling jeugdtheaterschool', 'jeugdtheater', 9],
  ['Pubquiz in de foyer', 'cabaret', 7],
  ['Café Chantant', 'muziektheater', 14],
  ['Dansschool De Draaimolen: Lichtvoetig', 'dans', 13],
  ['Koffieconcert', 'klassiek', 10],
  ['Winterfair', 'familie', 5],
  ['Jazz aan het water', 'jazz', 12],
];

/** `count` evenings in halls that are free that day. */
export function ownEvenings(
  seed: number,
  count: number,
  performances: readonly Performance[],
  diary: Diary,
): Performance[] {
  const random = new Random(seedOf(seed, 'own evenings'));
  const evenings: Performance[] = [];
  for (let attempt = 0; evenings.length < count && attempt < count * 40; attempt += 1) {
    const beside = random.pick(performances);
    const hall = random.pick(HALLS.filter(({ venueRef }) => venueRef === beside.venueRef));
    const venue = VENUES.find(({ ref }) => ref === beside.venueRef);
    const twin = random.chance(0.5);
    const day = dayOf(beside.startsAt) + (twin ? 0 : random.int(-9, 9));
    if (!venue || diary.has(`${hall.ref}|${day}`)) continue;
    diary.add(`${hall.ref}|${day}`);
    const drawn = random.pick(TITLES);
    // A talk before the performance, in the other hall: nearly its title, nearly its time.
    const talk = twin && random.chance(0.3);
    const [title, genre, euros] = talk ? ([`Inleiding: ${beside.title}`, 'literatuur', 5] as const) : drawn;
    const startsAt = talk ? beside.startsAt - HOUR * 0.75 : twin ? beside.startsAt : instantOf(day, venue.evening);
    const onSaleAt = Math.min(saleStart(venue.ref, startsAt, true, random), startsAt - 20 * DAY);
    const ref = `${venue.ref}-E${String(evenings.length + 1).padStart(3, '0')}`;
    evenings.push({
      ref,
      productionRef: null,
      title,
      venueRef: venue.ref,
      hallRef: hall.ref,
      startsAt,
      type: 'normal',
      status: 'planned',
      statusChangedAt: null,
      movedTo: null,
      onSaleAt,
      capacity: hall.capacity,
      capacityChanges: [],
      tags: [],
      festival: false,
      demand: {
        ...demandOf(seedOf(seed, ref), { genre, priceCents: euros * 100 }, venue.ref, startsAt, 'usual', -0.15, random),
        resellerRef: null,
      },
    });
  }
  return evenings;
}
