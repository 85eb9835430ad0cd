import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import {
  CumulativeSales,
  PriceClasses,
  readFileRecords,
  TicketSet,
  TotalSales,
  type FileRow,
} from '../../connectors/sources/file/index.ts';
import { DAY, HOUR } from './amsterdam.ts';
import {
  cumulativeExport,
  generateSeason,
  standAt,
  ticketExport,
  venueSales,
  workbookExport,
  type Stand,
} from './index.ts';

const NOW = Date.parse('2026-11-23T13:00:00Z');
const season = generateSeason({ seed: 7, now: NOW });
const zone = 'Europe/Amsterdam';
const FIGURES = ['normal', 'discount', 'free', 'other', 'reserved', 'blocked'] as const;
type Sums = Record<(typeof FIGURES)[number], { count: number; amount: number | null }>;

async function rowsOf(t: TestContext, name: string, bytes: Uint8Array): Promise<FileRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'season-'));
  t.after(() => rm(folder, { recursive: true }));
  const path = join(folder, name);
  await writeFile(path, bytes);
  const rows: FileRow[] = [];
  for await (const event of readFileRecords(path, { zone })) {
    assert.notEqual(event.kind, 'stopped');
    if (event.kind !== 'rows') continue;
    assert.deepEqual(event.problems, []);
    rows.push(...event.rows);
  }
  return rows;
}
const sumsOf = (stand: Stand): Sums => ({
  normal: stand.normal,
  discount: stand.discount,
  free: { count: stand.free.count, amount: 0 },
  other: stand.other,
  reserved: stand.reserved,
  blocked: stand.blocked,
});
function expected(venueRef: string, at: number): Map<string, Sums> {
  return new Map(
    venueSales(season, venueRef, at).map(({ event, performance }) => [
      event.localRef,
      sumsOf(standAt(performance, at)),
    ]),
  );
}

for (const [venueRef, at] of [
  ['V01', NOW],
  ['V05', NOW - 200 * DAY],
  ['V11', NOW + 40 * DAY],
] as const) {
  test(`per-ticket export of ${venueRef}: the connector counts what the season counted`, async (t) => {
    const rows = await rowsOf(t, 'tickets.csv', ticketExport(season, venueRef, at));
    const ids = new TicketSet();
    const classes = new PriceClasses();
    const sales = new CumulativeSales({ zone, mode: 'snapshot', classes, isNew: (id) => ids.add(id) });
    for (const row of rows) {
      assert.ok(row.kind === 'ticket');
      assert.notEqual(sales.add(row), 'duplicate');
    }
    const truth = expected(venueRef, at);
    for (const { performanceRef, days } of sales.performances()) {
      const figures = days.at(-1)?.figures;
      assert.deepEqual({ ...figures }, truth.get(performanceRef), performanceRef);
      truth.delete(performanceRef);
    }
    for (const [ref, sums] of truth)
      assert.ok(
        FIGURES.every((name) => sums[name].count === 0),
        ref,
      );
  });

  for (const [name, write] of [
    ['totals.csv', cumulativeExport],
    ['totals.xlsx', workbookExport],
  ] as const) {
    test(`${name} of ${venueRef}: the connector counts what the season counted`, async (t) => {
      const rows = await rowsOf(t, name, await write(season, venueRef, at));
      const sales = new TotalSales({ zone, classes: new PriceClasses(), asOf: 0 });
      for (const row of rows) {
        assert.ok(row.kind === 'aggregate');
        sales.add(row);
      }
      const found = new Map(
        [...sales.performances()].map((one) => [one.performanceRef, { ...one.days.at(-1)?.figures }]),
      );
      assert.deepEqual(found, new Map([...expected(venueRef, at)].sort(([a], [b]) => (a < b ? -1 : 1))));
    });
  }
}

test('a day of the past can be read back from a per-ticket export made later', async (t) => {
  const rows = await rowsOf(t, 'tickets.csv', ticketExport(season, 'V09', NOW));
  const classes = new PriceClasses();
  const sales = new CumulativeSales({ zone, mode: 'snapshot', classes, isNew: () => true });
  for (const row of rows) if (row.kind === 'ticket') sales.add(row);
  const day = '2026-10-20';
  // A reported day ends at six in the morning.
  const end = Date.parse('2026-10-21T04:00:00Z') - 1;
  const truth = expected('V09', end);
  for (const { performanceRef, days } of sales.performances()) {
    const figures = days.findLast((one) => one.day <= day)?.figures;
    const sums = truth.get(performanceRef);
    // Of reservations that lapsed and blocks given free the export knows nothing any more.
    for (const name of ['normal', 'discount', 'free', 'other'] as const)
      assert.deepEqual(
        figures?.[name] ?? { count: 0, amount: 0 },
        sums?.[name] ?? { count: 0, amount: 0 },
        performanceRef,
      );
  }
});

test('the per-ticket export is Windows-1252 with people in it and without our own refs', () => {
  const bytes = ticketExport(season, 'V04', NOW);
  const text = new TextDecoder('windows-1252').decode(bytes);
  assert.throws(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  const [header = '', ...lines] = text.trimEnd().split('\r\n');
  assert.match(header, /^voorstelling_id;titel;datum;tijd;zaal;kaartnummer;ordernummer;besteld_op;/);
  assert.match(header, /;postcode;klantnummer;naam;email;telefoon;geboortedatum;nieuwe_klant$/);
  assert.match(text, /;\d{4} [A-Z]{2};K\d+;[^;]+;[^;]+@example\.org;06-\d{8};\d\d-\d\d-\d{4};/);
  assert.match(text, /@example\.org/);
  assert.doesNotMatch(text, /P0\d\d-\d{3}/);
  for (const status of ['verkocht', 'gereserveerd', 'geannuleerd', 'geblokkeerd'])
    assert.ok(
      lines.some((line) => line.includes(`;${status};`)),
      status,
    );
  assert.ok(lines.every((line) => line.split(';').length === header.split(';').length));
});

test('the nightly export is UTF-8 with a byte order mark and says when it was measured', () => {
  const bytes = cumulativeExport(season, 'V02', NOW);
  assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
  const [, first = ''] = new TextDecoder('utf-8', { fatal: true }).decode(bytes).split('\r\n');
  assert.match(first, /;23-11-2026 14:00$/);
});

test('an export can leave out what has been', () => {
  const coming = venueSales(season, 'V03', NOW, { startsFrom: NOW - HOUR });
  assert.ok(coming.length > 0 && coming.length < venueSales(season, 'V03', NOW).length);
  assert.throws(() => ticketExport(season, 'V99', NOW), /no venue V99/);
});
