import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, reportDay } from '#protocol';
import { noFigures } from './figures.ts';
import { endOfDay, toItems } from './stand.ts';

const zone = 'Europe/Amsterdam';
const day = (name: string, count: number) => ({
  day: name,
  asOf: Date.parse(`${name}T12:00:00Z`),
  figures: { ...noFigures(), normal: { count, amount: count * 1_000 } },
  lines: [],
});

void test('the end of a business day is its last millisecond, in both nights of the clock as well', () => {
  for (let one = '2026-01-01'; one < '2028-01-01'; one = addDays(one, 1)) {
    const end = endOfDay(one, zone);
    assert.deepEqual([reportDay(end, zone), reportDay(end + 1, zone)], [one, addDays(one, 1)]);
  }
});

void test('a closed day is told at its end, the open one at the time of the file', () => {
  const fileTime = Date.parse('2026-03-02T15:00:00Z');
  const items = toItems(
    [day('2026-03-01', 1), day('2026-03-02', 3)],
    {},
    { zone, fileTime, who: { ref: 'V' }, covered: ['normal'] },
  );
  assert.deepEqual(
    items.map(({ item, stand }) => [item.asOf, item.normal?.count, stand]),
    [
      ['2026-03-02T04:59:59.999Z', 1, false],
      ['2026-03-02T15:00:00.000Z', 3, true],
    ],
  );
});

void test('a performance without news is told once a day, until a week after it was played', () => {
  const about = { title: 'T', startsAt: Date.parse('2026-03-10T19:00:00Z') };
  const at = (fileTime: string) =>
    toItems([day('2026-03-01', 1)], about, {
      zone,
      fileTime: Date.parse(fileTime),
      who: { ref: 'V' },
      covered: ['normal'],
    }).at(-1);
  assert.equal(at('2026-03-05T08:00:00Z')?.item.asOf, '2026-03-05T08:00:00.000Z');
  const closing = at('2026-04-20T08:00:00Z')?.item.asOf;
  assert.equal(closing, '2026-03-18T04:59:59.999Z');
  assert.equal(at('2026-06-20T08:00:00Z')?.item.asOf, closing);
});
