// Pure: reduced rows to one set of facts per performance. Law: the same rows in any order give the same set, and every ticket is counted.
import {
  PRICE_CLASSES,
  type AudienceCoverage,
  type AudienceFact,
  type AudienceFault,
  type PriceClass,
} from '#protocol';
import { ownCopy } from '../sources/file/own-copy.ts';
import type { TicketRow } from '../sources/file/rows.ts';
import { zoneOffset } from '../sources/file/zone.ts';
import { ageBand } from './age.ts';
import type { Reduced } from './reduced.ts';

export interface GatherOptions {
  readonly zone: string;
  /** UTC ms of the file; what was ordered after it was ordered by a clock that is off. */
  readonly fileTime: number;
  readonly groupFrom: number;
  readonly mostTickets: number;
  readonly excluded: (ref: string, title: string | undefined) => boolean;
  readonly classOf: (row: TicketRow) => PriceClass;
}
/** All that is known of who comes to one performance. */
export interface Audience {
  readonly ref: string;
  readonly coverage: AudienceCoverage;
  /** In order of their key. */
  readonly facts: readonly AudienceFact[];
}
/** What is known of a buyer; mostly the same for all orders, and then kept once. */
type Person = Pick<Reduced, 'pc4' | 'abroad' | 'segment' | 'born' | 'gender' | 'first'> & { readonly buyer: string };
interface Order {
  readonly order: string;
  person: Person;
  channel: Reduced['channel'];
  booked: number;
  tickets: number;
  amount: number | null;
  /** A bit for each class of price. */
  classes: number;
  group: boolean;
}
interface Performance {
  title: string | undefined;
  startsAt: number | undefined;
  tickets: number;
  readonly faults: Map<AudienceFault, number>;
  readonly orders: Map<string, Order>;
}
/** A clock may be this far ahead. */
const SKEW_MS = 3_600_000;

export class AudienceGatherer {
  readonly #options: GatherOptions;
  readonly #performances = new Map<string, Performance>();
  /** Each buyer of the file, with all tickets. */
  readonly #buyers = new Map<string, { readonly person: Person; bought: number }>();

  constructor(options: GatherOptions) {
    this.#options = options;
  }

  /** A ticket of the file that counts. Only what is sold and not taken back has an audience. */
  add(row: TicketRow): void {
    const one = this.#performance(row);
    const { audience, count } = row;
    if (audience === undefined || row.status !== 'sold' || count <= 0) return;
    one.tickets += count;
    const fault = (name: AudienceFault) => void one.faults.set(name, (one.faults.get(name) ?? 0) + count);
    audience.faults.forEach(fault);
    if (audience.out) return fault(audience.out);
    if (audience.buyer === null) return;
    if (row.orderedAt > this.#options.fileTime + SKEW_MS) return fault('clock_skew');
    if (audience.noHour) fault('bad_moment');
    this.#order(one, row, audience, this.#person(audience.buyer, audience, count));
  }

  *performances(): Generator<Audience> {
    const { excluded } = this.#options;
    for (const [ref, one] of [...this.#performances].sort(([a], [b]) => (a < b ? -1 : 1)))
      yield excluded(ref, one.title)
        ? { ref, coverage: { tickets: 0, withBuyer: 0, withPostcode: 0, withAge: 0 }, facts: [] }
        : { ref, ...this.#told(one) };
  }

  #performance({ performanceRef, title, startsAt }: TicketRow): Performance {
    let one = this.#performances.get(performanceRef);
    if (!one) {
      one = { title: undefined, startsAt: undefined, tickets: 0, faults: new Map(), orders: new Map() };
      this.#performances.set(ownCopy(performanceRef), one);
    }
    if (title !== undefined && (one.title === undefined || title < one.title)) one.title = ownCopy(title);
    if (startsAt !== undefined) one.startsAt = Math.min(one.startsAt ?? startsAt, startsAt);
    return one;
  }

  #person(buyer: string, { pc4, abroad, segment, born, gender, first }: Reduced, count: number): Person {
    const known = this.#buyers.get(buyer);
    if (known) known.bought += count;
    const before = known?.person;
    const same =
      before?.pc4 === pc4 &&
      before?.abroad === abroad &&
      before?.segment === segment &&
      before?.born === born &&
      before?.gender === gender &&
      before?.first === first;
    if (before && same) return before;
    const person = { buyer, pc4, abroad, segment, born, gender, first } as Person;
    if (!known) this.#buyers.set(buyer, { person, bought: count });
    return person;
  }

  #order({ orders }: Performance, row: TicketRow, { order, channel, group }: Reduced, person: Person): void {
    const bit = 1 << PRICE_CLASSES.indexOf(this.#options.classOf(row));
    const before = orders.get(order);
    if (!before) {
      orders.set(order, {
        order,
        person,
        channel,
        booked: row.orderedAt,
        tickets: row.count,
        amount: row.amountCents,
        classes: bit,
        group: group === true,
      });
      return;
    }
    // Whoever is named on the rows of one order, the same one is taken in whatever order the rows come.
    if (person !== before.person && rank(person) < rank(before.person)) before.person = person;
    before.booked = Math.min(before.booked, row.orderedAt);
    before.tickets += row.count;
    before.amount = before.amount === null || row.amountCents === null ? null : before.amount + row.amountCents;
    before.classes |= bit;
    before.group ||= group === true;
    if (channel < before.channel) before.channel = channel;
  }

  #told({ tickets, startsAt, orders, faults: found }: Performance): Pick<Audience, 'coverage' | 'facts'> {
    const { zone, groupFrom, mostTickets } = this.#options;
    const year = startsAt === undefined ? undefined : wall(startsAt, zone).getUTCFullYear();
    const here = new Map<string, number>();
    for (const { person, tickets: n } of orders.values()) here.set(person.buyer, (here.get(person.buyer) ?? 0) + n);
    const faults = new Map(found);
    const fault = (name: AudienceFault, n: number) => void faults.set(name, (faults.get(name) ?? 0) + n);
    const sum = { tickets, withBuyer: 0, withPostcode: 0, withAge: 0 };
    const facts: AudienceFact[] = [];
    for (const one of orders.values()) {
      const { person } = one;
      if ((this.#buyers.get(person.buyer)?.bought ?? 0) > mostTickets) fault('too_many_tickets', one.tickets);
      else if (one.group || (here.get(person.buyer) ?? 0) > groupFrom) fault('shared_address', one.tickets);
      else {
        const age = person.born === undefined || year === undefined ? undefined : ageBand(person.born, year);
        if (age === 'bad') fault('bad_birth_year', one.tickets);
        facts.push(factOf(one, age === 'bad' ? undefined : age, zone));
        sum.withBuyer += one.tickets;
        if (person.pc4 !== undefined || person.abroad || person.segment !== undefined) sum.withPostcode += one.tickets;
        if (age !== undefined && age !== 'bad') sum.withAge += one.tickets;
      }
    }
    const counted = [...faults].filter(([, n]) => n > 0).sort(([a], [b]) => (a < b ? -1 : 1));
    facts.sort((a, b) => (a.order < b.order ? -1 : 1));
    return { coverage: { ...sum, ...(counted.length > 0 ? { faults: Object.fromEntries(counted) } : {}) }, facts };
  }
}

function factOf(one: Order, age: AudienceFact['age'], zone: string): AudienceFact {
  const { buyer, pc4, abroad, gender, segment, first } = one.person;
  return {
    order: one.order,
    buyer,
    booked: wall(one.booked, zone).toISOString().slice(0, 13),
    tickets: one.tickets,
    amount: one.amount,
    channel: one.channel,
    classes: PRICE_CLASSES.filter((_, index) => (one.classes & (1 << index)) !== 0),
    ...(pc4 === undefined ? {} : { pc4 }),
    ...(abroad ? { abroad } : {}),
    ...(age === undefined ? {} : { age }),
    ...(gender === undefined ? {} : { gender }),
    ...(segment === undefined ? {} : { segment }),
    ...(first === undefined ? {} : { first }),
  };
}

const rank = (person: Person) => JSON.stringify(person);
/** The zone's clock at an instant, written as if it were UTC. */
const wall = (at: number, zone: string) => new Date(at + zoneOffset(at, zone));
