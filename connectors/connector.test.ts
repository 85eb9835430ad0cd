// The real command in real processes against a real server with planted faults.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { PushResult, Snapshot } from '#protocol';

const CLI = join(import.meta.dirname, 'cli.ts');
const PLANTED = ['Geheima', 'geheim@voorbeeld.example', '0612345678', 'Verborgenstraat'];
const PERFORMANCES = 12;

type Fault = (call: number) => 'none' | 'cut_before' | 'cut_after' | 'busy' | 'unavailable' | 'too_large' | 'forbidden';

async function house(t: TestContext, fault: Fault = () => 'none') {
  const folder = mkdtempSync(join(tmpdir(), 'dip-connect-'));
  const figures = new Map<string, string>();
  const bodies = new Map<string, string>();
  const wire: string[] = [];
  let calls = 0;
  let onCall: () => void = () => undefined;
  const state = { epoch: 1, mismatches: 0 };
  const server = createServer((request, response) => void answer(request, response));
  async function answer(request: IncomingMessage, response: ServerResponse) {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    if (request.url === '/oauth/token') {
      response.end(JSON.stringify({ access_token: 'a', token_type: 'Bearer', expires_in: 600 }));
      return;
    }
    wire.push(body);
    const planned = fault((calls += 1));
    onCall();
    if (planned === 'cut_before') return void request.socket.destroy();
    if (planned === 'busy') return void response.writeHead(429, { 'retry-after': '0' }).end();
    if (planned === 'unavailable') return void response.writeHead(503, { 'retry-after': '0' }).end();
    if (planned === 'forbidden') return void response.writeHead(403).end();
    const { items } = JSON.parse(body) as { items: Snapshot[] };
    if (planned === 'too_large' && items.length > 1) return void response.writeHead(413).end();
    const key = String(request.headers['idempotency-key']);
    if (bodies.has(key) && bodies.get(key) !== body) state.mismatches += 1;
    bodies.set(key, body);
    for (const item of items) figures.set(`${item.ref}|${item.asOf}`, JSON.stringify(item.normal));
    if (planned === 'cut_after') return void request.socket.destroy();
    const result: PushResult = {
      epoch: state.epoch,
      receivedAt: '2026-01-01T00:00:00Z',
      livemode: false,
      results: items.map((_, index) => ({ index, outcome: 'applied' })),
    };
    response.writeHead(207).end(JSON.stringify(result));
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  mkdirSync(join(folder, 'in'));
  let csv = 'voorstelling_id;ticketnummer;besteld_op;kaartsoort;prijs;naam;email;telefoon;straat\n';
  for (let p = 1; p <= PERFORMANCES; p += 1)
    for (let n = 1; n <= 5; n += 1) csv += `V${p};T${p}-${n};0${n}-03-2026 12:00;Normaal;20,00;${PLANTED.join(';')}\n`;
  writeFileSync(join(folder, 'in', 'export.csv'), csv);
  const config = join(folder, 'c.yaml');
  writeFileSync(
    config,
    `api: http://127.0.0.1:${port}\nclientId: c\nclientSecret: s3cretvalue\nsource: kassa\nstate: ./state\n` +
      `files:\n  - folder: ./in\nsettleSeconds: 0\nbatchItems: 5\n`,
  );
  t.after(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const run = (args: readonly string[], killAfterCall?: number) =>
    new Promise<{ code: number | null; text: string }>((resolve) => {
      const child = spawn(process.execPath, [CLI, ...args, '--config', config]);
      let text = '';
      child.stdout.on('data', (chunk) => (text += String(chunk)));
      child.stderr.on('data', (chunk) => (text += String(chunk)));
      const from = calls;
      onCall = () => {
        if (killAfterCall !== undefined && calls - from >= killAfterCall) child.kill('SIGKILL');
      };
      child.on('close', (code) => resolve({ code, text }));
    });
  return { folder, figures, bodies, wire, state, run };
}

const FULL = PERFORMANCES * 5;
const sold = (figures: Map<string, string>) =>
  [...figures.values()].reduce((sum, text) => sum + (JSON.parse(text) as { count: number }).count, 0);
const RIGHT = PERFORMANCES * (1 + 2 + 3 + 4 + 5);

void test('I1 I2 one run delivers all, a second run sends nothing, and status balances', async (t) => {
  const { run, figures, wire } = await house(t);
  const first = await run(['run', '--once']);
  assert.equal(first.code, 0, first.text);
  assert.equal(figures.size, FULL);
  assert.equal(sold(figures), RIGHT);
  const sent = wire.length;
  assert.equal((await run(['run', '--once'])).code, 0);
  assert.equal(wire.length, sent);
  const status = JSON.parse((await run(['status', '--json'])).text) as { balanced: boolean; acknowledged: number };
  assert.deepEqual([status.balanced, status.acknowledged], [true, FULL]);
});

void test('I3 I4 killed again and again: nothing lost, nothing doubled, same key same body', async (t) => {
  const { run, figures, state } = await house(t);
  let killed = 0;
  for (let kill = 0; kill < (process.env['SOAK'] ? 100 : 10); kill += 1)
    if ((await run(['run', '--once'], 1 + (kill % 2))).code === null) killed += 1;
  assert.ok(killed >= 5, 'the kills came too late to prove anything');
  const last = await run(['run', '--once']);
  assert.equal(last.code, 0, last.text);
  assert.deepEqual([figures.size, sold(figures), state.mismatches], [FULL, RIGHT, 0]);
});

void test('I5 the state folder may be lost, and a restored store is filled again', async (t) => {
  const { run, folder, figures, state } = await house(t);
  await run(['run', '--once']);
  rmSync(join(folder, 'state'), { recursive: true });
  figures.clear();
  assert.equal((await run(['run', '--once'])).code, 0);
  assert.equal(sold(figures), RIGHT);
  figures.clear();
  state.epoch = 2;
  writeFileSync(
    join(folder, 'in', 'more.csv'),
    'voorstelling_id;ticketnummer;besteld_op;kaartsoort;prijs\nX;1;01-03-2026 12:00;Normaal;1,00\n',
  );
  assert.equal((await run(['run', '--once'])).code, 0);
  assert.equal(sold(figures), RIGHT + 1);
});

void test('I6 no person and no secret in spool, journal, output or wire', async (t) => {
  const { run, folder, wire } = await house(t);
  const { text } = await run(['run', '--once'], 3);
  const stored = readdirSync(join(folder, 'state')).map((name) => readFileSync(join(folder, 'state', name), 'latin1'));
  for (const word of [...PLANTED, 's3cretvalue'])
    for (const place of [text, ...wire, ...stored]) assert.ok(!place.includes(word), 'a planted value came through');
});

void test('I7 faults that stop leave no trace', async (t) => {
  const plan = ['cut_before', 'none', 'cut_after', 'busy', 'unavailable', 'too_large'] as const;
  const { run, figures, state } = await house(t, (call) => plan[call - 1] ?? 'none');
  const { code, text } = await run(['run', '--once']);
  assert.equal(code, 0, text);
  assert.deepEqual([figures.size, sold(figures), state.mismatches], [FULL, RIGHT, 0]);
});

void test('I7 a refused client pauses and drops nothing', async (t) => {
  const { run } = await house(t, () => 'forbidden');
  assert.equal((await run(['run', '--once'])).code, 77);
  const status = JSON.parse((await run(['status', '--json'])).text) as { balanced: boolean; waiting: number };
  assert.deepEqual([status.balanced, status.waiting], [true, FULL]);
});
