#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { dryRun, dryRunLines } from './commands/audience.ts';
import { backfill, replay } from './commands/backfill.ts';
import { customersFrom, erase, rekey } from './commands/erase.ts';
import { check } from './commands/check.ts';
import { init } from './commands/init.ts';
import { discover, discoverLines } from './commands/discover.ts';
import { run, statusOptions } from './commands/run.ts';
import { statusCode, statusLines } from './commands/status.ts';
import { ConfigError, loadConfig } from './config.ts';
import { withConnector, type Connector } from './connector.ts';
import { EXIT } from './exit-codes.ts';
import { systemPorts } from './ports/system.ts';
import { diskFault } from './spool/database.ts';

/** Everything is on the disk already, so that a stop loses nothing however short it is. */
const STOP_WITHIN_MS = 8_000;
const out = (line: string) => process.stdout.write(`${line}\n`);
const stop = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => {
    stop.abort();
    setTimeout(() => process.exit(EXIT.ok), STOP_WITHIN_MS).unref();
  });

interface Options {
  readonly config: string;
  readonly json?: boolean;
  readonly once?: boolean;
  readonly all?: boolean;
  readonly from?: string;
  readonly to?: string;
  readonly customers?: string;
}
const screen = process.stderr;
const connected = (options: Options, use: 'send' | 'look', work: (connector: Connector) => Promise<number>) =>
  withConnector(loadConfig(options.config, process.env), systemPorts(), stop.signal, use, work);

let code: number = EXIT.ok;
const program = new Command('dip-connect').exitOverride().description('sends a venue’s sales figures to the API');
function command(name: string, description: string, work: (options: Options) => Promise<number>): Command {
  return program
    .command(name)
    .description(description)
    .option('-c, --config <path>', 'configuration file', 'dip-connect.yaml')
    .action(async (options: Options) => void (code = await work(options)));
}

command('init', 'writes a configuration with explanations, and the secret of buyer keys', async ({ config }) => {
  init(config, process.env).forEach(out);
  return EXIT.ok;
});
command('check', 'tests configuration, folders, secret and reach', async (options) => {
  const ports = systemPorts();
  try {
    const findings = await check(loadConfig(options.config, process.env), ports, stop.signal);
    if (options.json) out(JSON.stringify(findings));
    else for (const { ok, text } of findings) out(`${ok ? 'ok ' : 'bad'} ${text}`);
    return findings.find(({ ok }) => !ok)?.code ?? EXIT.ok;
  } finally {
    await ports.net.close();
  }
}).option('--json', 'for machines');
command('discover', 'shows what would be read, sends nothing', async (options) => {
  const ports = systemPorts();
  const found = await discover(loadConfig(options.config, process.env), ports, options.all === true);
  await ports.net.close();
  if (options.json)
    out(
      JSON.stringify(
        found.map(({ file, description }) => ({ file, ...description })),
        null,
        2,
      ),
    );
  else if (found.length === 0) out('no finished file of these patterns: check files.folder and files.pattern');
  else for (const one of found) discoverLines(one).forEach(out);
  return EXIT.ok;
})
  .option('--json', 'for machines')
  .option('--all', 'every file, not only the newest of each stream');
command('run', 'reads and sends, again and again', (options) =>
  connected(options, 'send', (connector) => run(connector, { out, screen, once: options.once === true })),
).option('--once', 'one round, then stop');
command('backfill', 'reads all files again and sends them once more', (options) =>
  connected(options, 'send', (connector) => {
    const { from, to } = options;
    return backfill(connector, { ...(from ? { from } : {}), ...(to ? { to } : {}) }, { out, screen });
  }),
)
  .option('--from <day>', 'first day, as 2026-11-24')
  .option('--to <day>', 'last day');
command('replay', 'queues what the API refused again and sends it', (options) =>
  connected(options, 'send', (connector) => replay(connector, { out, screen })),
);
command(
  'audience',
  'exactly what would leave about who comes, for the privacy officer; sends nothing',
  async (options) => {
    const ports = systemPorts();
    const found = await dryRun(loadConfig(options.config, process.env), ports, stop.signal);
    await ports.net.close();
    if (options.json) for (const { items } of found) for (const item of items) out(JSON.stringify(item));
    else if (found.length === 0) out('no finished file of these patterns: check files.folder and files.pattern');
    else dryRunLines(found).forEach(out);
    return EXIT.ok;
  },
)
  .requiredOption('--dry-run', 'the only way to run it: nothing is written, nothing is sent')
  .option('--json', 'every set as it would go, one a line');
command('erase', 'leaves customers out everywhere; their numbers come from a file or standard input', (options) => {
  const customers = customersFrom(options.customers);
  return connected(options, 'send', (connector) => erase(connector, customers, { out, screen }));
}).option('--customers <file>', 'customer numbers, one a line; standard input when absent');
command(
  'rekey',
  'a new secret for buyer keys, after the old one was seen by others; sends everything again',
  (options) => connected(options, 'send', (connector) => rekey(connector, { out, screen })),
);
command('status', 'what waits, what was refused, how old the delivered figures are', (options) =>
  connected(options, 'look', async (connector) => {
    const status = connector.spool.status(statusOptions(connector));
    if (options.json) out(JSON.stringify(status));
    else statusLines(status).forEach(out);
    return statusCode(status);
  }),
).option('--json', 'for machines');

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) code = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  else if (error instanceof ConfigError) {
    process.stderr.write(`${error.message}\n`);
    code = EXIT.config;
  } else {
    const cause = (error as { code?: string }).code;
    code = diskFault(error) ? EXIT.disk : cause === 'ENOENT' || cause === 'EACCES' ? EXIT.config : EXIT.bug;
    const words =
      code === EXIT.disk
        ? 'the disk is full or read-only: what was taken is kept, nothing was lost'
        : `stopped by a fault (${cause ?? 'unknown'})`;
    process.stderr.write(`${words}\n`);
  }
}
process.exitCode = code;
