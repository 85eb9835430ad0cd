// Three venues as they are at home: their ticketing system writes export files, the real `dip-connect` carries the totals over.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readSecretFile } from '../connectors/privacy/secret-file.ts';
import { endWithThisProcess } from '../edge-api/local/lifeline.ts';
import { cumulativeExport, ticketExport, workbookExport, type Season } from './season/index.ts';
import type { ClientCredentials } from './state.ts';

const PROGRAM = join(import.meta.dirname, '../dist/connectors/dip-connect.js');
const DAY = 86_400_000;
const HALF_A_YEAR = 183 * DAY;
/** Evenings before this are not in a house's export any more. */
export const exportsFrom = (season: Season): number => season.now - HALF_A_YEAR;

interface Export {
  readonly file: string;
  /** Totals of a moment: only with the files of earlier nights is there a history. */
  readonly nightly: boolean;
  /** It names who bought what, so the connector can say who comes. */
  readonly audience?: true;
  write(
    season: Season,
    venueRef: string,
    at: number,
    options: { startsFrom: number },
  ): Uint8Array | Promise<Uint8Array>;
}
/** One venue for each format. */
export const EXPORTS: Readonly<Record<string, Export>> = {
  V02: { file: 'kaarten.csv', nightly: false, audience: true, write: ticketExport },
  V03: { file: 'nachtstand.csv', nightly: true, write: cumulativeExport },
  V04: { file: 'verkoop.xlsx', nightly: true, write: workbookExport },
};

/** Which columns of the export say who buys; no other is read. */
const AUDIENCE = {
  columns: {
    customer: 'klantnummer',
    postcode: 'postcode',
    birth: 'geboortedatum',
    channel: 'kanaal',
    order: 'ordernummer',
    first: 'nieuwe_klant',
  },
};

export class VenueConnector {
  readonly #folder: string;
  readonly #venueRef: string;
  readonly #config: string;
  #child: ChildProcess | undefined;

  constructor(stateDir: string, venueRef: string) {
    this.#venueRef = venueRef;
    this.#folder = join(stateDir, 'venues', venueRef);
    this.#config = join(this.#folder, 'dip-connect.yaml');
  }

  /** JSON is YAML too. The secret stands in a file of its own, readable by its owner. */
  async configure(api: string, client: ClientCredentials): Promise<void> {
    await mkdir(join(this.#folder, 'in'), { recursive: true });
    await writeFile(join(this.#folder, 'client-secret'), client.secret, { mode: 0o600 });
    const config = {
      api,
      clientId: client.id,
      clientSecretFile: './client-secret',
      source: 'kassa',
      state: './connector',
      files: [{ folder: './in' }],
      ...(EXPORTS[this.#venueRef]?.audience ? { audience: AUDIENCE } : {}),
      pollSeconds: 5,
      settleSeconds: 0,
    };
    await writeFile(this.#config, JSON.stringify(config, null, 2));
    // Makes the secret of buyer keys, once.
    if (EXPORTS[this.#venueRef]?.audience && !existsSync(join(this.#folder, 'audience-secret')))
      await this.#ended(['init', '--config', this.#config]);
  }

  /** Takes away what a start left that was cut off. */
  async clear(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** What the connector makes buyers' keys by; undefined where it says nothing of them. */
  audienceKeys(): ReturnType<typeof readSecretFile> | undefined {
    return EXPORTS[this.#venueRef]?.audience ? readSecretFile(join(this.#folder, 'audience-secret')) : undefined;
  }

  /** Writes the export beside its place first, so that the connector never reads half a file. */
  async export(season: Season, at: number): Promise<void> {
    const how = EXPORTS[this.#venueRef];
    if (!how) throw new Error(`${this.#venueRef} has no export; name its format in EXPORTS`);
    const bytes = await how.write(season, this.#venueRef, at, { startsFrom: exportsFrom(season) });
    await mkdir(join(this.#folder, 'in'), { recursive: true });
    await writeFile(join(this.#folder, how.file), bytes);
    await rename(join(this.#folder, how.file), join(this.#folder, 'in', how.file));
  }

  /** The nightly files of the weeks before, as they gather in a folder; a file of orders needs none, for it dates each order. */
  async exportNights(season: Season, at: number, nightsBack: readonly number[]): Promise<void> {
    const how = EXPORTS[this.#venueRef];
    if (!how?.nightly) return;
    await mkdir(join(this.#folder, 'in'), { recursive: true });
    for (const back of nightsBack) {
      const moment = at - back * DAY;
      const bytes = await how.write(season, this.#venueRef, moment, { startsFrom: exportsFrom(season) });
      const day = new Date(moment).toISOString().slice(0, 10);
      await writeFile(join(this.#folder, 'in', how.file.replace('.', `-${day}.`)), bytes);
    }
  }

  /** One round, in silence unless it fails. */
  async once(): Promise<void> {
    const child = this.#spawn(['run', '--once', '--config', this.#config], 'pipe');
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
    const [code] = (await once(child, 'close')) as [number | null];
    this.#child = undefined;
    if (code === 0) return;
    console.error(`${said}dip-connect of ${this.#venueRef} ended with ${code ?? 'a signal'}; it goes on trying`);
  }

  start(): void {
    this.#spawn(['run', '--config', this.#config]);
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }

  async #ended(args: readonly string[]): Promise<number | null> {
    const [code] = (await once(this.#spawn(args), 'exit')) as [number | null];
    this.#child = undefined;
    return code;
  }

  #spawn(args: readonly string[], errors: 'inherit' | 'pipe' = 'inherit'): ChildProcess {
    this.#child = spawn(process.execPath, [PROGRAM, ...args], { stdio: ['ignore', 'ignore', errors] });
    // workerd's own signal handler may end this process before anything is awaited.
    const child = this.#child;
    const kill = (): void => void child.kill('SIGTERM');
    process.once('exit', kill);
    const letGo = child.pid === undefined ? () => undefined : endWithThisProcess(child.pid, 'TERM');
    child.once('exit', () => {
      letGo();
      process.off('exit', kill);
    });
    return this.#child;
  }
}
