// What a start leaves for the next one. The season's `now` is kept: another `now` would be another season.
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readSecrets, type LocalSecrets } from '../edge-api/local/secrets.ts';

export interface ClientCredentials {
  readonly id: string;
  readonly secret: string;
}
/** The portal's client: its private key as a JWK in JSON. */
export interface PortalClient {
  readonly id: string;
  readonly jwk: string;
}
export interface Mapping {
  readonly seed: number;
  /** UTC ms of the first start. */
  readonly now: number;
  readonly venues: number;
  /** Season refs of organisations, halls, productions and performances → ids the API gave. */
  readonly ids: Record<string, string>;
  /** Season refs of organisations → their client, secret included: the file is readable by its owner only. */
  readonly clients: Record<string, ClientCredentials>;
  /** Once there is a portal, and people in it. */
  portal?: PortalClient;
  /** The last three are missing in a state of before there was a portal. */
  ports: { api: number; host: number; widgets: number; portal?: number; login?: number; mail?: number };
  /** Registered with the organisations. */
  hostOrigin: string;
  /** Sales are told up to here, UTC ms. */
  toldUntil: number;
  done: boolean;
  /** Who came, while not all of it is told and published; a start that finds it goes on with it. */
  audience?: {
    /** By venue, what buyers' keys are made by where no connector of the house makes them. */
    readonly keys: Record<string, string>;
    /** Refs of the venues that are published. */
    readonly published: string[];
  };
}

async function readJson<T>(path: string): Promise<T | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function writeJson(path: string, value: unknown): Promise<void> {
  await writeFile(`${path}.new`, JSON.stringify(value), { mode: 0o600 });
  await rename(`${path}.new`, path);
}

export class State {
  readonly dir: string;

  constructor(dir: string) {
    this.dir = dir;
  }

  async open(reset: boolean): Promise<void> {
    // Only what a start makes, so that `--state ~ --reset` costs nobody his home.
    if (reset) {
      for (const name of ['d1', 'portal', 'venues', 'service.log', 'mapping.json', 'secrets.json'])
        await rm(join(this.dir, name), { recursive: true, force: true });
    }
    await mkdir(this.dir, { recursive: true, mode: 0o700 });
  }

  secrets(): Promise<LocalSecrets> {
    return readSecrets(this.dir);
  }

  mapping(): Promise<Mapping | null> {
    return readJson<Mapping>(join(this.dir, 'mapping.json'));
  }

  saveMapping(mapping: Mapping): Promise<void> {
    return writeJson(join(this.dir, 'mapping.json'), mapping);
  }
}
