import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import type { MonitorAnswer, Problem } from '#protocol';
import { layHouse, type House } from '../../../local/test-house.ts';
import { startTestWorker, type TestWorker } from '../../../local/test-worker.ts';

let worker: TestWorker;
let house: House;
const NOW = Date.parse('2026-11-20T12:00:00Z');
const AT = { 'x-test-now': String(NOW) };

before(async () => {
  worker = await startTestWorker();
  house = await layHouse(worker, 2);
  const evening = (ref: string, title: string, normal: number, amount: number | null) => ({
    ref,
    about: { title, startsAt: '2026-12-05T19:15:00Z', hall: 'Grote "zaal"; boven' },
    asOf: '2026-11-20T11:00:00Z',
    normal: { count: normal, amount },
    capacity: 200,
  });
  await worker.call(
    house.token,
    'PUT',
    '/v1/snapshots',
    {
      source: 'kassa',
      items: [
        {
          performance: house.performances[0],
          asOf: '2026-11-18T11:00:00Z',
          normal: { count: 40, amount: 80_050 },
          capacity: 60,
        },
        {
          performance: house.performances[0],
          asOf: '2026-11-20T11:00:00Z',
          normal: { count: 38, amount: 76_050 },
        },
        evening('a', '=HYPERLINK("http://evil.example";"x")', 3, 6_000),
        evening('b', '-2+3+cmd|calc', 5, null),
        evening('c', '@SUM(A1)', 7, 14_000),
        evening('d', 'Één, "twee" <drie> & vier', 9, 18_000),
      ],
    },
    AT,
  );
  const db = await worker.database(house.shard);
  await db
    .prepare('INSERT INTO outbox (tenant, performance, at) VALUES (?1, ?2, 0)')
    .bind(house.key, house.performanceKeys[1])
    .run();
  for (let tries = 0; tries < 20; tries += 1) {
    const { results } = await db.prepare('SELECT count(*) AS n FROM outbox').all<{ n: number }>();
    if (results[0]?.n === 0) break;
    await worker.runMinuteJob();
  }
});
after(() => worker.close());

const get = (path: string, token = house.token) =>
  worker.fetch(path, { headers: { authorization: `Bearer ${token}`, ...AT } });
const monitor = async (query: string) =>
  (await worker.call<MonitorAnswer>(house.token, 'GET', `/v1/monitor?${query}`, undefined, AT)).body;

async function csv(query: string, delimiter = ';', token = house.token): Promise<string[][]> {
  const answer = await get(`/v1/export?format=csv&${query}`, token);
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('content-type') ?? '', /^text\/csv; charset=utf-8/);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  assert.deepEqual(bytes.slice(0, 3), new Uint8Array([0xef, 0xbb, 0xbf]));
  return parse(new TextDecoder().decode(bytes), { bom: true, delimiter }) as string[][];
}

interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly { readonly type: string; readonly value: string; readonly format: string }[])[];
  readonly xml: string;
}

/** As a spreadsheet reads it: unzipped, shared and inline texts resolved, each cell with its number format. */
async function xlsx(query: string, token = house.token): Promise<Sheet[]> {
  const answer = await get(`/v1/export?format=xlsx&${query}`, token);
  assert.equal(answer.status, 200);
  const zip: ZipFile = await fromBufferPromise(Buffer.from(await answer.arrayBuffer()));
  const files = new Map<string, string>();
  for await (const entry of zip.eachEntry() as AsyncIterable<Entry>) {
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    files.set(entry.fileName, Buffer.concat(chunks).toString('utf8'));
  }
  const unescape = (text: string) =>
    text
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&apos;', "'")
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&');
  const texts = (xml: string) => [...xml.matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map((m) => unescape(m[1] ?? '')).join('');
  const shared = [...(files.get('xl/sharedStrings.xml') ?? '').matchAll(/<si>(.*?)<\/si>/gs)].map((m) =>
    texts(m[1] ?? ''),
  );
  const styles = files.get('xl/styles.xml') ?? '';
  const codes = new Map<string | undefined, string>([
    ['3', '#,##0'],
    ['4', '#,##0.00'],
    ...[...styles.matchAll(/<numFmt numFmtId="(\d+)" formatCode="([^"]*)"/g)].map(
      (m) => [m[1], unescape(m[2] ?? '')] as const,
    ),
  ]);
  const cellXfs = /<cellXfs[^>]*>(.*?)<\/cellXfs>/s.exec(styles)?.[1] ?? '';
  const formats = [...cellXfs.matchAll(/<xf ([^>]*)>/g)].map(
    (m) => codes.get(/numFmtId="(\d+)"/.exec(m[1] ?? '')?.[1] ?? '') ?? '',
  );
  const names = [...(files.get('xl/workbook.xml') ?? '').matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(
    (m) => m[1] ?? '',
  );
  return names.map((name, i) => {
    const xml = files.get(`xl/worksheets/sheet${i + 1}.xml`) ?? '';
    const rows = [...xml.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map((row) =>
      [...(row[1] ?? '').matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)].map((cell) => {
        const type = /t="(\w+)"/.exec(cell[1] ?? '')?.[1] ?? 'n';
        const style = Number(/s="(\d+)"/.exec(cell[1] ?? '')?.[1] ?? 0);
        const raw = /<v>(.*?)<\/v>/s.exec(cell[2] ?? '')?.[1] ?? '';
        const value = type === 's' ? (shared[Number(raw)] ?? '') : type === 'inlineStr' ? texts(cell[2] ?? '') : raw;
        return { type, value, format: formats[style] ?? '' };
      }),
    );
    return { name, rows, xml };
  });
}

test('a CSV holds exactly the rows of the monitor, in its order, with the asked columns', async () => {
  const columns = 'columns=title,count,amount,occupancy,change1,date,attention';
  const seen = await monitor('season=2026&sort=count&order=asc');
  const [header, ...rows] = await csv(`season=2026&sort=count&order=asc&${columns}`);
  assert.deepEqual(header, [
    'Voorstelling',
    'Kaarten',
    'Recette (EUR)',
    'Bezetting %',
    'Verschil 1 dag',
    'Datum',
    'Aandacht',
  ]);
  assert.equal(rows.length, seen.rows.length);
  assert.deepEqual(
    rows.map((row) => [row[0]?.replace(/^'/, ''), row[1], row[2]]),
    seen.rows.map((row) => [
      row.title,
      row.count === null ? '' : String(row.count),
      row.amount === null ? '' : (row.amount / 100).toFixed(2).replace('.', ','),
    ]),
  );
  const evil = rows.filter((row) => /^[=+\-@]/.test(row[0] ?? ''));
  assert.deepEqual(evil, []);
  const known = rows.find((row) => row[1] === '38');
  assert.deepEqual(known?.slice(1, 6), ['38', '760,50', '63,33', '-2', '2026-12-01 20:15']);
  assert.equal(rows.at(-1)?.[1], '', 'what was never reported is empty and stands last');
});

test('English files use commas, points and English words', async () => {
  const [header, ...rows] = await csv('season=2026&locale=en&columns=title,amount,status&q=stuk', ',');
  assert.deepEqual(header, ['Performance', 'Revenue (EUR)', 'Status']);
  assert.deepEqual(rows[0]?.slice(1), ['760.50', 'planned']);
});

test('filters, a past day and all columns are those of the monitor', async () => {
  const query = 'season=2026&asOf=2026-11-19&axis=reported&type=normal,premiere&q=stuk&sort=title';
  const seen = await monitor(query);
  const [header, ...rows] = await csv(query);
  assert.equal(header?.length, 21);
  assert.equal(rows.length, seen.matching);
  assert.equal(
    (await csv('season=2026&columns=title&attention=true')).length - 1,
    (await monitor('season=2026&attention=true')).matching,
  );
});

test('an XLSX has real numbers, times and percentages, texts that are never formulas, and a sheet that says what it is', async () => {
  const [first, second] = await xlsx(
    'season=2026&venue=' + house.id + '&columns=date,title,hall,count,amount,occupancy',
  );
  assert.ok(first && second);
  assert.deepEqual([first.name, second.name], ['Verkoop', 'Toelichting']);
  assert.equal(
    first.rows[0]?.map((cell) => cell.value).join('|'),
    'Datum|Voorstelling|Zaal|Kaarten|Recette (EUR)|Bezetting',
  );
  const row = first.rows.find((cells) => cells.some((cell) => cell.value === '38'));
  assert.deepEqual(
    row
      ?.filter((cell) => cell.type !== 's' && cell.type !== 'inlineStr' && cell.value !== '')
      .map((cell) => [cell.value, cell.format]),
    [
      // 1 December 2026, 20:15 on the venue's clock, in days since 1900.
      [String(Date.UTC(2026, 11, 1, 20, 15) / 86_400_000 + 25_569), 'yyyy-mm-dd hh:mm'],
      ['38', '#,##0'],
      ['760.5', '#,##0.00'],
      ['0.6333', '0.0%'],
    ],
  );
  const titles = first.rows.flat().map((cell) => cell.value);
  for (const title of [
    '=HYPERLINK("http://evil.example";"x")',
    '-2+3+cmd|calc',
    '@SUM(A1)',
    'Één, "twee" <drie> & vier',
  ])
    assert.ok(titles.includes(title), title);
  assert.doesNotMatch(first.xml + second.xml, /<f[ >]/);
  const about = new Map(second.rows.map((cells) => [cells[0]?.value ?? '', cells[1]?.value ?? '']));
  assert.deepEqual(
    [
      'Organisatie',
      'Gegevens',
      'Kaarten zijn',
      'Filter op theater',
      'Regels',
      'Bronnen',
      'Kaarten samen',
      'Lege cel',
      'Tijden in',
    ].map((name) => about.get(name)),
    [
      'Schouwburg 1',
      'echte cijfers',
      'betaald + vrij, zonder reserveringen en blokkades',
      'Schouwburg 1',
      '6',
      'kassa',
      '62',
      'onbekend; onbekend is nooit nul',
      'Europe/Amsterdam',
    ],
  );
  assert.match(about.get('Recette is') ?? '', /^EUR, inclusief btw, inclusief theatertoeslag/);
  assert.equal(about.get('Recette samen'), '', 'one amount is unknown, so the sum is');
});

test('a file is named, may be read by a page of a known origin, and is kept in no cache', async () => {
  const answer = await worker.fetch('/v1/export?format=xlsx&locale=en', {
    headers: { authorization: `Bearer ${house.token}`, origin: 'http://host.test', ...AT },
  });
  assert.equal(answer.headers.get('content-disposition'), 'attachment; filename="dip-sales-2026-11-20-13-00.xlsx"');
  assert.match(answer.headers.get('access-control-expose-headers') ?? '', /content-disposition/);
  assert.equal(answer.headers.get('cache-control'), 'private, no-store');
});

test('a wrong column, format or filter is named, and nobody exports without a token', async () => {
  for (const [query, pointer] of [
    ['columns=title,secret', '/columns'],
    ['format=pdf', '/format'],
    ['locale=fr', '/locale'],
    ['genre=nonsense', '/genre'],
    ['from=1-1-2026', '/from'],
    ['season=twenty', '/season'],
  ]) {
    const answer = await get(`/v1/export?${query}`);
    const problem = (await answer.json()) as Problem;
    assert.deepEqual([answer.status, problem.errors?.[0]?.pointer], [400, pointer]);
  }
  assert.equal((await worker.fetch('/v1/export')).status, 401);
});

test('a season of 2,000 evenings is one file in both formats, whole and in order', async () => {
  const large = await layHouse(worker, 1);
  const items = Array.from({ length: 2_000 }, (_, i) => ({
    ref: `e${i}`,
    about: {
      title: `Voorstelling ${i}`,
      startsAt: new Date(Date.parse('2026-09-01T18:00:00Z') + i * 3_600_000).toISOString(),
    },
    asOf: '2026-11-20T11:00:00Z',
    normal: { count: i, amount: i * 2_000 },
  }));
  assert.equal((await worker.call(large.token, 'PUT', '/v1/snapshots', { items }, AT)).status, 207);
  const shard = await worker.database(large.shard);
  for (let tries = 0; tries < 60; tries += 1) {
    const { results } = await shard.prepare('SELECT count(*) AS n FROM outbox').all<{ n: number }>();
    if (results[0]?.n === 0) break;
    await worker.runMinuteJob();
  }
  const counts = Array.from({ length: 2_000 }, (_, i) => String(i));
  const [sheet] = await xlsx('season=2026&columns=count,title', large.token);
  assert.deepEqual(
    sheet?.rows.slice(1).map((cells) => cells[0]?.value),
    counts,
  );
  const [, ...lines] = await csv('season=2026&columns=count,title', ';', large.token);
  assert.deepEqual(
    lines.map((line) => line[0]),
    counts,
  );
});
