// An API of the same rules as ours, small enough to see through: registers, receipts, links, an epoch.
import { COMPONENTS, reportDay, type ItemResult, type PushResult, type Snapshot } from '#protocol';

import { FakeAudience } from './fake-audience.ts';

export interface Register {
  readonly v: number;
  readonly n: number;
  readonly a: number | null;
}
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}
const higher = (a: Register, b: Register) =>
  a.v !== b.v ? a.v > b.v : a.n !== b.n ? a.n > b.n : (a.a ?? -1) > (b.a ?? -1);

export class FakeApi {
  readonly zone = 'Europe/Amsterdam';
  epoch = 1;
  /** `ref|component|day`. */
  registers = new Map<string, Register>();
  receipts = new Map<string, { readonly body: string; readonly reply: string }>();
  /** Undefined: every reference is taken. */
  linked: Set<string> | undefined;
  linksVersion = 1;
  /** Any item of these refuses its whole batch. */
  readonly poisoned = new Set<string>();
  readonly wire: string[] = [];
  mismatches = 0;
  pushes = 0;
  maxItems = Infinity;
  readonly audience = new FakeAudience();
  /** False: an API from before there was an audience. */
  takesFacts = true;

  answer(method: string, path: string, key: string, body: string, now: number): Reply {
    if (path.startsWith('/oauth/token'))
      return { status: 200, body: JSON.stringify({ access_token: 'token', token_type: 'Bearer', expires_in: 600 }) };
    if (method === 'GET' && path.startsWith('/v1/links'))
      return { status: 200, body: JSON.stringify({ items: [], version: String(this.linksVersion) }) };
    if (method === 'GET' && path === '/v1/epoch')
      return { status: 200, body: JSON.stringify({ epoch: this.epoch, livemode: false }) };
    if (!this.takesFacts && path.startsWith('/v1/audience/')) return { status: 404, body: '{}' };
    if (method === 'POST' && path === '/v1/audience/erasures') return { status: 200, body: this.audience.erase(body) };
    if (method === 'PUT' && (path === '/v1/snapshots' || path === '/v1/audience/facts'))
      return this.#push(key, body, now, path === '/v1/snapshots');
    return { status: 404, body: '{}' };
  }

  /** What stands at the end of a day. */
  at(ref: string, component: string, day: string): number {
    let [best, value] = ['', 0];
    const start = `${ref}|${component}|`;
    for (const [key, { n }] of this.registers) {
      const of = key.slice(start.length);
      if (key.startsWith(start) && of <= day && of > best) [best, value] = [of, n];
    }
    return value;
  }

  #push(key: string, body: string, now: number, figures: boolean): Reply {
    this.pushes += 1;
    this.wire.push(body);
    const seen = this.receipts.get(key);
    if (seen) {
      if (seen.body !== body) this.mismatches += 1;
      return seen.body === body
        ? { status: 207, body: seen.reply }
        : { status: 422, body: '{"code":"idempotency_mismatch"}' };
    }
    const { items } = JSON.parse(body) as { items: (Snapshot & { asOf: string })[] };
    if (items.length > this.maxItems) return { status: 413, body: '{"code":"payload_too_large"}' };
    if (items.some(({ ref }) => this.poisoned.has(ref ?? '')))
      return { status: 422, body: '{"code":"invalid_request"}' };
    const results = items.map((item, index) =>
      figures ? this.#take(item, index) : this.audience.take(item, index, this.linked),
    );
    const result: PushResult = { epoch: this.epoch, receivedAt: new Date(now).toISOString(), livemode: false, results };
    const reply = JSON.stringify(result);
    this.receipts.set(key, { body, reply });
    return { status: 207, body: reply };
  }

  #take(item: Snapshot & { asOf: string }, index: number): ItemResult {
    const ref = item.ref ?? item.performance ?? '';
    if (this.linked && !this.linked.has(ref)) return { index, outcome: 'not_linked' };
    const day = reportDay(Date.parse(item.asOf), this.zone);
    const v = Date.parse(item.asOf) * 1000 + (item.revision ?? 0);
    let [moved, lost] = [false, 0];
    for (const name of COMPONENTS) {
      const value = item[name];
      if (value === undefined) continue;
      const register =
        typeof value === 'number' ? { v, n: value, a: null } : { v, n: value.count, a: value.amount ?? null };
      const key = `${ref}|${name}|${day}`;
      const stands = this.registers.get(key);
      if (!stands || higher(register, stands)) {
        this.registers.set(key, register);
        moved = true;
      } else if (stands.n !== register.n || stands.a !== register.a) lost = Math.max(lost, stands.v);
    }
    const stands = { asOf: new Date(Math.floor(lost / 1000)).toISOString(), revision: lost % 1000 };
    return { index, outcome: lost ? 'older' : moved ? 'applied' : 'unchanged', ...(lost ? { stands } : {}) };
  }
}
