// A connector in this process on seeded ports: files in memory, a clock that is moved by hand, the small API.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { parseConfig } from '../config.ts';
import { openSpool, sourceOf } from '../connector.ts';
import { HttpTransport } from '../delivery/http-transport.ts';
import { runRound, type Round } from '../round.ts';
import type { Source } from '../sources/source.ts';
import type { SpoolStatus } from '../spool/status.ts';
import { FakeApi } from './fake-api.ts';
import { SeededWorld } from './seeded-ports.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface InProcess {
  readonly world: SeededWorld;
  readonly api: FakeApi;
  readonly source: Source;
  round(): Promise<Round>;
  status(): SpoolStatus;
  write(name: string, text: string, mtimeMs?: number): void;
  remove(name: string): void;
  /** The state folder is lost. */
  lose(): void;
}

export function inProcess(t: TestContext, file = '', now = Date.parse('2026-03-10T12:00:00Z')): InProcess {
  const folder = temporaryFolder('in-process');
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const api = new FakeApi();
  const world = new SeededWorld(1, api, now);
  const ports = world.ports();
  const base = parseConfig(
    `api: https://dip.example\nclientId: c\nclientSecret: s\nsource: kassa\nstate: ./state\nsettleSeconds: 30\nfiles:\n  - { folder: /in${file} }\n`,
    folder,
    {},
  );
  let states = 0;
  const config = () => ({ ...base, state: join(folder, `state-${states}`) });
  const source = sourceOf(base, ports);
  function withSpool<T>(work: (spool: ReturnType<typeof openSpool>) => T): T {
    return work(openSpool(config(), ports, source));
  }
  return {
    world,
    api,
    source,
    round: () =>
      withSpool(async (spool) => {
        const { signal } = new AbortController();
        const transport = new HttpTransport({ ...base, net: ports.net, clock: ports.clock, signal });
        const deliver = { spool, transport, clock: ports.clock, random: ports.random, signal };
        const round = await runRound(source, deliver, { maxAttempts: 2, maxSpoolBytes: 1e9, linksEveryMs: 0 });
        spool.close();
        return round;
      }),
    status: () =>
      withSpool((spool) => {
        const status = spool.status({ now: world.now, maxLagMs: 26 * 3_600_000, streams: source.streams });
        spool.close();
        return status;
      }),
    write: (name, text, mtimeMs = world.now - 60_000) =>
      void world.files.set(`/in/${name}`, { bytes: Buffer.from(text), mtimeMs }),
    remove: (name) => void world.files.delete(`/in/${name}`),
    lose: () => void (states += 1),
  };
}
