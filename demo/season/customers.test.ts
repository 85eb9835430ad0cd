// The people behind the orders are believable: that is what an audience, its findings and their tests stand on.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { kilometres, pointOf } from '../../edge-api/src/audience/geography/distance.ts';
import { customerOf, isFirst, type Customer } from './customers.ts';
import { bookings, generateSeason, type Booking, type Genre, type Venue } from './index.ts';

const NOW = Date.parse('2026-11-23T13:00:00Z');
const season = generateSeason({ seed: 7, now: NOW });

interface Order {
  readonly venue: Venue;
  readonly genre: Genre;
  readonly booking: Booking;
  readonly customer: Customer;
}
/** Each order once, of every fourth performance, or of all that a venue has. */
function ordersOf(of: typeof season, venueRef?: string): Order[] {
  return of.performances
    .filter((one, n) => (venueRef === undefined ? n % 4 === 0 : one.venueRef === venueRef))
    .flatMap((performance) => {
      const venue = of.venues.find(({ ref }) => ref === performance.venueRef) as Venue;
      const { genre } = performance.demand;
      return [...Map.groupBy(bookings(performance, NOW), ({ orderRef }) => orderRef).values()].map((lines) => {
        const booking = lines[0] as Booking;
        return { venue, genre, booking, customer: customerOf(venue, booking, genre) };
      });
    });
}
let orders: Order[];
before(() => (orders = ordersOf(season)));

const share = <T>(list: readonly T[], holds: (one: T) => boolean) => list.filter(holds).length / list.length;
const median = (list: readonly number[]) => list.toSorted((a, b) => a - b)[list.length >> 1] ?? NaN;
const known = () => orders.filter(({ customer }) => customer.number !== '');
/** A person is of one house: numbers are that house's own. */
const person = ({ venue, customer }: Order) => `${venue.ref} ${customer.number}`;

test('the same seed gives the same people, another seed others', () => {
  const people = (of: readonly Order[]) => of.slice(0, 2_000).map(({ customer }) => customer);
  assert.deepEqual(people(ordersOf(generateSeason({ seed: 7, now: NOW }))), people(orders));
  assert.notDeepEqual(people(ordersOf(generateSeason({ seed: 8, now: NOW }))), people(orders));
});

test('whoever has a number is one person: one name, one home, one birth date', () => {
  for (const same of Map.groupBy(known(), person).values())
    assert.equal(new Set(same.map(({ customer }) => JSON.stringify(customer))).size, 1);
});

test('two in three and more live within thirty kilometres, more than half within fifteen; a few cross the country', () => {
  const away = known().flatMap(({ venue, customer }) => {
    const [home, house] = [customer.postcode, venue.postcode].map((postcode) => pointOf(Number(postcode.slice(0, 4))));
    return home && house ? [kilometres(home, house)] : [];
  });
  const within = (km: number) => share(away, (one) => one <= km);
  const told = [5, 15, 30, 50].map((km) => Math.round(100 * within(km))).join(' ');
  assert.ok(within(30) > 2 / 3 && within(30) < 0.9, told);
  assert.ok(within(15) > 0.5 && within(15) < within(30) - 0.1, told);
  assert.ok(within(5) > 0.1 && within(5) < within(15) - 0.1, told);
  assert.ok(within(50) > 0.8 && within(50) < 0.98, told);
});

test('who goes to classical music is older than who goes to pop or takes children; all are of an age to buy', () => {
  const born = (genre: Genre) =>
    median(
      known()
        .filter((order) => order.genre === genre && order.customer.born !== '')
        .map(({ customer }) => Number(customer.born.slice(6))),
    );
  const [classical, play, children, pop] = (['klassiek', 'toneel', 'jeugdtheater', 'pop'] as const).map(born);
  assert.ok(classical && play && children && pop);
  assert.ok(classical + 8 < children && classical + 10 < pop, `${classical} ${children} ${pop}`);
  assert.ok(classical < play && play < pop, `${classical} ${play} ${pop}`);
  for (const { customer } of known())
    if (customer.born !== '') assert.match(customer.born, /^(0[1-9]|[12]\d)-(0[1-9]|1[0-2])-(19[3-9]\d|200[0-7])$/);
});

test('most come once, some often, and a tenth of the buyers place about a third of the orders', () => {
  for (const ref of ['V02', 'V08']) {
    const own = ordersOf(season, ref).filter(({ customer }) => customer.number !== '');
    const visits = [...Map.groupBy(own, person).values()].map(({ length }) => length).toSorted((a, b) => b - a);
    const told = [1, 2, 3].map((n) => share(visits, (one) => one === n).toFixed(2)).join(' ');
    assert.ok(share(visits, (n) => n === 1) > 0.5 && share(visits, (n) => n === 1) < 0.8, told);
    assert.ok(share(visits, (n) => n >= 4) > 0.03, told);
    const tenth = visits.slice(0, Math.ceil(visits.length / 10)).reduce((a, b) => a + b, 0);
    const all = visits.reduce((a, b) => a + b, 0);
    assert.ok(tenth / all > 0.2 && tenth / all < 0.45, String(tenth / all));
  }
});

test('at the desk some give no name, and then nothing of anybody stands there; elsewhere everybody has a number', () => {
  const nobody = orders.filter(({ customer }) => customer.number === '');
  assert.ok(nobody.length > 0);
  for (const { booking, customer } of nobody) {
    assert.equal(booking.channel, 'desk');
    assert.ok(Object.values(customer).every((value) => value === ''));
  }
  const desk = share(
    orders.filter(({ booking }) => booking.channel === 'desk'),
    ({ customer }) => customer.number === '',
  );
  assert.ok(desk > 0.3 && desk < 0.5, String(desk));
});

test('not everything is known of everybody, as at a real box office', () => {
  const without = (field: 'postcode' | 'born') => share(known(), ({ customer }) => customer[field] === '');
  assert.ok(without('postcode') > 0.02 && without('postcode') < 0.15, String(without('postcode')));
  assert.ok(without('born') > 0.3 && without('born') < 0.6, String(without('born')));
});

test('some orders are somebody’s first at the house, at most one each, and never of nobody', () => {
  const house = orders.filter(({ venue }) => venue.ref === 'V02');
  const first = house.filter(({ venue, booking, customer }) => isFirst(season, venue, booking, customer));
  assert.ok(first.length / house.length > 0.05 && first.length / house.length < 0.7, String(first.length));
  assert.equal(new Set(first.map(person)).size, first.length);
  assert.ok(first.every(({ customer }) => customer.number !== ''));
});
