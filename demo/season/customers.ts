// Invented people who buy. They stand in exports so that tests can prove that no name, mail or phone leaves the venue, and so that an audience
// has a geography and a history: people live near, older ones like other things than younger ones, and a few come very often.
import { Random, seedOf } from './random.ts';
import { homesAround } from './homes.ts';
import { HALLS } from './venues.ts';
import { bookings } from './bookings.ts';
import type { Booking, Genre, Season, Venue } from './shapes.ts';

export interface Customer {
  /** Empty, as everything else, where somebody bought at the desk without a name. */
  readonly number: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly postcode: string;
  /** `dd-mm-yyyy`; empty for half of them. */
  readonly born: string;
}

const NOBODY: Customer = { number: '', name: '', email: '', phone: '', postcode: '', born: '' };

// prettier-ignore
const FIRST = 'Aafke Bram Coosje Dirkje Evert Froukje Gijsbert Hiltje Ids Jildou Koert Loïs Mees Noëlle Okke Pleun Rinske Siebe Trijntje Wout Zoë'.split(' ');
const BEFORE = ['', '', '', 'van ', 'de ', 'van den ', 'ter '];
// prettier-ignore
const LAST = 'Aardappel Berkenbosch Citroen Druppel Eikelenboom Fluitketel Gortworst Hagelslag IJzerdraad Kruimel Lantaarn Mispel Notedop Oeverzwaluw Pannekoek Regenboog Slakkenhuis Tulpenveld Vlinderdas Wolkenman Zeepaard'.split(' ');

/** Year in which most of the audience of a genre was born, and how far they are apart. */
const BORN: Readonly<Record<Genre, readonly [middle: number, spread: number]>> = {
  toneel: [1966, 14],
  jeugdtheater: [1985, 7],
  cabaret: [1974, 14],
  musical: [1975, 14],
  muziektheater: [1964, 14],
  opera: [1956, 11],
  dans: [1979, 15],
  klassiek: [1954, 11],
  pop: [1988, 11],
  jazz: [1966, 13],
  circus: [1984, 10],
  literatuur: [1963, 14],
  familie: [1983, 8],
};
const YOUNGEST = 2007;
/** Few of them come often. */
const POOL_PER_SEAT = 16;
const CANDIDATES = 5;

/** Whether the house's own system takes this for somebody's first order. It is older than the season: whom it knew before, it knows. */
export function isFirst(season: Season, venue: Venue, booking: Pick<Booking, 'orderRef'>, customer: Customer): boolean {
  if (customer.number === '' || knownBefore(venue, Number(customer.number.slice(1)))) return false;
  return firstOrders(season, venue).get(customer.number) === booking.orderRef;
}

const knownBefore = (venue: Venue, id: number): boolean => {
  const often = 1 - (id - 10_000) / (POOL_PER_SEAT * seatsOf(venue));
  return new Random(seedOf(venue.ref, id, 'known')).chance(0.2 + 0.6 * often ** 2);
};

const firsts = new WeakMap<Season, Map<string, ReadonlyMap<string, string>>>();
/** Of each customer of a house the first order of the season. */
function firstOrders(season: Season, venue: Venue): ReadonlyMap<string, string> {
  const known = firsts.get(season) ?? new Map<string, ReadonlyMap<string, string>>();
  firsts.set(season, known);
  const found = known.get(venue.ref);
  if (found) return found;
  const first = new Map<string, Booking>();
  for (const performance of season.performances) {
    if (performance.venueRef !== venue.ref) continue;
    for (const booking of bookings(performance, Infinity)) {
      const { number } = customerOf(venue, booking, performance.demand.genre);
      const before = first.get(number);
      if (number !== '' && (!before || booking.bookedAt < before.bookedAt)) first.set(number, booking);
    }
  }
  const orders = new Map([...first].map(([number, { orderRef }]) => [number, orderRef]));
  known.set(venue.ref, orders);
  return orders;
}

/** Who placed an order: of some who might have, the one whom the genre suits. */
export function customerOf(
  venue: Venue,
  booking: Pick<Booking, 'orderRef' | 'channel' | 'bookedAt'>,
  genre: Genre,
): Customer {
  const draw = new Random(seedOf(venue.ref, booking.orderRef));
  if (booking.channel === 'desk' && draw.chance(0.4)) return NOBODY;
  const [middle, spread] = BORN[genre];
  const pool = POOL_PER_SEAT * seatsOf(venue);
  let id = 0;
  for (let tries = 0; tries < CANDIDATES; tries += 1) {
    id = 10_000 + Math.floor(draw.next() ** 2.4 * pool);
    const away = (bornIn(venue, id) - middle) / spread;
    if (draw.chance(Math.exp((-away * away) / 2))) break;
  }
  return person(venue, id);
}

const seatsOf = (venue: Venue): number =>
  HALLS.reduce((seats, { venueRef, capacity }) => seats + (venueRef === venue.ref ? capacity : 0), 0);

const bornIn = (venue: Venue, id: number): number => {
  const random = new Random(seedOf(venue.ref, id, 'born'));
  return Math.min(YOUNGEST, Math.max(1932, Math.round(1969 + 18 * random.normal())));
};

function person(venue: Venue, id: number): Customer {
  const random = new Random(seedOf(venue.ref, id));
  const [first, before, last] = [random.pick(FIRST), random.pick(BEFORE), random.pick(LAST)];
  const [phone, day, month] = [random.int(10_000_000, 99_999_999), random.int(1, 28), random.int(1, 12)];
  const letters = [random.int(0, 23), random.int(0, 23)]
    .map((index) => 'ABCDEGHJKLMNPQRSTUVWXYZB'[index] ?? 'A')
    .join('');
  const two = (n: number): string => String(n).padStart(2, '0');
  return {
    number: `K${id}`,
    name: `${first} ${before}${last}`,
    email: `${plain(first)}.${plain(last)}${id}@example.org`,
    phone: `06-${phone}`,
    postcode: random.chance(0.07) ? '' : `${homesAround(venue)(random.next())} ${letters}`,
    born: random.chance(0.55) ? `${two(day)}-${two(month)}-${bornIn(venue, id)}` : '',
  };
}

function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();
}
