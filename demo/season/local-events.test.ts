import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayOf, HOUR } from './amsterdam.ts';
import { generateSeason } from './index.ts';

const season = generateSeason({ seed: 7, now: Date.parse('2026-11-23T13:00:00Z') });
const performances = new Map(season.performances.map((performance) => [performance.ref, performance]));
const halls = new Map(season.halls.map((hall) => [hall.ref, hall]));
const pairs = season.events.flatMap((event) => {
  const performance = event.performanceRef === null ? undefined : performances.get(event.performanceRef);
  return performance ? [{ event, performance }] : [];
});

test('every performance has one event at its venue, and one event in twenty is in nobody’s tour', () => {
  assert.equal(pairs.length, season.performances.length);
  assert.equal(new Set(pairs.map(({ performance }) => performance.ref)).size, pairs.length);
  const own = season.events.filter(({ performanceRef }) => performanceRef === null);
  assert.ok(own.length / season.events.length > 0.03 && own.length / season.events.length < 0.07);
});

test('about half of the titles are not written as the provider wrote them', () => {
  const share = pairs.filter(({ event, performance }) => event.localTitle !== performance.title).length / pairs.length;
  assert.ok(share > 0.4 && share < 0.85, `${share}`);
  assert.ok(pairs.every(({ event }) => event.localTitle.length > 3 && !/[\r\n]/.test(event.localTitle)));
});

test('some halls go by a name that the catalogue does not know', () => {
  const unknown = pairs.filter(({ event, performance }) => {
    const hall = halls.get(performance.hallRef);
    return hall && ![hall.name, ...hall.aliases].includes(event.localHall);
  });
  assert.ok(unknown.length > 0 && unknown.length < pairs.length / 2);
});

test('the hard cases are there', () => {
  const shifted = pairs.filter(
    ({ event, performance }) => Math.abs(event.localStartsAt - performance.startsAt) === HOUR / 2,
  );
  assert.ok(shifted.length > 15 && shifted.length < 70, `${shifted.length} moved by half an hour`);
  assert.ok(pairs.every(({ event, performance }) => Math.abs(event.localStartsAt - performance.startsAt) <= HOUR / 2));
  const repeated = (key: (pair: (typeof pairs)[number]) => string): number => {
    const counts = new Map<string, number>();
    for (const pair of pairs) counts.set(key(pair), (counts.get(key(pair)) ?? 0) + 1);
    return [...counts.values()].filter((count) => count > 1).length;
  };
  const twice = repeated(
    ({ performance: { productionRef, hallRef, startsAt } }) => `${productionRef}|${hallRef}|${dayOf(startsAt)}`,
  );
  assert.ok(twice > 20, `${twice} days with two performances`);
  const sameHour = repeated(({ performance: { venueRef, startsAt } }) => `${venueRef}|${startsAt}`);
  assert.ok(sameHour > 10, `${sameHour} times two halls at once`);
  const twins = repeated(
    ({ performance: { productionRef, venueRef, startsAt } }) => `${productionRef}|${venueRef}|${startsAt}`,
  );
  assert.ok(twins >= 1, 'one production in two halls at once');
  const starts = new Set(pairs.map(({ event }) => `${event.venueRef}|${event.localStartsAt}`));
  const beside = season.events.filter(
    ({ performanceRef, venueRef, localStartsAt }) =>
      performanceRef === null && starts.has(`${venueRef}|${localStartsAt}`),
  );
  assert.ok(beside.length > 5, `${beside.length} own evenings at the hour of a performance`);
});
