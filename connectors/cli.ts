#!/usr/bin/env node
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { ConfigError, loadConfig, type Config } from './config.ts';
import type { Delivery, DeliverPorts } from './delivery/deliver.ts';
import { HttpTransport } from './delivery/http-transport.ts';
import { runRound } from './run.ts';
import { fileSource } from './sources/file/file-source.ts';
import { describeFile } from './sources/file/index.ts';
import { Spool } from './spool/spool.ts';
import { configTemplate } from './config-template.ts';

const EXIT = { ok: 0, usage: 2, partial: 64, unreachable: 69, bug: 70, disk: 73, temporary: 75, auth: 77, config: 78 };
const EXIT_OF: Record<Delivery['kind'], number> = {
  empty: EXIT.ok,
  stopped: EXIT.ok,
  new_epoch: EXIT.temporary,
  unreachable: EXIT.unreachable,
  temporary: EXIT.temporary,
  auth: EXIT.auth,
  no_route: EXIT.config,
};
const WORDS: Record<Delivery['kind'], string> = {
  empty: 'everything is delivered',
  stopped: 'stopped, what waits is kept',
  new_epoch: 'the store was restored, sending again',
  unreachable: 'the API cannot be reached: check api, the network and the proxy; what waits is kept',
  temporary: 'the API asks to wait; what waits is kept and goes with the next run',
  auth: 'the API refuses this client: check clientId, the secret and its rights; what waits is kept',
  no_route: 'the address has no snapshots route: check api; what waits is kept',
};
const out = (line: string) => process.stdout.write(`${line}\n`);

const stop = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort());

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    if (stop.signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      stop.signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    stop.signal.addEventListener('abort', done);
  });
}

async function withConnector<T>(path: string, work: (parts: Parts) => Promise<T>): Promise<T> {
  const config = loadConfig(path, process.env);
  const now = Date.now;
  const spool = new Spool(config.state, now());
  const transport = new HttpTransport({ ...config, now, signal: stop.signal });
  const ports = { spool, transport, now, random: Math.random, wait, stopped: () => stop.signal.aborted };
  try {
    return await work({ config, spool, transport, ports });
  } finally {
    await transport.close();
    spool.close();
  }
}
interface Parts {
  readonly config: Config;
  readonly spool: Spool;
  readonly transport: HttpTransport;
  readonly ports: DeliverPorts;
}

async function run(path: string, options: { once?: boolean; again?: boolean }): Promise<number> {
  return withConnector(path, async ({ config, spool, ports }) => {
    const source = fileSource({
      files: config.files,
      zone: config.timeZone,
      settleMs: config.settleSeconds * 1_000,
      now: Date.now,
    });
    if (options.again) spool.forgetSource();
    if (spool.rebuilt) out('the spool was damaged and set aside, reading everything again');
    spool.requeue('parked', config, String(Date.now()));
    for (;;) {
      const before = spool.status();
      const round = await runRound(source, ports, { ...config, maxAttempts: options.once ? 5 : 1 });
      const { waiting, deadLetters, parked, sourceProblems, acknowledged } = spool.status();
      const sent = acknowledged - before.acknowledged;
      if (options.once || round.files > 0 || sent > 0 || round.delivery.kind !== 'empty')
        out(
          `files ${round.files} queued ${round.items} delivered ${sent} waiting ${waiting} parked ${parked} ` +
            `dead letters ${deadLetters + sourceProblems}: ${WORDS[round.delivery.kind]}`,
        );
      if (stop.signal.aborted) return EXIT.ok;
      if (options.once) {
        const grew = deadLetters + sourceProblems > before.deadLetters + before.sourceProblems;
        const code = EXIT_OF[round.delivery.kind];
        return code === EXIT.ok && grew ? EXIT.partial : code;
      }
      await wait(config.pollSeconds * 1_000);
    }
  });
}

async function check(path: string): Promise<number> {
  const config = loadConfig(path, process.env);
  for (const { folder } of config.files) {
    if (!existsSync(folder)) {
      out('files.folder: does not exist, create it or correct the path');
      return EXIT.config;
    }
    out(`folder readable, ${readdirSync(folder).length} entries`);
  }
  const transport = new HttpTransport({ ...config, now: Date.now, signal: stop.signal });
  const token = await transport.authenticate();
  await transport.close();
  if (token.kind === 'token') {
    out('the API was reached and accepts this client');
    return EXIT.ok;
  }
  const kind = token.kind === 'retry' ? (token.reached ? 'temporary' : 'unreachable') : token.kind;
  if (kind === 'auth' || kind === 'no_route' || kind === 'temporary' || kind === 'unreachable') {
    out(WORDS[kind]);
    return EXIT_OF[kind];
  }
  return EXIT.temporary;
}

async function discover(path: string): Promise<number> {
  const config = loadConfig(path, process.env);
  for (const entry of config.files) {
    const source = fileSource({ files: [entry], zone: config.timeZone, settleMs: 0, now: Date.now });
    const options = {
      zone: config.timeZone,
      ...(entry.kind === undefined ? {} : { kind: entry.kind }),
      ...(entry.columns === undefined ? {} : { columns: entry.columns }),
      ...(entry.priceClasses === undefined ? {} : { priceClasses: entry.priceClasses }),
    };
    for (const file of await source.ready())
      out(JSON.stringify({ file: file.path, ...(await describeFile(file.path, options)) }, null, 2));
  }
  return EXIT.ok;
}

const program = new Command('dip-connect').exitOverride().description('sends a venue’s sales figures to the API');
const config = ['-c, --config <path>', 'configuration file', 'dip-connect.yaml'] as const;
let code = EXIT.ok;

program
  .command('init')
  .option(...config)
  .description('writes a configuration with explanations')
  .action((options: { config: string }) => {
    if (existsSync(options.config)) throw new ConfigError('the configuration file exists already: remove it first');
    writeFileSync(options.config, configTemplate, { mode: 0o600 });
    out('configuration written: fill in api, clientId and files, then run check');
  });
program
  .command('check')
  .option(...config)
  .description('tests configuration, folders, secret and reach')
  .action(async (options: { config: string }) => void (code = await check(options.config)));
program
  .command('discover')
  .option(...config)
  .description('shows what would be read, sends nothing')
  .action(async (options: { config: string }) => void (code = await discover(options.config)));
program
  .command('run')
  .option(...config)
  .option('--once', 'one round, then stop')
  .description('reads and sends, again and again')
  .action(async (options: { config: string; once?: boolean }) => void (code = await run(options.config, options)));
program
  .command('backfill')
  .option(...config)
  .description('reads all files anew and sends everything again')
  .action(async (options: { config: string }) => void (code = await run(options.config, { once: true, again: true })));
program
  .command('replay')
  .option(...config)
  .description('queues dead letters again and sends them')
  .action(async (options: { config: string }) => {
    await withConnector(options.config, async ({ config: settings, spool }) => {
      out(`queued again: ${spool.requeue('dead_letter', settings, String(Date.now()))}`);
    });
    code = await run(options.config, { once: true });
  });
program
  .command('status')
  .option(...config)
  .option('--json', 'for machines')
  .description('what waits, what was refused, last delivery')
  .action(async (options: { config: string; json?: boolean }) => {
    await withConnector(options.config, async ({ spool }) => {
      const status = spool.status();
      if (options.json) out(JSON.stringify(status));
      else for (const [name, value] of Object.entries(status)) out(`${name}: ${value}`);
      if (!status.balanced) code = EXIT.bug;
    });
  });

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) code = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  else if (error instanceof ConfigError) {
    process.stderr.write(`${error.message}\n`);
    code = EXIT.config;
  } else {
    const { code: cause, errcode } = error as { code?: string; errcode?: number };
    const full = cause === 'ENOSPC' || cause === 'EROFS' || errcode === 13;
    code = full ? EXIT.disk : cause === 'ENOENT' || cause === 'EACCES' ? EXIT.config : EXIT.bug;
    process.stderr.write(`${full ? 'the disk is full or read-only' : `stopped by a fault (${cause ?? 'unknown'})`}\n`);
  }
}
process.exitCode = code;
