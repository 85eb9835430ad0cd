// Ports whose every fault follows from a seed: a clock that jumps, files in memory, a network and a disk that fail, a power that goes.
import { systemDatabases } from '../ports/system.ts';
import type { Answer, Connection, Ports, Statement } from '../ports/ports.ts';
import type { FakeApi } from './fake-api.ts';

export type Random = () => number;
/** mulberry32. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
export class PowerCut extends Error {
  override readonly name = 'PowerCut';
}
export interface MemoryFile {
  readonly bytes: Buffer;
  readonly mtimeMs: number;
}
/** Chances in [0, 1] of each fault at each occasion. */
export interface Faults {
  readonly net: number;
  readonly disk: number;
  /** Of a power cut at each call of any port. */
  readonly cut: number;
}
export const NO_FAULTS: Faults = { net: 0, disk: 0, cut: 0 };

export class SeededWorld {
  readonly random: Random;
  readonly api: FakeApi;
  now: number;
  faults: Faults = NO_FAULTS;
  readonly files = new Map<string, MemoryFile>();
  readonly seen = { net: 0, disk: 0, cut: 0, power: 0 };
  #dead = false;
  #open: Connection[] = [];

  constructor(seed: number, api: FakeApi, now: number) {
    this.random = seeded(seed);
    this.api = api;
    this.now = now;
  }

  /** Power comes back: what was not committed is gone. */
  restart(): void {
    for (const db of this.#open) db.close();
    this.#open = [];
    this.#dead = false;
  }

  #tick(): void {
    if (!this.#dead && this.random() < this.faults.cut) {
      this.#dead = true;
      this.seen.power += 1;
    }
    if (this.#dead) throw new PowerCut('power');
  }

  #disk(): void {
    this.#tick();
    if (this.random() < this.faults.disk) {
      this.seen.disk += 1;
      throw Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR', errcode: 13 });
    }
  }

  ports(): Ports {
    const { files } = this;
    return {
      random: this.random,
      clock: {
        now: () => this.now,
        sleep: (ms) => {
          this.#tick();
          this.now += ms;
          return Promise.resolve();
        },
      },
      fs: {
        list: (folder) => {
          this.#tick();
          const names = [...files.keys()].filter((path) => path.startsWith(`${folder}/`));
          return Promise.resolve(names.map((path) => path.slice(folder.length + 1)));
        },
        stat: (path) => {
          this.#tick();
          const file = files.get(path);
          return Promise.resolve(file && { size: file.bytes.length, mtimeMs: file.mtimeMs, isFile: true });
        },
        read: (path, from = 0) => this.#read(path, from),
        free: () => Promise.resolve(undefined),
      },
      net: { fetch: (url, call) => this.#fetch(url, call), close: () => Promise.resolve() },
      db: { ...systemDatabases, open: (path) => this.#connect(path) },
    };
  }

  async *#read(path: string, from: number): AsyncGenerator<Uint8Array> {
    const file = this.files.get(path);
    if (!file) throw Object.assign(new Error('gone'), { code: 'ENOENT' });
    for (let at = from; at < file.bytes.length; at += 700) {
      this.#tick();
      // Somebody writes on while it is read: what comes later is of the newer file.
      const now = this.files.get(path) ?? file;
      yield now.bytes.subarray(at, at + 700);
    }
  }

  async #fetch(
    url: string,
    call: { method: string; headers: Readonly<Record<string, string>>; body?: string },
  ): Promise<Answer> {
    this.#tick();
    const path = url.replace(/^https?:\/\/[^/]+/, '');
    const reply = () =>
      this.api.answer(call.method, path, call.headers['idempotency-key'] ?? '', call.body ?? '', this.now);
    const answer = (status: number, body: string, headers: Record<string, string> = {}): Answer => ({
      status,
      header: (name) => headers[name] ?? null,
      text: () => Promise.resolve(body),
    });
    if (this.random() < this.faults.net) {
      this.seen.net += 1;
      const which = Math.floor(this.random() * 9);
      if (which === 0) throw Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
      if (which === 1) {
        reply();
        throw Object.assign(new Error('cut'), { code: 'ECONNRESET' });
      }
      if (which === 2) {
        reply();
        return { ...answer(200, ''), text: () => Promise.reject(new Error('cut in the body')) };
      }
      if (which === 3) return answer(429, '', { 'retry-after': '7' });
      if (which === 4) return answer(503, '', { 'retry-after': new Date(this.now + 90_000).toUTCString() });
      if (which === 5) return answer(500, '<html>sorry</html>');
      // Lies: a page of the network's sign-in, an answer of another shape, an answer that stops half-way.
      if (which === 6) return answer(200, '<html>sign in</html>');
      if (which === 7) return answer(207, '{"epoch":1,"receivedAt":"x","results":[{"index":0,"outcome":"splendid"}]}');
      const { status, body } = reply();
      return answer(status, body.slice(0, body.length / 2));
    }
    const { status, body } = reply();
    this.#tick();
    return answer(status, body, { date: new Date(this.now).toUTCString() });
  }

  #connect(path: string): Connection {
    this.#tick();
    const db = systemDatabases.open(path);
    this.#open.push(db);
    // The fault is the disk's, not the plan's: only statements that write can meet it.
    const writes = (sql: string) => /^\s*(insert|update|delete|commit)/i.test(sql);
    return {
      exec: (sql) => {
        if (writes(sql)) this.#disk();
        else this.#tick();
        db.exec(sql);
      },
      prepare: (sql) => {
        this.#tick();
        const statement = db.prepare(sql);
        const guarded: Statement = {
          get: (...values) => (this.#tick(), statement.get(...values)),
          all: (...values) => (this.#tick(), statement.all(...values)),
          iterate: (...values) => (this.#tick(), statement.iterate(...values)),
          run: (...values) => (writes(sql) ? this.#disk() : this.#tick(), statement.run(...values)),
        };
        return guarded;
      },
      close: () => {
        this.#open = this.#open.filter((one) => one !== db);
        db.close();
      },
    };
  }
}
