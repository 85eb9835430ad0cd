// Real bookings the whole road: a per-ticket export, the real connector, the real Worker, and totals equal to sums made from the file.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import type { MonitorAnswer } from '#protocol';
import { connectorProgram } from '../connectors/test/program.ts';
import { layHouse } from '../edge-api/local/test-house.ts';
import { startTestWorker } from '../edge-api/local/test-worker.ts';

const ROOT = join(import.meta.dirname, '..');
const FILE = join(process.env['DIP_TEST_DATA'] ?? join(ROOT, '../shared/data'), 'booking-curves-2015-2016.csv.gz');
const AS_OF = '2015-12-31';

interface Booking {
  readonly performance: string;
  readonly date: string;
  readonly booked: string;
  readonly cancelled: string;
  readonly cents: number;
}

/** The real file where it is there; a generated set of the same shape always. */
function bookings(real: boolean): Booking[] {
  if (!real) {
    return Array.from({ length: 3_000 }, (_, i) => {
      const day = (n: number) => new Date(Date.UTC(2015, 7, 1) + n * 86_400_000).toISOString().slice(0, 10);
      const date = 40 + ((i * 7919) % 200);
      const lead = (i * 104_729) % 40;
      return {
        performance: `city-${day(date)}`,
        date: day(date),
        booked: day(date - lead),
        cancelled: i % 6 === 0 ? day(date - Math.floor(lead / 2)) : '',
        cents: 1_000 + (i % 37) * 95,
      };
    });
  }
  return gunzipSync(readFileSync(FILE))
    .toString('utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [series = '', date = '', booked = '', cancelled = '', , , , , price = '0'] = line.trim().split(',');
      const [whole = '0', part = ''] = price.split('.');
      return {
        performance: `${series}-${date}`,
        date,
        booked,
        cancelled,
        cents: Number(whole) * 100 + Number(part.padEnd(2, '0').slice(0, 2)),
      };
    });
}

const sums = (list: readonly Booking[], asOf: string) =>
  list
    .filter((b) => b.booked <= asOf && (b.cancelled === '' || b.cancelled > asOf))
    .reduce((sum, b) => ({ count: sum.count + 1, amount: sum.amount + b.cents }), { count: 0, amount: 0 });

async function travel(list: readonly Booking[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'dip-bookings-'));
  const worker = await startTestWorker();
  try {
    const house = await layHouse(worker, 0);
    await mkdir(join(folder, 'in'));
    const euro = (cents: number) => `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')}`;
    const rows = list.map(
      (b, i) =>
        `${b.performance};${b.performance};${b.date} 20:00;K${i};${b.booked} 12:00;${b.cancelled && `${b.cancelled} 12:00`};Normaal;${euro(b.cents)};${b.cancelled ? 'geannuleerd' : 'verkocht'}`,
    );
    await writeFile(
      join(folder, 'in/kaarten.csv'),
      `voorstelling_id;titel;aanvang;kaartnummer;besteld_op;geannuleerd_op;kaartsoort;prijs;status\n${rows.join('\n')}\n`,
    );
    await writeFile(join(folder, 'in/kaarten.csv.ok'), '');
    const config = {
      api: worker.url,
      clientId: house.clientId,
      clientSecret: house.clientSecret,
      source: 'kassa',
      timeZone: 'Europe/Amsterdam',
      state: join(folder, 'state'),
      files: [{ folder: join(folder, 'in'), pattern: '*.csv' }],
      settleSeconds: 0,
      batchItems: 1000,
    };
    await writeFile(join(folder, 'dip-connect.yaml'), JSON.stringify(config));
    await promisify(execFile)(process.execPath, [
      await connectorProgram(),
      'run',
      '--once',
      '--config',
      join(folder, 'dip-connect.yaml'),
    ]);
    const shard = await worker.database(house.shard);
    for (let left = 1; left > 0;) {
      await worker.runMinuteJob();
      left = (await shard.prepare('SELECT count(*) AS n FROM outbox').all<{ n: number }>()).results[0]?.n ?? 0;
    }
    const seasons = [
      ...new Set(
        list.map((b) => (b.date.slice(5) >= '08' ? Number(b.date.slice(0, 4)) : Number(b.date.slice(0, 4)) - 1)),
      ),
    ];
    for (const [query, asOf] of [
      ['', '9999-12-31'],
      [`&asOf=${AS_OF}`, AS_OF],
    ] as const) {
      const seen = { count: 0, amount: 0 };
      for (const season of seasons) {
        const answer = await worker.call<MonitorAnswer>(house.token, 'GET', `/v1/monitor?season=${season}${query}`);
        assert.equal(answer.status, 200);
        seen.count += answer.body.totals.count;
        seen.amount += answer.body.totals.amount ?? 0;
      }
      assert.deepEqual(seen, sums(list, asOf), query);
    }
  } finally {
    await worker.close();
    await rm(folder, { recursive: true, force: true });
  }
}

test('a generated export gives totals equal to its own sums, today and as of a past day', () =>
  travel(bookings(false)));

test(
  '58,792 real bookings give totals equal to sums made from the file',
  { skip: existsSync(FILE) ? false : 'the data file is not here: DIP_TEST_DATA names its folder' },
  () => travel(bookings(true)),
);
