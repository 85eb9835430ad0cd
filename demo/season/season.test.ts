import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { DAY, HOUR, instantOf, dayOf, minutesOf } from './amsterdam.ts';
import { blocks, bookings, capacityAt, changedBetween, generateSeason, resellerStandAt, standAt } from './index.ts';
import type { Performance, Season } from './index.ts';

const NOW = Date.parse('2026-11-23T13:00:00Z');
const season = generateSeason({ seed: 7, now: NOW });
const all = (of: Season): Performance[] => [...of.performances, ...of.ownEvenings];

function hashOf(of: Season): string {
  const hash = createHash('sha256').update(JSON.stringify(of));
  for (const performance of all(of))
    hash.update(JSON.stringify([bookings(performance, Infinity), blocks(performance, Infinity)]));
  return hash.digest('hex');
}
function housed(performance: Performance, at: number): number {
  const { normal, discount, free, other, reserved, blocked } = standAt(performance, at);
  return normal.count + discount.count + free.count + other.count + reserved.count + blocked.count;
}

test('the same seed and moment give the same season to the last booking, another seed another', () => {
  const first = hashOf(season);
  assert.equal(hashOf(generateSeason({ seed: 7, now: NOW })), first);
  assert.notEqual(hashOf(generateSeason({ seed: 8, now: NOW })), first);
});

test('the order of asking changes nothing', () => {
  const again = generateSeason({ seed: 7, now: NOW });
  const backwards = all(again)
    .reverse()
    .map((performance) => standAt(performance, NOW));
  assert.deepEqual(
    backwards.reverse(),
    all(season).map((performance) => standAt(performance, NOW)),
  );
});

test('a season has the size that was promised, at any time of the year', () => {
  for (const day of ['2026-11-23', '2026-08-05', '2027-01-31', '2027-03-15', '2027-06-20', '2028-02-29']) {
    const now = Date.parse(`${day}T13:00:00Z`);
    const { venues, halls, providers, resellers, productions, performances, ownEvenings } = generateSeason({
      seed: 3,
      now,
    });
    assert.equal(venues.length, 12);
    assert.ok(halls.length >= 24 && halls.length <= 27);
    assert.ok(halls.every(({ capacity }) => capacity >= 60 && capacity <= 1_500));
    assert.deepEqual(new Set(halls.map(({ kind }) => kind)), new Set(['hall', 'other_location', 'external_location']));
    assert.equal(providers.length, 10);
    assert.ok(providers.some(({ agencyRef }) => agencyRef !== null) && resellers.length === 2);
    assert.equal(productions.length, 40);
    assert.ok(Math.abs(performances.length - 1_200) < 40, `${performances.length} performances`);
    assert.ok(performances.filter(({ startsAt }) => startsAt > now).length >= performances.length * 0.35, day);
    assert.ok(ownEvenings.length >= 55 && ownEvenings.length <= 65);
    assert.ok(performances.every(({ statusChangedAt, onSaleAt }) => (statusChangedAt ?? onSaleAt + 1) > onSaleAt));
    assert.ok(performances.every(({ statusChangedAt }) => (statusChangedAt ?? 0) <= now));
  }
});

test('refs are unique and point to something', () => {
  const { venues, halls, providers, productions, performances, events } = season;
  for (const list of [venues, halls, providers, productions, all(season)])
    assert.equal(new Set(list.map(({ ref }) => ref)).size, list.length);
  const known = new Set([...venues, ...halls, ...providers, ...productions, ...all(season)].map(({ ref }) => ref));
  for (const { venueRef, hallRef, productionRef, movedTo } of performances)
    for (const ref of [venueRef, hallRef, productionRef, movedTo]) assert.ok(ref === null || known.has(ref), `${ref}`);
  assert.equal(new Set(events.map(({ venueRef, localRef }) => `${venueRef}|${localRef}`)).size, all(season).length);
  assert.equal(
    new Set(performances.map(({ hallRef, startsAt }) => `${hallRef}|${startsAt}`)).size,
    performances.length,
  );
});

test('performances begin at the hours theatres begin, in summer time and in winter time', () => {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Amsterdam', hour: '2-digit', minute: '2-digit' });
  const usual = ['10:00', '11:00', '13:00', '13:15', '14:30', '15:00', '16:00', '19:00', '20:00', '20:15', '20:30'];
  for (const { ref, startsAt } of season.performances) assert.ok(usual.includes(format.format(startsAt)), ref);
  const offsets = new Set(
    season.performances.map(({ startsAt }) => minutesOf(startsAt) - Math.floor((startsAt % DAY) / 60_000)),
  );
  assert.deepEqual(offsets, new Set([60, 120]));
});

test('our clock agrees with the time zone database for every hour of twenty years', () => {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: 'Europe/Amsterdam', hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
  }); // prettier-ignore
  for (let at = Date.UTC(2015, 0, 1); at < Date.UTC(2035, 0, 1); at += 7 * HOUR) {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = parts;
    assert.equal(dayOf(at), Date.UTC(year, month - 1, day) / DAY);
    assert.equal(minutesOf(at), hour * 60 + minute);
    assert.ok([at, at - HOUR].includes(instantOf(dayOf(at), minutesOf(at))));
  }
});

test('no house holds more than it has seats, but for one or two mistakes', () => {
  const over = new Set<string>();
  for (const performance of all(season)) {
    const { onSaleAt, startsAt, capacityChanges } = performance;
    const moments = [0, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 1].map((part) => onSaleAt + (startsAt - onSaleAt) * part);
    for (const at of [...moments, ...capacityChanges.map((change) => change.at)])
      if (housed(performance, at) > capacityAt(performance, at)) over.add(performance.ref);
  }
  assert.ok(over.size >= 1 && over.size <= 2, [...over].join());
});

test('houses fill as houses do', () => {
  let [issued, paid, amount, seats, full, free] = [0, 0, 0, 0, 0, 0];
  for (const performance of season.performances) {
    if (performance.startsAt >= NOW || performance.status !== 'planned') continue;
    const stand = standAt(performance, NOW);
    const bought = stand.normal.count + stand.discount.count + stand.other.count;
    paid += bought;
    free += stand.free.count;
    issued += bought + stand.free.count;
    amount += stand.normal.amount + stand.discount.amount + stand.other.amount;
    seats += stand.capacity;
    if (bought + stand.free.count > stand.capacity * 0.97) full += 1;
  }
  assert.ok(issued / seats > 0.58 && issued / seats < 0.72, `occupancy ${issued / seats}`);
  assert.ok(amount / paid > 2_200 && amount / paid < 2_800, `price ${amount / paid}`);
  assert.ok(full > 20 && free > 500);
});

test('all that can happen to a performance happens to some', () => {
  const { performances } = season;
  const have = (what: string, found: (performance: Performance) => boolean) =>
    assert.ok(performances.some(found), what);
  for (const type of ['try_out', 'premiere', 'normal', 'derniere']) have(type, (one) => one.type === type);
  have('cancelled', ({ status }) => status === 'cancelled');
  have('moved', ({ status, movedTo }) => status === 'moved' && movedTo !== null);
  have('school', ({ tags }) => tags.some((tag) => tag.startsWith('schoolvoorstelling')));
  have('festival', ({ festival }) => festival);
  have('capacity change', ({ capacityChanges }) => capacityChanges.length > 0);
  have('reservation that lapses', (one) =>
    bookings(one, NOW).some(({ paidAt, cancelledAt }) => paidAt === null && cancelledAt !== null),
  );
  have('reservation that is paid', (one) =>
    bookings(one, NOW).some(({ paidAt, bookedAt }) => paidAt !== null && paidAt > bookedAt),
  );
  have('refund', (one) =>
    bookings(one, NOW).some(({ paidAt, cancelledAt }) => paidAt !== null && cancelledAt !== null),
  );
  have('block given free', (one) => blocks(one, NOW).some(({ releasedAt }) => releasedAt !== null));
  have('reseller', (one) => ['R01', 'R02'].some((ref) => resellerStandAt(one, ref, NOW).count > 0));
  have('not yet on sale', ({ onSaleAt }) => onSaleAt > NOW);
  have(
    'sold out on its first day',
    (one) => one.demand.overbooked === 0 && housed(one, one.onSaleAt + DAY) > one.capacity * 0.88,
  );
});

test('what came later is not known yet, and the future does arrive', () => {
  const week = season.performances.filter((performance) => changedBetween(performance, NOW, NOW + 7 * DAY));
  assert.ok(week.length > 100, `${week.length}`);
  const hour = season.performances.filter((performance) => changedBetween(performance, NOW, NOW + HOUR));
  assert.ok(hour.length > 3, `${hour.length}`);
  for (const performance of week.slice(0, 50))
    for (const { bookedAt, paidAt, cancelledAt } of bookings(performance, NOW))
      for (const at of [bookedAt, paidAt, cancelledAt]) assert.ok(at === null || at <= NOW);
});

test('of a performance that is called off nothing is left three days later', () => {
  for (const performance of season.performances) {
    if (performance.statusChangedAt === null) continue;
    const { lines, reserved, blocked } = standAt(performance, performance.statusChangedAt + 3 * DAY);
    assert.deepEqual([lines, reserved.count, blocked.count], [[], 0, 0], performance.ref);
  }
});

test('a season with all its bookings is made within 3 seconds', () => {
  // Of the processor: what else the machine does takes no part in it.
  const from = process.cpuUsage();
  for (const one of all(generateSeason({ seed: 99, now: NOW }))) bookings(one, Infinity);
  const { user, system } = process.cpuUsage(from);
  assert.ok(user + system < 3_000_000, `${user + system} µs`);
});
