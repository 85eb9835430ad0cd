import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AudienceAnswer, AudienceTableName } from '#protocol';
import { differs } from './chart-rows.ts';
import { SAMPLE } from './sample-report.ts';
import { takeaway } from './takeaways.ts';

const TITLES = { 'XD-26-001-0000002': 'Vals Plat' };
const say = (table: AudienceTableName, locale = 'nl', answer: AudienceAnswer = SAMPLE, beside = 'toneel') =>
  takeaway(answer, table, locale, beside, TITLES);

test('each chart says what it shows, in both languages', () => {
  const said = (locale: string) =>
    (['distance', 'newness', 'age', 'lead', 'moment', 'channel', 'overlap', 'origin'] as const).map((table) =>
      say(table, locale),
    );
  assert.deepEqual(said('nl'), [
    'Twee op de drie komen van binnen 15 km, meer dan bij toneel',
    'Vier op de tien zijn nieuw in dit huis, meer dan bij toneel',
    'Jonger dan toneel: 18 tot en met 35 is oververtegenwoordigd',
    'De helft koopt in de laatste vier weken',
    'Er wordt vooral ’s avonds gekocht',
    '85% koopt online, meer dan bij toneel',
    'Wie hier was, ging ook naar Vals Plat',
    'Zes op de tien euro komt uit 35 en 34',
  ]);
  assert.deepEqual(said('en'), [
    'Two in three came from within 15 km, more than at toneel',
    'Four in ten are new to this house, more than at toneel',
    'Younger than toneel: 18 to 35 is over-represented',
    'Half buy in the last four weeks',
    'Most buy in the evening',
    '85% buy online, more than at toneel',
    'Those who came also went to Vals Plat',
    'Six in ten euros come from 35 and 34',
  ]);
});

test('a difference that chance or the width of a ten explains is not told', () => {
  assert.equal(differs(41, 38, 3_000), false);
  assert.equal(differs(41, 36, 3_000), true);
  assert.equal(differs(41, 36, 150), false);
  assert.equal(differs(null, 36, 3_000), false);
  const few = {
    ...SAMPLE,
    report: { ...SAMPLE.report!, buyers: 60, tables: { newness: { cells: { new: 20, returning: 40 }, shown: 60 } } },
  };
  assert.equal(say('newness', 'nl', few), 'Vier op de tien zijn nieuw in dit huis');
});
test('without anything beside it nothing is compared; a withheld table says nothing', () => {
  assert.equal(say('newness', 'nl', SAMPLE, ''), 'Vier op de tien zijn nieuw in dit huis');
  assert.equal(say('age', 'nl', { ...SAMPLE, reference: null }, ''), 'De grootste groep is 26 tot en met 35');
  assert.equal(say('party'), '');
});

test('where a near band is hidden the share is a least', () => {
  const tables = { distance: { cells: { '0-5': 1_300, '5-15': null }, shown: 1_300 } };
  const answer = { ...SAMPLE, reference: null, report: { ...SAMPLE.report!, tables } };
  assert.equal(say('distance', 'nl', answer, ''), 'Ten minste vier op de tien komen van binnen 15 km');
  const late = { lead: { cells: { '1-3': 280, '4-7': null }, shown: 280 } };
  assert.equal(
    say('lead', 'nl', { ...answer, report: { ...answer.report, tables: late } }, ''),
    'Ten minste 9% koopt in de laatste week',
  );
});

test('the largest group is told only where what is hidden or unknown could not be larger', () => {
  const of = (shown: number, cells: Record<string, number | null>) => ({
    ...SAMPLE,
    reference: null,
    report: {
      ...SAMPLE.report!,
      tables: { party: { cells, shown }, channel: { cells: { desk: 200, web: null }, shown } },
    },
  });
  assert.equal(say('party', 'nl', of(3_100, { '1': null, '2': 1_500 }), ''), 'Meestal met z’n tweeën: 47%');
  assert.equal(say('party', 'nl', of(1_500, { '1': null, '2': 1_500 }), ''), '');
  assert.equal(say('channel', 'nl', of(200, {}), ''), '');
});

test('productions seen together are told where one set stands out', () => {
  const titles = { A: 'Vals Plat', B: 'Klein Vuur', C: 'Nachtvlucht' };
  const of = (cells: Record<string, number | null>) => ({
    ...SAMPLE,
    report: { ...SAMPLE.report!, tables: { combinations: { cells, shown: 2_000 } } },
  });
  const said = (cells: Record<string, number | null>, locale = 'nl') =>
    takeaway(of(cells), 'combinations', locale, '', titles);
  assert.equal(
    said({ A: 900, 'A+B+C': 400, 'A+C': 100 }),
    'Het vaakst samen gezien: Vals Plat, Klein Vuur en Nachtvlucht',
  );
  assert.equal(said({ A: 900, 'A+B': 400 }, 'en'), 'Most often seen together: Vals Plat and Klein Vuur');
  assert.equal(said({ A: 900, 'A+B+C': 110, 'A+C': 100 }), '');
});
