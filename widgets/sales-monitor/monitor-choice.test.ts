import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MONITOR_COLUMNS } from '#protocol';
import { exportPath } from './export-file.ts';
import { columnsOf, DEFAULTS, figuresQuery, needsMore, parseChoice } from './monitor-choice.ts';
import { isDealColumn } from './deal-book.ts';
import { COLUMN_IDS, leastWidth, shownColumns, tracksOf } from './monitor-columns.ts';

test('the columns are those of the export, and the drawing beside them', () => {
  assert.deepEqual(
    COLUMN_IDS.filter((id) => id !== 'spark' && !isDealColumn(id)),
    [...MONITOR_COLUMNS],
  );
});

test('of attributes and storage what is usable is taken, the rest is left out', () => {
  const given = {
    filter: 'past',
    sort: '-count',
    group: 'street',
    season: '26',
    columns: 'x',
    search: 3,
    genre: 'dans',
  };
  assert.deepEqual(parseChoice(given), { filter: 'past', sort: '-count', genre: 'dans' });
  assert.deepEqual(parseChoice(null), {});
  assert.deepEqual(columnsOf('count, date,x,count'), ['count', 'date']);
});

test('the figures are asked for with the definition that was chosen', () => {
  const choice = { ...DEFAULTS, definition: 'sold', amount: 'ex_vat', season: '2025', genre: 'dans' };
  assert.equal(figuresQuery(choice).toString(), 'season=2025&definition=sold&amount=ex_vat');
  assert.equal(figuresQuery(DEFAULTS).toString(), '');
});

test('the export asks for exactly what is shown', () => {
  const choice = { ...DEFAULTS, filter: 'past', genre: 'dans', search: ' nacht ', definition: 'sold' };
  const path = exportPath(
    choice,
    { column: 'count', down: true },
    ['date', 'spark', 'count', 'deal', 'share'],
    2026,
    'csv',
    'nl',
  );
  assert.deepEqual(Object.fromEntries(new URL(path, 'http://x').searchParams), {
    definition: 'sold',
    season: '2026',
    period: 'past',
    genre: 'dans',
    q: 'nacht',
    sort: 'count',
    order: 'desc',
    columns: 'date,count',
    format: 'csv',
    locale: 'nl',
  });
});

test('as many of the usual columns stand as fit, and chosen ones all', () => {
  assert.ok(shownColumns([], 1_232).includes('spark'));
  assert.deepEqual(shownColumns([], 720), ['date', 'title', 'occupancy', 'count', 'attention']);
  for (let width = 695; width < 1_600; width += 40) {
    const ids = shownColumns([], width);
    assert.ok(leastWidth(ids) <= width, `${width}: ${ids.join()}`);
  }
  assert.deepEqual(shownColumns(['count', 'hall'], 700), ['count', 'hall']);
  assert.deepEqual(shownColumns(['hall'], 360).slice(-2), ['count', 'hall']);
  assert.equal(tracksOf(['date', 'title']), '88px minmax(160px,8fr)');
});

test('what follows the first figures is waited for only where the choice needs it', () => {
  assert.equal(needsMore(DEFAULTS), false);
  assert.equal(needsMore({ ...DEFAULTS, group: 'week' }), true);
  assert.equal(needsMore({ ...DEFAULTS, columns: 'date,hall' }), true);
  assert.equal(needsMore({ ...DEFAULTS, sort: '-available' }), true);
  assert.equal(needsMore({ ...DEFAULTS, filter: 'past', definition: 'sold' }), false);
});
