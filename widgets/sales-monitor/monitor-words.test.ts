import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Attention, MonitorAnswer } from '#protocol';
import { needsSomeone, sellingRows, waitingRows } from './attention-order.ts';
import { changedCells } from './changed-cells.ts';
import { detailTextsOf } from './detail-texts.ts';
import { formatOf } from './monitor-format.ts';
import { en } from './monitor-texts-en.ts';
import { nl } from './monitor-texts.ts';
import { definitionWords, leadWords, reasonSentence, stakeWords } from './monitor-words.ts';
import { findingOf, seatStates } from './performance-finding.ts';
import { sampleRow } from './sample-rows.ts';

const now = Date.parse('2026-11-24T08:04:00Z');
const zone = 'Europe/Amsterdam';
const dutch = formatOf('nl');
const english = formatOf('en-GB');
const ALL: Attention[] = [
  { code: 'no_report', hours: 54, since: '2026-11-21T01:10:00Z' },
  { code: 'not_linked' },
  { code: 'over_capacity', seats: 12 },
  { code: 'big_fall', seats: 123 },
  { code: 'free_with_amount' },
  { code: 'two_sources' },
  { code: 'reservations_lapse', seats: 44, amount: 125_400, at: '2026-11-25T11:00:00Z' },
  { code: 'sold_out' },
  { code: 'no_sales', days: 16 },
  { code: 'under_peers', points: 17, seats: 109 },
];

test('every code of attention is said in words, in both languages', () => {
  assert.deepEqual(
    ALL.map((item) => nl.reason(item, { format: dutch, zone, now })),
    [
      'geen cijfers sinds za 21 nov 02:10',
      'niet gekoppeld',
      '12 boven de capaciteit',
      '123 kaarten minder dan eerder',
      'vrijkaarten met een bedrag',
      'cijfers uit twee systemen',
      '44 reserveringen verlopen morgen',
      'uitverkocht',
      '16 dagen niets verkocht',
      '17 procentpunt achter op vergelijkbare',
    ],
  );
  for (const item of ALL) assert.match(en.reason(item, { format: english, zone, now }), /^\S.+\S$/);
});

test('the list on top says what is behind a reason and what is at stake', () => {
  const row = sampleRow();
  const item = ALL[9] as Attention;
  const said = { format: dutch, zone, now };
  assert.equal(reasonSentence(item, row, said, nl), '38% bezet, vergelijkbare voorstellingen 55% op 15 dagen vooraf');
  assert.equal(stakeWords(item, row, dutch, nl), '−109 kaarten');
  assert.equal(stakeWords(ALL[0] as Attention, row, dutch, nl), '2 dagen');
  assert.equal(stakeWords(ALL[6] as Attention, row, dutch, nl), '€\u00a01.254,00');
});

test('the most urgent stands first, then the nearest; what is over or sold out calls for nobody', () => {
  const rows = [
    sampleRow({ id: 'late', startsAt: '2027-03-01T19:00:00Z', attention: [{ code: 'no_sales', days: 9 }] }),
    sampleRow({ id: 'soon', attention: [{ code: 'no_sales', days: 9 }] }),
    sampleRow({ id: 'over', startsAt: '2027-03-02T19:00:00Z', attention: [{ code: 'over_capacity', seats: 1 }] }),
    sampleRow({ id: 'past', daysToGo: -1, attention: [{ code: 'big_fall', seats: 90 }] }),
    sampleRow({ id: 'full', attention: [{ code: 'sold_out' }] }),
  ];
  assert.deepEqual(
    waitingRows(rows).map(({ id }) => id),
    ['over', 'soon', 'late'],
  );
  assert.equal(needsSomeone({ code: 'sold_out' }), false);
  assert.equal(sellingRows(rows, 2).length, 2);
});

test('the lead says how yesterday went beside the same weekday', () => {
  const answer = { rows: [sampleRow()], yesterday: { day: '2026-11-23', count: 312, weekdayMean: 271 } };
  const lead = (over: object, waiting: number) =>
    leadWords({ ...answer, ...over } as unknown as MonitorAnswer, waiting, dutch, nl);
  assert.equal(
    lead({}, 3),
    'Gisteren 312 kaarten verkocht, 41 meer dan op een gemiddelde maandag. 3 voorstellingen vragen aandacht.',
  );
  assert.equal(
    lead({ yesterday: { day: '2026-11-23', count: 1, weekdayMean: null } }, 0),
    'Gisteren 1 kaart verkocht. Geen voorstelling vraagt aandacht.',
  );
  assert.equal(lead({ rows: [] }, 0), '');
});

test('the definition is printed as the answer has it', () => {
  const given = { count: 'sold', amount: 'ex_vat', currency: 'EUR', vat: 'excluded', levy: 'included' } as const;
  assert.equal(
    definitionWords(given, false, nl),
    'Verkocht = betaald, zonder vrijkaarten, reserveringen en blokkades. Recette excl. btw, incl. toeslag.',
  );
  assert.match(
    definitionWords({ ...given, amount: 'ex_vat_levy', levy: 'excluded' }, true, nl),
    /niet overal bekend.*Streepje/,
  );
});

test('a performance says its finding, and nothing where there is none', () => {
  const texts = detailTextsOf(true);
  const finding = (over: object) => findingOf(sampleRow(over), texts, dutch.count);
  assert.equal(finding({}), 'Nachtvlucht loopt 109 kaarten achter op vergelijkbare voorstellingen');
  assert.equal(
    finding({ benchmark: { median: 0.25, low: null, high: null, venues: 9 } }),
    'Nachtvlucht loopt 83 kaarten voor op vergelijkbare voorstellingen',
  );
  assert.equal(finding({ benchmark: { median: 0.4, low: null, high: null, venues: 9 } }), null);
  assert.equal(finding({ benchmark: { reason: 'too_few_venues' } }), null);
  assert.equal(finding({ daysToGo: -1 }), null);
  assert.equal(finding({ attention: [{ code: 'sold_out' }] }), 'Nachtvlucht is uitverkocht');
});

test('the states of the house add up to its capacity', () => {
  const row = sampleRow();
  const sum = seatStates(row).reduce((total, { count }) => total + (count ?? 0), 0);
  assert.equal(sum, row.figures.capacity);
});

test('a refresh tells which figures changed, and by how many tickets', () => {
  const before = [sampleRow({ id: 'a' }), sampleRow({ id: 'b' })];
  const changed = changedCells(before, [
    sampleRow({ id: 'a' }),
    sampleRow({ id: 'b', count: 245, available: 341 }),
    sampleRow({ id: 'c' }),
  ]);
  assert.deepEqual([...changed.keys()], ['b']);
  assert.deepEqual([...(changed.get('b')?.columns ?? [])].toSorted(), ['available', 'count']);
  assert.equal(changed.get('b')?.tickets, 2);
});

test('money in tiles is rounded from a million and says its full amount; minus is a minus', () => {
  assert.deepEqual(dutch.tile(124_350_000), { text: '€\u00a01,24', unit: 'mln', full: '€\u00a01.243.500,00' });
  assert.equal(dutch.tile(33_325_200).unit, '');
  assert.equal(dutch.change(-12), '−12');
  assert.equal(dutch.change(45_700), '+45,7k');
  assert.equal(dutch.change(1_764), '+1.764');
  assert.equal(dutch.change(null), '–');
});

test('a moment of today says today, also just after midnight', () => {
  assert.equal(dutch.stamp('2026-11-24T08:04:00Z', zone, now), 'vandaag 09:04');
  assert.equal(dutch.stamp('2026-11-23T23:30:00Z', zone, now), 'vandaag 00:30');
  assert.equal(dutch.stamp('2026-11-23T21:10:00Z', zone, now), 'gisteren 22:10');
  assert.equal(english.stamp('2026-11-21T01:10:00Z', zone, now), 'Sat 21 Nov 02:10');
});
