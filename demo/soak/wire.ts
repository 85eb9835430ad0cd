// Stands between connectors and API as the network does: passes on, writes down what was acknowledged, and plays every fault a network, a proxy or a server can have.
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { EventEmitter, once } from 'node:events';
import type { PushResult, Snapshot } from '#protocol';
import { Random } from '../season/random.ts';

export const FAULTS = [
  'cut_before',
  'cut_after',
  'cut_within',
  'busy',
  'unavailable',
  'slow',
  'truncated',
  'lies',
  'twice',
  'garbage',
] as const;
export type Fault = (typeof FAULTS)[number];

/** An item the API said it has. */
export interface Acknowledged {
  readonly performance: string;
  /** UTC ms. */
  readonly asOf: number;
  readonly revision: number;
  readonly item: Snapshot;
}

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

export class Wire {
  readonly port: number;
  readonly acknowledged = new Map<string, Acknowledged>();
  readonly counts = { pushes: 0, acknowledged: 0, unacknowledged: 0, items: 0 };
  /** Emits `push` at the moment one is acknowledged. */
  readonly answered = new EventEmitter();
  readonly played = new Map<Fault, number>();
  /** Share of requests that meet a fault. */
  faulty = 0;
  readonly #api: number;
  readonly #random: Random;
  #deck: Fault[] = [];
  readonly #server: Server;

  constructor(port: number, apiPort: number, seed: number) {
    this.port = port;
    this.#api = apiPort;
    this.#random = new Random(seed);
    this.#server = createServer((incoming, outgoing) => {
      this.#carry(incoming, outgoing).catch(() => outgoing.destroy());
    });
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async open(): Promise<void> {
    this.#server.listen(this.port, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  /** As from a deck of cards: all kinds come before one comes again. */
  #deal(): Fault {
    if (!this.#deck.length) this.#deck = this.#random.shuffled(FAULTS);
    return this.#deck.pop() ?? FAULTS[0];
  }

  async #carry(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const fault = this.#random.chance(this.faulty) ? this.#deal() : undefined;
    if (fault) this.played.set(fault, (this.played.get(fault) ?? 0) + 1);
    const push = incoming.url?.startsWith('/v1/snapshots') ?? false;
    if (push) this.counts.pushes += 1;
    if (fault === 'cut_within') {
      incoming.once('data', () => incoming.socket.destroy());
      if (push) this.counts.unacknowledged += 1;
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const refuse = (status: number, headers: Record<string, string> = {}): void => {
      if (push) this.counts.unacknowledged += 1;
      outgoing.writeHead(status, headers).end('{"code":"unavailable"}');
    };
    if (fault === 'cut_before') {
      if (push) this.counts.unacknowledged += 1;
      return void incoming.socket.destroy();
    }
    if (fault === 'busy') return refuse(429, { 'retry-after': String(this.#random.int(0, 1)) });
    if (fault === 'unavailable') return refuse(503, this.#random.chance(0.5) ? { 'retry-after': '1' } : {});
    let answer: Answer;
    try {
      answer = await this.#forward(incoming, body);
      if (fault === 'twice') answer = await this.#forward(incoming, body);
    } catch {
      if (push) this.counts.unacknowledged += 1;
      return void incoming.socket.destroy();
    }
    // Once the API has said so it must be there, whether or not the sender ever heard it.
    if (push) this.#writeDown(body, answer);
    if (fault === 'cut_after') return void incoming.socket.destroy();
    if (fault === 'lies') return void outgoing.writeHead(500).end('{"code":"internal"}');
    if (fault === 'garbage')
      return void outgoing.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welkom</h1>');
    const { 'transfer-encoding': _chunked, connection: _connection, ...headers } = answer.headers;
    outgoing.writeHead(answer.status, { ...headers, 'content-length': answer.body.length });
    if (fault === 'truncated') {
      outgoing.write(answer.body.subarray(0, Math.floor(answer.body.length / 2)));
      setTimeout(() => outgoing.destroy(), 10);
    } else if (fault === 'slow') {
      const half = Math.floor(answer.body.length / 2);
      outgoing.write(answer.body.subarray(0, half));
      setTimeout(() => outgoing.end(answer.body.subarray(half)), this.#random.int(50, 400));
    } else outgoing.end(answer.body);
  }

  #forward(incoming: IncomingMessage, body: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const { 'transfer-encoding': _chunked, connection: _connection, ...headers } = incoming.headers;
      const upstream = request(
        {
          host: '127.0.0.1',
          port: this.#api,
          method: incoming.method,
          path: incoming.url,
          headers: { ...headers, 'content-length': body.length },
          agent: false,
          timeout: 30_000,
        },
        (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.once('error', reject);
          response.once('end', () =>
            resolve({
              status: response.statusCode ?? 502,
              headers: response.headers as Record<string, string>,
              body: Buffer.concat(parts),
            }),
          );
        },
      );
      upstream.once('error', reject);
      upstream.once('timeout', () => upstream.destroy(new Error('timeout')));
      upstream.end(body);
    });
  }

  #writeDown(body: Buffer, answer: Answer): void {
    if (![200, 207].includes(answer.status)) {
      this.counts.unacknowledged += 1;
      return;
    }
    this.counts.acknowledged += 1;
    this.answered.emit('push');
    const { items } = JSON.parse(body.toString('utf8')) as { items: Snapshot[] };
    const { results } = JSON.parse(answer.body.toString('utf8')) as PushResult;
    for (const { index, outcome } of results) {
      const item = items[index];
      if (!item?.asOf || (outcome !== 'applied' && outcome !== 'unchanged')) continue;
      this.counts.items += 1;
      const said = {
        performance: item.performance ?? item.ref ?? '',
        asOf: Date.parse(item.asOf),
        revision: item.revision ?? 0,
        item,
      };
      this.acknowledged.set(`${said.performance} ${said.asOf} ${said.revision}`, said);
    }
  }
}
