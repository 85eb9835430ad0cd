// The whole road for a test: three venues with their box offices, real dip-connect processes, a wire, and the API on three shards, all on disk.
import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MonitorAnswer, ShardItem, TenantItem } from '#protocol';
import { connectorProgram } from '../../connectors/test/program.ts';
import { readSecrets } from '../../edge-api/local/secrets.ts';
import { bundleWorker, migratedState } from '../../edge-api/local/test-worker.ts';
import { ApiClient } from '../api-client.ts';
import { Random, seedOf } from '../season/random.ts';
import { BoxOffice, type Sums } from './box-office.ts';
import { findLost } from './ledger.ts';
import { ApiProcess, ConnectorProcess, freePort } from './processes.ts';
import { Wire } from './wire.ts';

const SHARDS = 3;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface RoadVenue {
  readonly id: string;
  readonly office: BoxOffice;
  readonly connector: ConnectorProcess;
  readonly client: ApiClient;
}

export interface RoadOptions {
  readonly seed: number;
  readonly performances: number;
  /** Tickets of each venue before the first push. */
  readonly tickets: number;
  readonly batchItems: number;
}

export class Road {
  readonly stateDir: string;
  readonly api: ApiProcess;
  readonly wire: Wire;
  readonly random: Random;
  readonly operator: ApiClient;
  readonly operatorSecret: string;
  readonly venues: RoadVenue[] = [];
  readonly startedAt = performance.now();
  provider: ApiClient | undefined;
  readonly #folder: string;

  private constructor(folder: string, api: ApiProcess, wire: Wire, secret: string, seed: number) {
    this.#folder = folder;
    this.stateDir = join(folder, 'api');
    this.api = api;
    this.wire = wire;
    this.random = new Random(seedOf(seed, 'road'));
    this.operatorSecret = secret;
    this.operator = new ApiClient(api.url, { id: 'operator', secret });
  }

  static async build(options: RoadOptions): Promise<Road> {
    const folder = await mkdtemp(join(tmpdir(), 'dip-road-'));
    const stateDir = join(folder, 'api');
    const [script, migrated] = await Promise.all([bundleWorker(), migratedState(SHARDS)]);
    await cp(migrated, stateDir, { recursive: true });
    const api = new ApiProcess({ stateDir, port: await freePort(), shards: SHARDS, script, jobSeconds: 2 });
    const wire = new Wire(await freePort(), api.port, seedOf(options.seed, 'wire'));
    const { operator } = await readSecrets(stateDir);
    const road = new Road(folder, api, wire, operator, options.seed);
    await wire.open();
    await api.start();
    await road.#lay(options);
    return road;
  }

  async #lay(options: RoadOptions): Promise<void> {
    const operator = this.operator;
    const made = async (path: string, body: unknown) => (await operator.call<{ id: string }>('POST', path, body)).id;
    const client = async (organisation: string, scopes: readonly string[]) => {
      const { id, secret } = await operator.call<{ id: string; secret: string }>('POST', '/v1/clients', {
        organisation,
        name: 'soak',
        scopes,
      });
      return { id, secret };
    };
    const provider = await made('/v1/organisations', { type: 'producer', name: 'Gezelschap' });
    const production = await made('/v1/productions', { title: 'Het Stuk', genre: 'toneel', provider });
    this.provider = new ApiClient(this.api.url, await client(provider, ['sales:read']));
    const now = Date.now();
    const program = await connectorProgram();
    for (let n = 0; n < 3; n += 1) {
      const venue = await made('/v1/organisations', { type: 'venue', name: `Schouwburg ${n}` });
      const starts = Array.from({ length: options.performances }, (_, i) => now + (5 + n + i * 3) * DAY_MS);
      const { results } = await operator.call<{ results: { id: string }[] }>(
        'POST',
        '/v1/performances',
        starts.map((startsAt) => ({ production, venue, startsAt: new Date(startsAt).toISOString(), capacity: 2_000 })),
      );
      const folder = join(this.#folder, `venue${n}`);
      await mkdir(folder, { recursive: true });
      const performances = results.map(({ id }, i) => ({ id, startsAt: starts[i] ?? now }));
      const office = new BoxOffice(folder, seedOf(options.seed, 'office', n), performances);
      office.sell(options.tickets, now - 40 * DAY_MS, now - HOUR_MS);
      await office.export();
      const credentials = await client(venue, ['sales:push', 'sales:read', 'catalogue:read']);
      const config = join(folder, 'dip-connect.yaml');
      await writeFile(
        config,
        JSON.stringify({
          api: this.wire.url,
          clientId: credentials.id,
          clientSecret: credentials.secret,
          source: 'kassa',
          state: join(folder, 'connector'),
          files: [{ folder: join(folder, 'in'), performanceIds: 'dip' }],
          pollSeconds: 1,
          settleSeconds: 0,
          batchItems: options.batchItems,
        }),
      );
      this.venues.push({
        id: venue,
        office,
        connector: new ConnectorProcess(program, config),
        client: new ApiClient(this.api.url, credentials),
      });
    }
  }

  /** Sales of the last minutes at one venue, in its export. */
  async sellSome(venue: RoadVenue, tickets: number): Promise<void> {
    const now = Date.now();
    venue.office.sell(tickets, now - 10 * 60_000, now);
    await venue.office.export();
  }

  /** Everything that waits goes out, and every reader has it. */
  async settle(): Promise<void> {
    for (const { connector } of this.venues) await connector.stop();
    for (const { id, connector } of this.venues) {
      for (let rounds = 0; ; rounds += 1) {
        const { code, said } = await connector.once();
        if (code === 0) break;
        assert.ok(rounds < 20, `${id} does not come to an end: ${code} ${said}`);
      }
      const status = await connector.status();
      assert.deepEqual([status.waiting, status.parked, status.deadLetters, status.balanced], [0, 0, 0, true]);
    }
    for (let tries = 0; ; tries += 1) {
      const { items } = await this.operator.call<{ items: ShardItem[] }>('GET', '/v1/shards');
      const { items: tenants } = await this.operator.call<{ items: TenantItem[] }>('GET', '/v1/tenants');
      if (items.every(({ waiting }) => waiting === 0) && tenants.every(({ moving }) => moving === null)) break;
      assert.ok(tries < 200, 'announcements are not passed on');
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    // Isolates answer from memory for so long.
    await new Promise((resolve) => setTimeout(resolve, 2_500));
  }

  async #seen(client: ApiClient): Promise<Sums> {
    const first = await client.call<MonitorAnswer>('GET', '/v1/monitor');
    let [count, cents] = [0, 0];
    for (const season of first.seasons) {
      const { totals } = await client.call<MonitorAnswer>('GET', `/v1/monitor?season=${season}`);
      count += totals.count;
      cents += totals.amount ?? 0;
    }
    return { count, cents };
  }

  /** The oracle: each venue sees the sums of its own file, the provider those of all three, to the ticket and the cent. */
  async checkTotals(): Promise<Sums> {
    const files = this.venues.map(({ office }) => office.sums());
    for (const [n, venue] of this.venues.entries())
      assert.deepEqual(await this.#seen(venue.client), files[n], `totals of ${venue.id}`);
    const all = files.reduce((sum, one) => ({ count: sum.count + one.count, cents: sum.cents + one.cents }));
    if (this.provider) assert.deepEqual(await this.#seen(this.provider), all, 'totals of the provider');
    return all;
  }

  /** Stops the API and counts acknowledged items that are not in its databases. */
  async countLost(): Promise<number> {
    await this.api.stop();
    return findLost(this.stateDir, this.wire.acknowledged.values()).length;
  }

  async close(): Promise<void> {
    for (const { connector } of this.venues) await connector.kill();
    await this.api.kill();
    await this.wire.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  get seconds(): number {
    return Math.round((performance.now() - this.startedAt) / 1_000);
  }
}
