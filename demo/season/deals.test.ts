import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FORMS, TERM_NAMES } from '#protocol';
import { checkTerms } from '#deal';
import { dealsOf, FATES } from './deals.ts';
import { generateSeason } from './season.ts';
import { shownDeals } from './shown-deals.ts';

const season = generateSeason({ seed: 7, now: Date.parse('2026-11-20T12:00:00Z') });
const all = { venueRefs: season.venues.map(({ ref }) => ref), providerRefs: [] };

test('the season has deals in every form and in every state, and the same ones each time', () => {
  const deals = dealsOf(season, all);
  assert.ok(deals.length > 300, String(deals.length));
  assert.deepEqual([...new Set(deals.map(({ terms }) => terms.form))].toSorted(), FORMS.toSorted());
  assert.deepEqual([...new Set(deals.map(({ fate }) => fate))].toSorted(), FATES.toSorted());
  assert.deepEqual(dealsOf(season, all), deals);
});

test('none of them contradicts itself; a performance stands in one', () => {
  const deals = dealsOf(season, all);
  for (const { ref, terms, performanceRefs } of deals) {
    assert.deepEqual(
      checkTerms(terms, { performances: performanceRefs.length }),
      [],
      `${ref} ${JSON.stringify(terms)}`,
    );
    for (const term of Object.keys(terms)) assert.ok(TERM_NAMES.includes(term as never));
  }
  const nights = deals.flatMap(({ performanceRefs }) => performanceRefs);
  assert.equal(new Set(nights).size, nights.length);
});

test('who asks for one house and one provider gets theirs only', () => {
  const [venue, provider] = [season.venues[1], season.providers[0]];
  const deals = dealsOf(season, { venueRefs: [venue?.ref ?? ''], providerRefs: [provider?.ref ?? ''] });
  assert.ok(deals.length > 50 && deals.length < 150, String(deals.length));
  assert.ok(deals.every(({ venueRef, providerRef }) => venueRef === venue?.ref || providerRef === provider?.ref));
  assert.ok(deals.some(({ venueRef, providerRef }) => venueRef === venue?.ref && providerRef === provider?.ref));
});

test('what is shown of one house and one company has every state, most forms, and a tour', () => {
  const about = { venueRef: 'V02', providerRef: 'A01', twoPeopleFrom: 250_000 };
  const deals = dealsOf(season, { venueRefs: [about.venueRef], providerRefs: [about.providerRef] });
  const shown = shownDeals(deals, about);
  assert.ok(shown.length > 15 && shown.length < 40, String(shown.length));
  assert.equal(new Set(shown.map(({ ref }) => ref)).size, shown.length);
  assert.deepEqual([...new Set(shown.map(({ fate }) => fate))].toSorted(), FATES.toSorted());
  assert.deepEqual([...new Set(shown.map(({ terms }) => terms.form))].toSorted(), FORMS.toSorted());
  assert.ok(shown.filter(({ venueRef }) => venueRef !== about.venueRef).length > 2);
  const own = deals.filter(
    ({ venueRef, providerRef }) => venueRef === about.venueRef && providerRef === about.providerRef,
  );
  for (const { ref } of own) assert.ok(shown.some((deal) => deal.ref === ref));
});
