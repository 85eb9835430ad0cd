// The bare floor F: reading and parsing, one keyed hash a row, packing and pushing rows, and committing, each alone and with nothing around it.
import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync, gzipSync } from 'node:zlib';
import { request } from 'undici';
import { DelimitedReader } from '../sources/file/delimited.ts';
import { TextReader } from '../sources/file/encoding.ts';

const BATCH = 1_000;

export interface Floor {
  readonly parse: number;
  readonly hmac: number;
  readonly push: number;
  readonly commitSeconds: number;
  /** Rows a second that all of it together allows. */
  readonly rows: number;
}

const rate = (rows: number, from: number) => rows / ((performance.now() - from) / 1_000);

async function parseRate(path: string): Promise<number> {
  const from = performance.now();
  const [text, reader] = [new TextReader(), new DelimitedReader(';')];
  let rows = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 65_536 }))
    rows += reader.push(text.push(chunk as Uint8Array)).length;
  return rate(rows, from);
}

function hmacRate(rows: number): number {
  const key = createSecretKey(randomBytes(32));
  const from = performance.now();
  for (let i = 0; i < rows; i += 1) createHmac('sha256', key).update(`jan${i}@voorbeeld.example`).digest('base64url');
  return rate(rows, from);
}

async function pushRate(rows: number): Promise<number> {
  const server = createServer((asked, answer) => {
    const chunks: Buffer[] = [];
    asked.on('data', (chunk: Buffer) => chunks.push(chunk));
    asked.on('end', () =>
      answer.end(String((JSON.parse(gunzipSync(Buffer.concat(chunks)).toString()) as unknown[]).length)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const from = performance.now();
  for (let sent = 0; sent < rows; sent += BATCH) {
    const items = Array.from({ length: BATCH }, (_, i) => ({
      ref: `V${i % 300}`,
      ticket: `T${sent + i}`,
      at: 1_758_000_000_000 + i,
      class: 'normal',
      cents: 2_050,
      channel: 'web',
    }));
    const { body } = await request(url, { method: 'PUT', body: gzipSync(JSON.stringify(items), { level: 1 }) });
    await body.text();
  }
  const found = rate(rows, from);
  server.close();
  return found;
}

function commitSeconds(path: string, commits: number): number {
  const db = new DatabaseSync(path);
  db.exec('pragma journal_mode = wal; pragma synchronous = full; create table b(id integer primary key, body blob)');
  const insert = db.prepare('insert into b(body) values (?)');
  const body = randomBytes(25_000);
  const from = performance.now();
  for (let i = 0; i < commits; i += 1) insert.run(body);
  const taken = (performance.now() - from) / 1_000 / commits;
  db.close();
  return taken;
}

export async function measureFloor(csv: string, folder: string, rows: number): Promise<Floor> {
  const [parse, hmac, push] = [await parseRate(csv), hmacRate(300_000), await pushRate(200_000)];
  const commit = commitSeconds(`${folder}/floor-${Math.round(performance.now())}.db`, 100);
  const seconds = 1 / parse + 1 / hmac + 1 / push + commit / BATCH;
  return { parse, hmac, push, commitSeconds: commit, rows: rows > 0 ? 1 / seconds : 0 };
}
