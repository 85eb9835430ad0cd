// Invented people who buy. They stand in exports only so that tests can prove that no name, mail or phone leaves the venue.
import { Random, seedOf } from './random.ts';
import type { Venue } from './shapes.ts';

export interface Customer {
  readonly number: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly postcode: string;
}

// prettier-ignore
const FIRST = 'Aafke Bram Coosje Dirkje Evert Froukje Gijsbert Hiltje Ids Jildou Koert Loïs Mees Noëlle Okke Pleun Rinske Siebe Trijntje Wout Zoë'.split(' ');
const BEFORE = ['', '', '', 'van ', 'de ', 'van den ', 'ter '];
// prettier-ignore
const LAST = 'Aardappel Berkenbosch Citroen Druppel Eikelenboom Fluitketel Gortworst Hagelslag IJzerdraad Kruimel Lantaarn Mispel Notedop Oeverzwaluw Pannekoek Regenboog Slakkenhuis Tulpenveld Vlinderdas Wolkenman Zeepaard'.split(' ');

/** Who placed an order. Few of them come often; a third of the postcodes lie outside the town's own area. */
export function customerOf(venue: Venue, orderRef: string): Customer {
  const draw = new Random(seedOf(venue.ref, orderRef));
  const id = 10_000 + Math.floor(draw.next() ** 2 * 9_000);
  const random = new Random(seedOf(venue.ref, id));
  const [first, before, last] = [random.pick(FIRST), random.pick(BEFORE), random.pick(LAST)];
  const region = Number(venue.postcode.slice(0, 4));
  const area = random.chance(0.67) ? region + random.int(-9, 60) : region + random.int(-500, 500);
  const letters = [random.int(0, 23), random.int(0, 23)]
    .map((index) => 'ABCDEGHJKLMNPQRSTUVWXYZB'[index] ?? 'A')
    .join('');
  return {
    number: `K${id}`,
    name: `${first} ${before}${last}`,
    email: `${plain(first)}.${plain(last)}${id}@example.org`,
    phone: `06-${random.int(10_000_000, 99_999_999)}`,
    postcode: `${Math.min(9_999, Math.max(1_000, area))} ${letters}`,
  };
}

function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();
}
