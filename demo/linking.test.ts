import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suggest } from '../edge-api/src/catalogue/link-score.ts';
import { generateSeason } from './season/index.ts';

test('linking by itself: precision and recall on the misspelt titles of the season', (t) => {
  const season = generateSeason({ seed: 1, now: Date.UTC(2026, 10, 23, 12) });
  const titles = new Map(season.productions.map((one) => [one.ref, one.title]));
  const halls = new Map(season.halls.map((hall) => [hall.ref, hall]));
  let [linked, right, findable] = [0, 0, 0];
  for (const venue of season.venues) {
    const platform = season.performances.filter((one) => one.venueRef === venue.ref);
    const events = season.events.filter((event) => event.venueRef === venue.ref);
    const { auto } = suggest(
      events.map((event, key) => ({
        key,
        source: 1,
        title: event.localTitle,
        startsAt: event.localStartsAt,
        hall: event.localHall,
        provider: null,
        refused: [],
      })),
      platform.map((one, key) => ({
        key,
        title: titles.get(one.productionRef ?? '') ?? one.title,
        startsAt: one.startsAt,
        halls: [halls.get(one.hallRef)?.name ?? '', ...(halls.get(one.hallRef)?.aliases ?? [])],
        providers: [],
      })),
    );
    linked += auto.length;
    right += auto.filter((p) => events[p.local.key]?.performanceRef === platform[p.candidate.key]?.ref).length;
    findable += events.filter((event) => event.performanceRef !== null).length;
  }
  const [precision, recall] = [right / linked, right / findable];
  t.diagnostic(`linked ${linked} of ${findable}: precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}`);
  assert.ok(precision >= 0.95, `precision ${precision}`);
  assert.ok(recall >= 0.5, `recall ${recall}`);
});
