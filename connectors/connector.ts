// The parts of a running connector, put together from its configuration.
import { ConfigError, type Config } from './config.ts';
import { HttpTransport } from './delivery/http-transport.ts';
import type { DeliverPorts } from './delivery/deliver.ts';
import { openLog, type Log } from './log.ts';
import { AudienceError, AudienceFilter } from './privacy/filter.ts';
import type { Connection, Ports } from './ports/ports.ts';
import { fileSource } from './sources/file/file-source.ts';
import type { Source } from './sources/source.ts';
import { takeLock } from './spool/lock.ts';
import { Spool } from './spool/spool.ts';

export interface Connector {
  readonly config: Config;
  readonly ports: Ports;
  readonly source: Source;
  /** Undefined where the venue did not switch its audience on. */
  readonly filter: AudienceFilter | undefined;
  readonly spool: Spool;
  readonly log: Log;
  readonly deliver: DeliverPorts;
  /** False while another process works on the same state folder. */
  readonly alone: boolean;
}

export function sourceOf(
  config: Config,
  ports: Ports,
  settleMs = config.settleSeconds * 1_000,
  audience = filterOf(config),
): Source {
  return fileSource({
    files: config.files,
    zone: config.timeZone,
    settleMs,
    fs: ports.fs,
    clock: ports.clock,
    ...(audience ? { audience } : {}),
  });
}

export function filterOf({ audience }: Config): AudienceFilter | undefined {
  try {
    return audience && new AudienceFilter(audience);
  } catch (error) {
    throw error instanceof AudienceError ? new ConfigError(error.message) : error;
  }
}

export function openSpool(config: Config, ports: Ports, source: Source): Spool {
  return new Spool({
    folder: config.state,
    source: config.source,
    zone: config.timeZone,
    batchItems: config.batchItems,
    databases: ports.db,
    random: ports.random,
    now: ports.clock.now(),
    itemsOf: source.itemsOf,
  });
}

/** `use`: only one process may read and send, any may look. Everything is closed whatever happens. */
export async function withConnector<T>(
  config: Config,
  ports: Ports,
  signal: AbortSignal,
  use: 'send' | 'look',
  work: (connector: Connector) => Promise<T>,
): Promise<T> {
  const lock: Connection | undefined = use === 'send' ? takeLock(config.state, ports.db) : undefined;
  const filter = filterOf(config);
  const source = sourceOf(config, ports, config.settleSeconds * 1_000, filter);
  let spool: Spool | undefined;
  const log = openLog(config.state);
  try {
    const opened = (spool = openSpool(config, ports, source));
    const transport = new HttpTransport({
      ...config,
      net: ports.net,
      clock: ports.clock,
      signal,
      onSkew: (ms) => opened.setSkew(ms),
    });
    const deliver = { spool, transport, clock: ports.clock, random: ports.random, signal };
    return await work({ config, ports, source, filter, spool, log, deliver, alone: lock !== undefined });
  } finally {
    log.close();
    spool?.close();
    lock?.close();
    await ports.net.close();
  }
}
