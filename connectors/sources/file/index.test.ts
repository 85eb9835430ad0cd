import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { tempFile, workbook } from './file-fixtures.ts';
import {
  coveredFigures,
  coveredPart,
  CumulativeSales,
  describeFile,
  PriceClasses,
  readFileRecords,
  TicketSet,
  TotalSales,
  type FileEvent,
  type FileRow,
  type ReadFileOptions,
} from './index.ts';

const OPTIONS: ReadFileOptions = { zone: 'Europe/Amsterdam' };
async function read(input: string | AsyncIterable<Uint8Array>, options: ReadFileOptions = OPTIONS) {
  const events: FileEvent[] = [];
  for await (const event of readFileRecords(input, options)) events.push(event);
  const batches = events.flatMap((event) => (event.kind === 'rows' ? [event] : []));
  return {
    rows: batches.flatMap((batch) => batch.rows),
    problems: batches.flatMap((batch) => batch.problems),
    warnings: batches.flatMap((batch) => batch.warnings),
    header: events[0],
    last: events.at(-1),
  };
}
const csv = (t: TestContext, text: string | Uint8Array) => tempFile(t, 'in.csv', text);

const PLANTED = [
  'Wilhelmina',
  'Jansen-Planted',
  'planted@example.org',
  '06-12345678',
  'Plantsoenstraat 12',
  '1234 PL',
  '31-01-1980',
  'voor de planter',
];
const TICKETS = `Rapport kaartverkoop
Voorstelling ID;Titel;Aanvang;Zaal;Ticketnummer;Ordernummer;Besteld op;Kaartsoort;Prijs;Status;Geannuleerd op;Verkoopkanaal;Voornaam;Achternaam;E-mail;Telefoon;Adres;Postcode;Geboortedatum
V1;Hamlet;02-10-2026 20.15 uur;Grote zaal;T1;O1;01-09-2026 10:00;Normaal;€ 25,00;Verkocht;;Web;${PLANTED.slice(0, 7).join(';')}
V1;Hamlet;02-10-2026 20.15 uur;Grote zaal;T2;O1;01-09-2026 10:00;CJP;20,00;Geannuleerd;03-09-2026;Kassa;${PLANTED.slice(0, 7).join(';')}
V1;Hamlet;02-10-2026 20.15 uur;Grote zaal;T3;O2;onbekend;CJP;20,00;Verkocht;;Kassa;${PLANTED.slice(0, 7).join(';')}
V1;te;weinig
Totaal;;;;;;;;65,00;;;;;;;;;;
`;

test('a per-ticket export becomes rows, named problems and figures', async (t) => {
  const { rows, problems, header, last } = await read(csv(t, TICKETS));
  assert.ok(header?.kind === 'header' && header.line === 2);
  const at = (text: string) => Date.parse(text);
  const about = { performanceRef: 'V1', title: 'Hamlet', startsAt: at('2026-10-02T18:15Z'), hall: 'Grote zaal' };
  assert.deepEqual(rows, [
    {
      kind: 'ticket',
      line: 3,
      ticketRef: 'T1',
      orderRef: 'O1',
      orderedAt: at('2026-09-01T08:00Z'),
      priceType: 'Normaal',
      priceCents: 2500,
      count: 1,
      amountCents: 2500,
      status: 'sold',
      channel: 'Web',
      ...about,
    },
    {
      kind: 'ticket',
      line: 4,
      ticketRef: 'T2',
      orderRef: 'O1',
      orderedAt: at('2026-09-01T08:00Z'),
      changedAt: at('2026-09-03T10:00Z'),
      priceType: 'CJP',
      priceCents: 2000,
      count: 1,
      amountCents: 2000,
      status: 'cancelled',
      channel: 'Kassa',
      ...about,
    },
  ]);
  assert.deepEqual(problems, [
    { ok: false, reason: 'not_a_date', column: 'Besteld op', line: 5 },
    { ok: false, reason: 'wrong_column_count', column: '', line: 6 },
  ]);
  assert.ok(last?.kind === 'end');
  assert.deepEqual(last.counts, { records: 5, rows: 2, problems: 2, skipped: 1 });

  const seen = new TicketSet();
  const sales = new CumulativeSales({
    zone: OPTIONS.zone,
    mode: 'snapshot',
    classes: new PriceClasses(),
    isNew: (id) => seen.add(id),
  });
  for (const row of rows) if (row.kind === 'ticket') sales.add(row);
  const [performance] = [...sales.performances()];
  assert.deepEqual(
    performance?.days.map(({ day, figures: { normal, discount } }) => [day, normal, discount]),
    [
      ['2026-09-01', { count: 1, amount: 2500 }, { count: 1, amount: 2000 }],
      ['2026-09-03', { count: 1, amount: 2500 }, { count: 0, amount: 0 }],
    ],
  );
  assert.deepEqual(performance?.days.at(-1)?.lines, [
    { name: 'Normaal', class: 'normal', price: 2500, count: 1, amount: 2500 },
  ]);
});

test('no planted person reaches a row, a problem or a description', async (t) => {
  const sheetRow = (cells: readonly string[]) =>
    `<row>${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`;
  const rows = TICKETS.split('\n')
    .slice(1, 5)
    .map((line) => sheetRow(line.split(';')));
  const blocked = `voorstelling_id;aantal;reden;contactpersoon\nV1;4;${PLANTED[7]};${PLANTED[1]}\n`;
  for (const path of [
    csv(t, TICKETS),
    tempFile(t, 'a.xlsx', workbook({ sheets: [{ name: 'S', rows: rows.join('') }] })),
    csv(t, blocked),
  ]) {
    const found = await read(path);
    assert.ok(found.rows.length > 0);
    const shown = JSON.stringify([found, await describeFile(path, OPTIONS)]);
    for (const person of PLANTED) assert.ok(!shown.includes(person), person);
  }
});

test('describe says what is recognised, ignored, wrong and proposed', async (t) => {
  const found = await describeFile(csv(t, TICKETS), OPTIONS);
  assert.ok(found.ok);
  assert.deepEqual(found.format, { format: 'csv', encoding: 'utf-8', delimiter: ';' });
  assert.equal(found.kind, 'tickets');
  assert.deepEqual(found.ignored, [
    'Voornaam',
    'Achternaam',
    'E-mail',
    'Telefoon',
    'Adres',
    'Postcode',
    'Geboortedatum',
  ]);
  assert.deepEqual([found.rows, found.skipped, found.faults], [2, 1, { not_a_date: 1, wrong_column_count: 1 }]);
  assert.deepEqual(found.priceTypes, [
    { name: 'Normaal', class: 'normal', tickets: 1 },
    { name: 'CJP', class: 'discount', tickets: 1 },
  ]);
  assert.equal(found.samples.length, 2);
});

test('totals per price type, in Windows-1252 with a sep line, become figures of their moment', async (t) => {
  const text =
    'sep=,\r\nvoorstelling,kaartsoort,aantal,recette,status,peildatum\r\nV1,Normaal,10,"1.250,00",verkocht,02-10-2026 03:00\r\nV1,Caf\xe9,2,"50,00",verkocht,02-10-2026 03:00\r\nV1,Normaal,3,"75,00",gereserveerd,02-10-2026 03:00\r\nSubtotaal,,15,,,\r\n';
  const { rows, header, last } = await read(csv(t, Buffer.from(text, 'latin1')));
  assert.ok(header?.kind === 'header' && last?.kind === 'end' && last.format.format === 'csv');
  assert.equal(last.format.encoding, 'windows-1252');
  const totals = new TotalSales({ zone: OPTIONS.zone, classes: new PriceClasses({ café: 'discount' }), asOf: 0 });
  for (const row of rows) if (row.kind === 'aggregate') totals.add(row);
  const [day] = [...totals.performances()][0]?.days ?? [];
  assert.equal(day?.day, '2026-10-01');
  assert.deepEqual(day && coveredPart(day.figures, coveredFigures(header.map)), {
    normal: { count: 10, amount: 125000 },
    discount: { count: 2, amount: 5000 },
    free: { count: 0, amount: 0 },
    other: { count: 0, amount: 0 },
    reserved: { count: 3, amount: 7500 },
    blocked: { count: 0, amount: 0 },
  });
});

test('a workbook under a merged title, on its second sheet', async (t) => {
  const strings = ['Programma 2026', 'voorstelling_id', 'titel', 'datum', 'tijd', 'capaciteit', 'V1', 'Hamlet'].map(
    (text) => `<t>${text}</t>`,
  );
  const cell = (index: number) => `<c t="s"><v>${index}</v></c>`;
  const rows = `<row>${cell(0)}</row><row>${[1, 2, 3, 4, 5].map(cell).join('')}</row><row>${cell(6)}${cell(7)}<c s="1"><v>46297</v></c><c><v>0.84375</v></c><c><v>1500</v></c></row>`;
  const path = tempFile(
    t,
    'a.xlsx',
    workbook({
      sheets: [
        { name: 'Uitleg', rows: `<row>${cell(0)}</row>` },
        { name: 'Data', rows },
      ],
      strings,
    }),
  );
  assert.deepEqual((await read(path)).rows, [
    {
      kind: 'performance',
      line: 3,
      performanceRef: 'V1',
      title: 'Hamlet',
      startsAt: Date.parse('2026-10-02T18:15Z'),
      capacity: 1500,
    },
  ]);
});

test('files that are no table are refused with advice', async (t) => {
  const stop = async (content: string | Uint8Array) => {
    const { last } = await read(csv(t, content));
    return last?.kind === 'stopped' ? [last.fault, last.line] : last;
  };
  const head = 'voorstelling_id;aantal\n';
  assert.deepEqual(await stop(''), ['empty_file', undefined]);
  assert.deepEqual(await stop(Buffer.from('d0cf11e0a1b11ae1', 'hex')), ['old_excel', undefined]);
  assert.deepEqual(await stop('<html><table>'), ['not_a_table', undefined]);
  assert.deepEqual(await stop('a;b\n1;2\n'), ['no_header', 1]);
  assert.deepEqual(await stop(`${head}V1;1\nV2;"1\n`), ['unterminated_quote', 3]);
  assert.deepEqual(await stop(`${head}V1;1\n${'\0'.repeat(4096)}`), ['zero_bytes', 3]);
  assert.deepEqual(
    await stop(Buffer.concat([Buffer.from(`${head}Vé;1\nV`), Buffer.from([0xe9]), Buffer.from(';2\n')])),
    ['broken_encoding', 3],
  );
});

test('a stream gives what its file gives, however it is cut', async (t) => {
  const whole = await read(csv(t, TICKETS));
  async function* bytes() {
    const all = Buffer.from(TICKETS);
    for (let at = 0; at < all.length; at += 13) yield all.subarray(at, at + 13);
  }
  assert.deepEqual((await read(bytes())).rows, whole.rows);
});

test('the hour that comes twice is taken once, with a warning', async (t) => {
  const { rows, warnings } = await read(
    csv(t, 'voorstelling_id;ticket_id;besteld_op;prijs\nV1;T1;25-10-2026 02:30;1,00\n'),
  );
  assert.equal((rows[0] as FileRow & { orderedAt: number }).orderedAt, Date.UTC(2026, 9, 25, 0, 30));
  assert.deepEqual(warnings, [{ reason: 'repeated_hour', column: 'besteld_op', line: 2 }]);
});

test('totals are skipped, a performance that is called Total is not', async (t) => {
  const text =
    'titel;voorstelling_id;aanvang\nTotal Loss;V1;02-10-2026 20:15\nTotaal;V2;02-10-2026 20:15\nTotaal oktober;;\nx;Totaal;\n';
  const { rows, problems, last } = await read(csv(t, text));
  assert.deepEqual([rows.map((row) => row.performanceRef), problems], [['V1', 'V2'], []]);
  assert.ok(last?.kind === 'end' && last.counts.skipped === 2);
});
