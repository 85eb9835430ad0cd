// A theatre with its export folder, the real command as a child process, and a server with planted faults.
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { constants, gunzipSync } from 'node:zlib';
import type { SpoolStatus } from '../spool/status.ts';
import { FakeApi } from './fake-api.ts';
import { connectorProgram } from './program.ts';
import { temporaryFolder } from './temporary-folder.ts';

export type Fault =
  | 'none'
  | 'cut_before'
  | 'cut_after'
  | 'busy'
  | 'busy_until'
  | 'unavailable'
  | 'too_large'
  | 'forbidden'
  | 'unauthorised'
  | 'no_route'
  | 'lie'
  | 'hang';
/** `call` counts pushes from 1. */
export type Plan = (call: number) => Fault;
export interface Ran {
  readonly code: number | null;
  readonly text: string;
  readonly stderr: string;
}
export interface HouseOptions {
  readonly plan?: Plan;
  readonly files?: string;
  readonly settings?: string;
}

export async function openHouse(t: Pick<TestContext, 'after'>, options: HouseOptions = {}) {
  const program = await connectorProgram();
  const folder = temporaryFolder('connect');
  const api = new FakeApi();
  /** Every request as it came, head and body. */
  const requests: string[] = [];
  const state = { plan: options.plan ?? (() => 'none' as Fault), calls: 0 };
  let onCall: () => void = () => undefined;
  const server = createServer((request, response) => void answer(request, response));

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const key = String(request.headers['idempotency-key']);
    const path = request.url ?? '';
    requests.push([request.method, path, ...request.rawHeaders, body].join('\n'));
    const reply = () => api.answer(request.method ?? '', path, key, body, Date.now());
    const send = ({ status, body: text }: ReturnType<typeof reply>) => void response.writeHead(status).end(text);
    if (request.method !== 'PUT') return send(reply());
    state.calls += 1;
    const fault = state.plan(state.calls);
    onCall();
    switch (fault) {
      case 'cut_before':
        return void request.socket.destroy();
      case 'cut_after':
        reply();
        return void request.socket.destroy();
      case 'busy':
        return void response.writeHead(429, { 'retry-after': '0' }).end();
      case 'busy_until':
        return void response.writeHead(429, { 'retry-after': new Date(Date.now() + 1_000).toUTCString() }).end();
      case 'unavailable':
        return void response.writeHead(503, { 'retry-after': '0' }).end();
      case 'too_large':
        return void response.writeHead(413).end();
      case 'forbidden':
        return void response.writeHead(403).end();
      case 'unauthorised':
        return void response.writeHead(401).end();
      case 'no_route':
        return void response.writeHead(404).end('not here');
      case 'lie':
        return void response
          .writeHead(200)
          .end('{"epoch":1,"receivedAt":"x","results":[{"index":0,"outcome":"splendid"}]}');
      case 'hang':
        return;
      case 'none':
        return send(reply());
    }
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  mkdirSync(join(folder, 'in'));
  const config = join(folder, 'c.yaml');
  writeFileSync(
    config,
    `api: http://127.0.0.1:${port}\nclientId: c\nclientSecret: s3cretvalue\nsource: kassa\nstate: ./state\n` +
      `files:\n${options.files ?? '  - folder: ./in\n'}settleSeconds: 0\nbatchItems: 5\n${options.settings ?? ''}`,
  );
  const children = new Set<ReturnType<typeof spawn>>();
  t.after(() => {
    for (const child of children) child.kill('SIGKILL');
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  function start(args: readonly string[], env: Record<string, string> = {}, input = '') {
    const child = spawn(process.execPath, [program, ...args, '--config', config], { env: { ...process.env, ...env } });
    child.stdin.on('error', () => undefined).end(input);
    children.add(child);
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk) => (stdout += String(chunk)));
    child.stderr.on('data', (chunk) => (stderr += String(chunk)));
    const ended = new Promise<Ran>((resolve) =>
      child.on('close', (code) => {
        children.delete(child);
        resolve({ code, text: stdout + stderr, stderr });
      }),
    );
    return { child, ended, said: () => stdout + stderr };
  }
  async function run(
    args: readonly string[],
    killAfterCall?: number,
    env: Record<string, string> = {},
    input = '',
  ): Promise<Ran> {
    const from = state.calls;
    const { child, ended } = start(args, env, input);
    onCall = () => {
      if (killAfterCall !== undefined && state.calls - from >= killAfterCall) child.kill('SIGKILL');
    };
    return ended;
  }
  return {
    folder,
    api,
    requests,
    state,
    run,
    start,
    config,
    write: (name: string, text: string | Buffer) => writeFileSync(join(folder, 'in', name), text),
    status: async () => JSON.parse((await run(['status', '--json'])).text) as SpoolStatus,
    /** Everything below the state folder as text, batches unpacked. */
    stored: () => readdirSync(join(folder, 'state')).flatMap((name) => texts(join(folder, 'state', name))),
  };
}
export type House = Awaited<ReturnType<typeof openHouse>>;

/** A file's bytes as text, and each gzip stream found in it unpacked. */
function texts(path: string): string[] {
  if (!statSync(path).isFile()) return [];
  const bytes = readFileSync(path);
  const found = [bytes.toString('latin1')];
  for (let at = bytes.indexOf('1f8b08', 0, 'hex'); at !== -1; at = bytes.indexOf('1f8b08', at + 1, 'hex')) {
    try {
      found.push(gunzipSync(bytes.subarray(at), { finishFlush: constants.Z_SYNC_FLUSH }).toString('utf8'));
    } catch {
      // A batch larger than a page is scattered; the wire shows those.
    }
  }
  return found;
}

export const PLANTED = ['Geheima', 'geheim@voorbeeld.example', '0612345678', 'Verborgenstraat', '1234AB', '1987-06-05'];
export const PERFORMANCES = 12;
export const SOLD = PERFORMANCES * 5;

/** Five tickets a performance, one on each of five days, with a buyer on each row. */
export function ticketsCsv(performances = PERFORMANCES, day = (n: number) => `0${n}-03-2026 12:00`): string {
  let csv =
    'voorstelling_id;ticketnummer;besteld_op;kaartsoort;prijs;naam;email;telefoon;straat;postcode;geboortedatum\n';
  for (let p = 1; p <= performances; p += 1)
    for (let n = 1; n <= 5; n += 1) csv += `V${p};T${p}-${n};${day(n)};Normaal;20,00;${PLANTED.join(';')}\n`;
  return csv;
}

/** Tickets that stand at the newest day, over all performances. */
export const standing = (api: FakeApi, performances = PERFORMANCES): number =>
  Array.from({ length: performances }, (_, p) => api.at(`V${p + 1}`, 'normal', '9999')).reduce((a, b) => a + b, 0);
