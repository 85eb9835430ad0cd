// A month of a box office, told by a seed: sales, refunds and corrections, exports in every bad shape, faults everywhere; then quiet.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, reportDay } from '#protocol';
import { parseConfig, type Config } from '../config.ts';
import { openSpool, sourceOf } from '../connector.ts';
import { makeSecretFile } from '../privacy/secret-file.ts';
import { HttpTransport } from '../delivery/http-transport.ts';
import { runRound, type Round } from '../round.ts';
import { diskFault } from '../spool/database.ts';
import type { SpoolStatus } from '../spool/status.ts';
import { FakeApi } from './fake-api.ts';
import { NO_FAULTS, PowerCut, SeededWorld } from './seeded-ports.ts';
import { temporaryFolder } from './temporary-folder.ts';

const ZONE = 'Europe/Amsterdam';
const START = Date.parse('2026-03-20T09:00:00Z');
const HOUR = 3_600_000;
const PERFORMANCES = 4;
export type Mode = 'snapshot' | 'delta' | 'full';

interface Ticket {
  readonly id: string;
  readonly performance: string;
  readonly soldAt: number;
  readonly cents: number;
  goneAt?: number;
}
const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'medium' });
const euro = (cents: number) => `${(cents / 100).toFixed(2).replace('.', ',')}`;

export interface Told {
  readonly seen: SeededWorld['seen'];
  readonly rounds: number;
  readonly pushes: number;
}

export async function tellHistory(seed: number, mode: Mode, steps = 14): Promise<Told> {
  const folder = temporaryFolder('history');
  const api = new FakeApi();
  const world = new SeededWorld(seed, api, START);
  try {
    const told = await new History(world, folder, mode).tell(steps);
    return told;
  } catch (error) {
    throw new Error(`history ${mode} of seed ${seed}`, { cause: error });
  } finally {
    world.restart();
    rmSync(folder, { recursive: true, force: true });
  }
}

class History {
  readonly #world: SeededWorld;
  readonly #config: Config;
  readonly #mode: Mode;
  readonly #tickets: Ticket[] = [];
  #state = 0;
  #exports = 0;
  #sold = 0;
  #rounds = 0;
  /** Movements that no delta file holds yet. */
  #moved: string[] = [];
  readonly #folder: string;

  constructor(world: SeededWorld, folder: string, mode: Mode) {
    this.#world = world;
    this.#mode = mode;
    this.#folder = folder;
    makeSecretFile(join(folder, 'audience-secret'));
    this.#config = parseConfig(
      `api: https://dip.example\nclientId: c\nclientSecret: s\nsource: kassa\nstate: ${folder}/state\nsettleSeconds: 30\nbatchItems: 7\n` +
        `files:\n  - { folder: /in, mode: ${mode}, maxAbsentShare: 1 }\naudience:\n  columns: { customer: klantnummer }\n`,
      folder,
      {},
    );
  }

  async tell(steps: number): Promise<Told> {
    const { random, api } = this.#world;
    for (let step = 0; step < steps; step += 1) {
      this.#world.now += Math.floor((0.2 + random() * 40) * HOUR);
      this.#sell();
      this.#export();
      if (random() < 0.15) api.linked = new Set(Array.from({ length: PERFORMANCES - 1 }, (_, n) => `V${n}`));
      else if (api.linked && random() < 0.5) this.#link();
      this.#world.faults = random() < 0.7 ? { net: 0.3, disk: 0.004, cut: random() < 0.5 ? 0.002 : 0 } : NO_FAULTS;
      for (let n = Math.floor(random() * 3); n >= 0; n -= 1) await this.#round();
      if (this.#mode !== 'delta' && random() < 0.1) this.#state += 1;
      if (random() < 0.1) this.#restoreStore();
      // The machine's clock is set, or the laptop's lid was closed.
      if (random() < 0.1) this.#world.now += Math.floor((random() - 0.3) * 3 * HOUR);
    }
    return this.#end();
  }

  /** Faults end; then lag must end as well, without a hand on it, and all must be as the box office has it. */
  async #end(): Promise<Told> {
    const world = this.#world;
    world.faults = NO_FAULTS;
    if (world.api.linked) this.#link();
    world.now = Math.max(world.now, ...[...world.files.values()].map(({ mtimeMs }) => mtimeMs)) + 30 * HOUR;
    this.#write(`final${this.#exports}.csv`, this.#content(), world.now);
    world.now += HOUR;
    let quiet = 0;
    for (let n = 0; n < 20 && quiet < 2; n += 1) {
      const round = await this.#round();
      assert.ok(round, 'a round without faults ends');
      quiet = round.delivery.kind === 'empty' && round.files === 0 ? quiet + 1 : 0;
      world.now += 7 * HOUR;
    }
    const status = this.#status();
    assert.equal(status.waiting, 0, 'I7 liveness: nothing waits');
    assert.ok(status.balanced, `I1 conservation: ${JSON.stringify(status.streams)}`);
    assert.deepEqual([status.parked, status.deadLetters, status.sourceProblems], [0, 0, 0]);
    assert.equal(world.api.mismatches, 0, 'I4 deterministic batches');
    this.#compare();
    return { seen: world.seen, rounds: this.#rounds, pushes: world.api.pushes };
  }

  #compare(): void {
    const { api } = this.#world;
    const last = reportDay(this.#world.now, ZONE);
    // Nothing remembers what a lost state folder had said of a day from which a ticket was deleted later; the stand is right.
    const first = this.#state === 0 ? reportDay(START, ZONE) : last;
    for (let p = 0; p < PERFORMANCES; p += 1) {
      const ref = `V${p}`;
      const here = this.#tickets.filter((one) => one.performance === ref && one.goneAt === undefined).length;
      const { coverage, facts = [] } = api.audience.of(ref) ?? {};
      const told = [coverage?.tickets ?? 0, facts.reduce((sum, { tickets }) => sum + tickets, 0)];
      // Movements do not tell who comes.
      assert.deepEqual(told, this.#mode === 'delta' ? [0, 0] : [here, here], `who comes to ${ref}`);
      for (let day = first; day <= last; day = addDays(day, 1)) {
        const sold = this.#tickets.filter(
          (one) =>
            one.performance === ref &&
            reportDay(one.soldAt, ZONE) <= day &&
            !(one.goneAt !== undefined && reportDay(one.goneAt, ZONE) <= day),
        );
        assert.equal(
          api.at(ref, 'normal', day),
          sold.length,
          `I2 no doubling, I3 nothing lost: ${ref} at the end of ${day}`,
        );
      }
    }
  }

  #sell(): void {
    const { random, now } = this.#world;
    for (let n = Math.floor(random() * 6); n > 0; n -= 1) {
      const soldAt = Math.floor((now - random() * 10 * HOUR) / 1_000) * 1_000;
      const performance = `V${Math.floor(random() * PERFORMANCES)}`;
      const ticket = {
        id: `T${(this.#sold += 1)}`,
        performance,
        soldAt,
        cents: 1_000 + Math.floor(random() * 20) * 50,
      };
      this.#tickets.push(ticket);
      this.#moved.push(this.#row(ticket, 'verkocht', `m${ticket.id}s`, soldAt));
    }
    for (const ticket of this.#tickets) {
      if (ticket.goneAt !== undefined || random() > 0.06) continue;
      ticket.goneAt = Math.floor(Math.max(ticket.soldAt, now - random() * 5 * HOUR) / 1_000) * 1_000;
      this.#moved.push(this.#row(ticket, 'geannuleerd', `m${ticket.id}c`, ticket.goneAt));
    }
    // Deleted in the box office, as if it had never been: no export tells it but by its absence.
    if (this.#mode !== 'delta' && this.#tickets.length > 3 && random() < 0.3)
      this.#tickets.splice(Math.floor(random() * this.#tickets.length), 1);
  }

  #row(ticket: Ticket, status: string, id: string, changedAt: number): string {
    const { performance, soldAt, cents } = ticket;
    const gone = status === 'geannuleerd' ? clock.format(changedAt) : '';
    return `${performance};${ticket.id};${clock.format(soldAt)};${gone};Normaal;${euro(cents)};${status};${id};K${ticket.id.at(-1)}`;
  }

  #content(): string {
    const header =
      'voorstelling_id;ticketnummer;besteld_op;geannuleerd_op;kaartsoort;prijs;status;regel_id;klantnummer';
    let rows = this.#tickets.map((one) =>
      this.#row(one, one.goneAt === undefined ? 'verkocht' : 'geannuleerd', `r${one.id}`, one.goneAt ?? 0),
    );
    if (this.#mode === 'delta') {
      // What was told before is told again now and then: row ids make it count once.
      rows = this.#moved;
      this.#moved = this.#world.random() < 0.3 ? [...rows] : [];
    } else if (this.#mode === 'snapshot') {
      // A performance whose last ticket was deleted still stands in the export, with one that never counted.
      const left = new Set(this.#tickets.map(({ performance }) => performance));
      for (let p = 0; p < PERFORMANCES; p += 1)
        if (!left.has(`V${p}`))
          rows.push(`V${p};X${p};${clock.format(START)};${clock.format(START)};Normaal;1,00;geannuleerd;x${p};K1`);
    }
    return `${[header, ...rows].join('\n')}\n`;
  }

  #export(): void {
    const { random, now, files } = this.#world;
    const content = this.#content();
    this.#exports += 1;
    const delta = this.#mode === 'delta';
    const name = delta || random() < 0.4 ? `export-${this.#exports}.csv` : 'export.csv';
    const shape = random();
    // Only an ending that the next whole file puts right; a delta file must come whole in the end.
    if (shape < 0.15 && !delta) this.#write(name, content.slice(0, Math.floor(content.length * random())), now);
    else if (shape < 0.3 && !delta) this.#write(`${name}.part`, content, now);
    else this.#write(name, content, shape < 0.5 ? now - Math.floor(random() * 2 * HOUR) : now);
    if (random() < 0.2) this.#write(`copy-of-${name}`, content, files.get(`/in/${name}`)?.mtimeMs ?? now);
    if (random() < 0.2 && !delta) files.delete([...files.keys()][0] ?? '');
  }

  #write(name: string, content: string, mtimeMs: number): void {
    this.#world.files.set(`/in/${name}`, { bytes: Buffer.from(content), mtimeMs });
  }

  #link(): void {
    this.#world.api.linked = undefined;
    this.#world.api.linksVersion += 1;
  }

  /** The store is set back to its first half and says so by its epoch. */
  #restoreStore(): void {
    const { api } = this.#world;
    api.registers = new Map([...api.registers].slice(0, Math.floor(api.registers.size / 2)));
    api.audience.forget();
    api.receipts.clear();
    api.epoch += 1;
  }

  get #stateFolder(): string {
    return join(this.#folder, `state-${this.#state}`);
  }

  async #round(): Promise<Round | undefined> {
    this.#rounds += 1;
    const world = this.#world;
    const ports = world.ports();
    const config = { ...this.#config, state: this.#stateFolder };
    try {
      const source = sourceOf(config, ports);
      const spool = openSpool(config, ports, source);
      const signal = new AbortController().signal;
      const transport = new HttpTransport({ ...config, net: ports.net, clock: ports.clock, signal });
      const deliver = { spool, transport, clock: ports.clock, random: ports.random, signal };
      const round = await runRound(source, deliver, { maxAttempts: 2, maxSpoolBytes: 1e9, linksEveryMs: 0 });
      spool.close();
      return round;
    } catch (error) {
      if (!(error instanceof PowerCut) && !diskFault(error)) throw error;
      return undefined;
    } finally {
      world.restart();
    }
  }

  #status(): SpoolStatus {
    const ports = this.#world.ports();
    const config = { ...this.#config, state: this.#stateFolder };
    const source = sourceOf(config, ports);
    const spool = openSpool(config, ports, source);
    const status = spool.status({ now: this.#world.now, maxLagMs: 1, streams: source.streams });
    spool.close();
    return status;
  }
}
