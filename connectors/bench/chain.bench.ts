/**
 * An export travels from file to acknowledgement in a process of its own, beside the bare floor F of the same run; and
 * how high its memory climbs with ten times the rows. `ROWS`: sizes of the exports, `XLSX_ROWS`: of the workbook.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeCsv, writeWorkbook } from './export-files.ts';
import { measureFloor } from './floor.ts';

const [SMALL = 1_000_000, LARGE = 10_000_000] = (process.env['ROWS'] ?? '').split(',').filter(Boolean).map(Number);
const XLSX_ROWS = Number(process.env['XLSX_ROWS'] ?? 200_000);
const PERFORMANCES = 300;
const BUNDLE = join(import.meta.dirname, '../../dist/connectors/dip-connect.js');
/** As the unit file of the README starts it. */
const FLAGS = ['--max-old-space-size=128', '--max-semi-space-size=1', '--optimize-for-size'];
const PROGRAM = existsSync(BUNDLE) ? BUNDLE : join(import.meta.dirname, '../cli.ts');

interface Row {
  readonly what: string;
  readonly ours: number;
  readonly floor: number;
  readonly unit: string;
  readonly atLeast?: number;
  readonly atMost?: number;
}
const folder = mkdtempSync(join(tmpdir(), 'dip-chain-'));
const rows: Row[] = [];
const received = { items: 0 };
const server = createServer((asked, answer) => {
  let body = '';
  asked.on('data', (chunk) => (body += String(chunk)));
  asked.on('end', () => {
    if (asked.url !== '/v1/snapshots')
      return void answer.end('{"access_token":"t","token_type":"Bearer","expires_in":600}');
    const { items } = JSON.parse(body) as { items: unknown[] };
    received.items += items.length;
    const results = items.map((_, index) => ({ index, outcome: 'applied' }));
    answer
      .writeHead(207)
      .end(JSON.stringify({ epoch: 1, receivedAt: new Date().toISOString(), livemode: false, results }));
  });
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const address = server.address();
const api = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;

/** Seconds and highest resident memory (MB) of one `run --once`. */
async function travel(name: string): Promise<{ seconds: number; peak: number }> {
  const home = join(folder, `home-${name}`);
  mkdirSync(home);
  const config = {
    api,
    clientId: 'c',
    clientSecret: 's',
    source: 'kassa',
    state: join(home, 'state'),
    settleSeconds: 0,
    files: [{ folder, pattern: name }],
  };
  writeFileSync(join(home, 'c.yaml'), JSON.stringify(config));
  const from = performance.now();
  const child = spawn(process.execPath, [...FLAGS, PROGRAM, 'run', '--once', '--config', join(home, 'c.yaml')], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => (said += String(chunk)));
  let peak = 0;
  const watch = setInterval(() => {
    try {
      peak = Math.max(
        peak,
        Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024,
      );
    } catch {
      // It has ended, or this system has no /proc; then memory is not told.
    }
  }, 20);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearInterval(watch);
  // More tickets than are told apart is said by exit code 64.
  if (code !== 0 && code !== 64) throw new Error(`${name}: exit ${code}: ${said}`);
  return { seconds: (performance.now() - from) / 1_000, peak };
}

try {
  await writeCsv(join(folder, 'small.csv'), SMALL, PERFORMANCES);
  const floor = await measureFloor(join(folder, 'small.csv'), folder, SMALL);
  const small = await travel('small.csv');
  const again = await measureFloor(join(folder, 'small.csv'), folder, SMALL);
  const bare = (floor.rows + again.rows) / 2;
  console.log(
    `floor: parse ${Math.round(floor.parse)}, keyed hash ${Math.round(floor.hmac)}, push ${Math.round(floor.push)} rows/s, commit ${(floor.commitSeconds * 1_000).toFixed(2)} ms; ${received.items} figures from ${SMALL} rows`,
  );
  rows.push({
    what: `file to acknowledgement, ${SMALL} tickets`,
    ours: SMALL / small.seconds,
    floor: bare,
    unit: 'rows/s',
    atLeast: 0.6,
  });
  rows.push({ what: `memory, ${SMALL} tickets`, ours: small.peak, floor: 160, unit: 'MB', atMost: 1 });
  rmSync(join(folder, 'small.csv'));
  await writeCsv(join(folder, 'large.csv'), LARGE, PERFORMANCES);
  const large = await travel('large.csv');
  rows.push({
    what: `file to acknowledgement, ${LARGE} tickets`,
    ours: LARGE / large.seconds,
    floor: bare,
    unit: 'rows/s',
    atLeast: 0.6,
  });
  rows.push({ what: `memory, ${LARGE} tickets`, ours: large.peak, floor: 160, unit: 'MB', atMost: 1 });
  rows.push({
    what: `memory more for ${LARGE / SMALL} times the rows`,
    ours: large.peak - small.peak,
    floor: 10,
    unit: 'MB',
    atMost: 1,
  });
  rmSync(join(folder, 'large.csv'));
  await writeWorkbook(join(folder, 'book.xlsx'), XLSX_ROWS);
  const book = await travel('book.xlsx');
  rows.push({ what: `workbook of ${XLSX_ROWS} rows, memory`, ours: book.peak, floor: 110, unit: 'MB', atMost: 1 });
  rows.push({
    what: 'workbook, rows a second beside a text file',
    ours: XLSX_ROWS / book.seconds,
    floor: SMALL / small.seconds,
    unit: 'rows/s',
  });
} finally {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
}

const table = rows.map(({ what, ours, floor, unit, atLeast, atMost }) => {
  const ratio = ours / floor;
  const met = ratio >= (atLeast ?? -Infinity) && ratio <= (atMost ?? Infinity);
  return {
    what,
    ours: Number(ours.toPrecision(4)),
    floor: Number(floor.toPrecision(4)),
    unit,
    ratio: Number(ratio.toFixed(2)),
    must: atLeast !== undefined ? `>= ${atLeast}` : atMost !== undefined ? `<= ${atMost}` : '',
    met: atLeast === undefined && atMost === undefined ? '' : met ? 'yes' : 'MISSED',
  };
});
console.table(table);
const out = join(import.meta.dirname, '../../dist/bench');
mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'connectors.json'), `${JSON.stringify({ bench: 'connectors', rows: table }, null, 2)}\n`);
