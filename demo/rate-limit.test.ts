// The real connector, the real API, a limit far below what it sends: it waits as it is told, and nothing is lost.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { MonitorAnswer } from '#protocol';
import { connectorProgram } from '../connectors/test/program.ts';
import { settle } from '../edge-api/local/test-catalogue.ts';
import { layHouse } from '../edge-api/local/test-house.ts';
import { startTestWorker } from '../edge-api/local/test-worker.ts';

const PERFORMANCES = 20;
const TICKETS = 3;
const BURST = 20;
const BURST_MS = 10_000;

/** Passes everything on, and counts what came back. */
async function countAnswers(api: string) {
  const seen = new Map<number, number>();
  const moments: number[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      moments.push(Date.now());
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      const headers = Object.fromEntries(
        Object.entries(request.headers).filter(([name]) => !['host', 'connection', 'content-length'].includes(name)),
      ) as Record<string, string>;
      const answer = await fetch(`${api}${request.url}`, {
        method: request.method ?? 'GET',
        headers,
        ...(parts.length ? { body: Buffer.concat(parts) } : {}),
      });
      seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
      const body = Buffer.from(await answer.arrayBuffer());
      const after = answer.headers.get('retry-after');
      response.writeHead(answer.status, {
        'content-type': 'application/json',
        ...(after ? { 'retry-after': after } : {}),
      });
      response.end(body);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  /** Most requests within the time of a burst. */
  const fastest = () =>
    Math.max(...moments.map((from) => moments.filter((at) => at >= from && at < from + BURST_MS).length));
  return {
    seen,
    fastest,
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

const run = async (config: string): Promise<number | null> => {
  const program = await connectorProgram();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, 'run', '--once', '--config', config], { stdio: 'ignore' });
    child.on('close', resolve);
  });
};

test('a connector that is told to go slower waits and brings every ticket over', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'dip-limit-'));
  const worker = await startTestWorker({ bursts: { REQUEST_BURST: BURST, TOKEN_BURST: 100 } });
  const between = await countAnswers(worker.url);
  t.after(async () => {
    await between.close();
    await worker.close();
    await rm(folder, { recursive: true, force: true });
  });
  const startsFrom = new Date(Date.now() + 20 * 86_400_000).toISOString();
  const house = await layHouse(worker, PERFORMANCES, startsFrom);
  await mkdir(join(folder, 'in'));
  const config = join(folder, 'c.yaml');
  await writeFile(join(folder, 'secret'), house.clientSecret, { mode: 0o600 });
  await writeFile(
    config,
    `api: ${between.url}\nclientId: ${house.clientId}\nclientSecretFile: ./secret\nsource: kassa\nstate: ./state\n` +
      'files:\n  - folder: ./in\nsettleSeconds: 0\nbatchItems: 1\n',
  );
  let csv = 'voorstelling_id;ticketnummer;besteld_op;kaartsoort;prijs\n';
  for (let p = 1; p <= PERFORMANCES; p += 1)
    for (let n = 1; n <= TICKETS; n += 1) csv += `V${p};T${p}-${n};0${n}-03-2026 12:00;Normaal;20,00\n`;
  await writeFile(join(folder, 'in/a.csv'), csv);
  // Linked by other clients of the house: the connector's own burst is left to it.
  const operator = await worker.operatorToken();
  const office = async () => {
    const made = await worker.call<{ id: string; secret: string }>(operator, 'POST', '/v1/clients', {
      organisation: house.id,
      name: 'box office',
      scopes: ['sales:push', 'sales:read', 'links:write'],
    });
    return worker.clientToken(made.body.id, made.body.secret);
  };
  const refs = house.performances.map((performance, i) => ({ performance, ref: `V${i + 1}` }));
  const known = await worker.call(await office(), 'PUT', '/v1/snapshots', {
    source: 'kassa',
    items: refs.map(({ ref }) => ({
      ref,
      about: { title: ref, startsAt: startsFrom },
      asOf: '2026-01-01T12:00:00Z',
      normal: { count: 0 },
    })),
  });
  assert.equal(known.status, 207, JSON.stringify(known.body));
  let token = '';
  for (const [i, { ref, performance }] of refs.entries()) {
    if (i % 10 === 0) token = await office();
    const linked = await worker.call(token, 'POST', '/v1/links', { source: 'kassa', ref, performance });
    assert.ok(linked.status < 300, JSON.stringify(linked.body));
  }
  const from = Date.now();
  let code = await run(config);
  while (code !== 0) {
    assert.equal(code, 75, 'the API asks to wait, and nothing else is wrong');
    assert.ok(Date.now() - from < 300_000, 'not delivered after five minutes');
    code = await run(config);
  }
  // On a machine so busy that it never was too fast there was nothing to slow; two windows of the limit can meet in the middle.
  assert.ok(
    (between.seen.get(429) ?? 0) >= 1 || between.fastest() <= 2 * BURST,
    `never slowed: ${JSON.stringify([...between.seen])}`,
  );
  await settle(worker);
  const { body } = await worker.call<MonitorAnswer>(await office(), 'GET', '/v1/monitor?limit=100');
  assert.equal(body.totals.count, PERFORMANCES * TICKETS, JSON.stringify([...between.seen]));
});
