import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Curve, CurveNow } from './curve-series.ts';
import { curveTexts } from './curve-texts.ts';
import { curveFormat, curveWords, labelPlaces, pointWords } from './curve-words.ts';

const now = (own: number, median: number | null, capacity: number): CurveNow => ({
  day: '2026-11-23',
  x: -16,
  own,
  median,
  low: null,
  high: null,
  gap: median === null ? null : own - median,
  shareGap: median === null ? null : (own - median) / capacity,
});

const curve = (latest: CurveNow | null, capacity = 640, benchmark: Curve['benchmark'] = { venues: 24 }): Curve => ({
  rows: [],
  points: [],
  now: latest,
  first: -120,
  last: 0,
  performanceDay: '2026-12-09',
  capacity,
  benchmark,
});

const title = (shown: Curve, tag = 'nl', unit: 'tickets' | 'money' | 'share' = 'tickets'): string =>
  curveWords(shown, unit, 'Nachtvlucht', curveTexts(tag), curveFormat(tag)).title;

test('the title is the finding', () => {
  assert.equal(
    title(curve(now(243, 365, 640))),
    'Nachtvlucht loopt 122 kaarten achter op vergelijkbare voorstellingen',
  );
  assert.equal(
    title(curve(now(1500, 300, 2000), 2000), 'en'),
    'Nachtvlucht is 1,200 tickets ahead of comparable performances',
  );
  assert.equal(title(curve(now(370, 365, 640))), 'Nachtvlucht loopt gelijk op met vergelijkbare voorstellingen');
  assert.equal(title(curve(now(640, 365, 640))), 'Nachtvlucht is uitverkocht');
  assert.equal(title(curve(now(1, null, 640))), 'Nachtvlucht staat op 1 kaart');
  assert.equal(title(curve(null)), 'Nog geen verkoop gemeld voor Nachtvlucht');
});

test('a share is told in points, never in tickets', () => {
  const share: CurveNow = { ...now(0.38, 0.57, 1) };
  assert.equal(
    title(curve(share), 'nl', 'share'),
    'Nachtvlucht loopt 19 procentpunt achter op vergelijkbare voorstellingen',
  );
});

test('the second line says against what, or why not', () => {
  const words = (benchmark: Curve['benchmark'], unit: 'tickets' | 'money'): string =>
    curveWords(curve(null, 640, benchmark), unit, 'N', curveTexts('nl'), curveFormat('nl')).measured;
  assert.match(words({ venues: 24 }, 'tickets'), /in 24 andere huizen\.$/);
  assert.match(words({ reason: 'one_dominates' }, 'tickets'), /één huis weegt te zwaar\.$/);
  assert.match(words({ reason: 'a reason of a later version' }, 'tickets'), /nog geen vergelijking\.$/);
  assert.match(words({ venues: 24 }, 'money'), /prijzen verschillen per huis\.$/);
});

test('a day without a report is said to be unknown', () => {
  const text = pointWords({ ...now(0, null, 1), own: null }, 'tickets', curveTexts('nl'), curveFormat('nl'));
  assert.equal(text, 'ma 23 nov, 16 dagen vooraf: geen stand');
});

test('labels leave room for "now" and for the day itself', () => {
  const shown = curve(now(243, 365, 640));
  assert.deepEqual(labelPlaces([-120, -90, -60, -30, 0], shown, 640), [-120, -90, -60, -30, -16, 0]);
  assert.deepEqual(labelPlaces([-120, -60, -20, 0], shown, 640), [-120, -60, -16, 0]);
  assert.deepEqual(labelPlaces([-120, -60, 0], shown, 300), [-120, -60, 0]);
});
