#!/usr/bin/env node
/** The operator's tool, on the same routes as everybody: prints a table, or JSON with `--json`. */
import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { addShardCommands } from './shard-commands.ts';

interface Options {
  api: string;
  client: string;
  secretFile?: string;
  json?: boolean;
}

const program = new Command('dip-admin')
  .description('create, list, disable and merge what the platform knows')
  .option('--api <url>', 'address of the API', 'http://127.0.0.1:8787')
  .option('--client <id>', 'client id', 'operator')
  .option('--secret-file <path>', 'file that holds the secret; else DIP_ADMIN_SECRET')
  .option('--json', 'print JSON');

class Refusal extends Error {}

async function call(method: string, path: string, body?: unknown): Promise<unknown> {
  const { api, client, secretFile } = program.opts<Options>();
  const secret = secretFile ? (await readFile(secretFile, 'utf8')).trim() : process.env['DIP_ADMIN_SECRET'];
  if (!secret) throw new Refusal('no secret: set DIP_ADMIN_SECRET or give --secret-file');
  const token = await fetch(new URL('/oauth/token', api), {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${client}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  if (!token.ok) throw new Refusal('the API does not know this client and secret');
  const { access_token } = (await token.json()) as { access_token: string };
  const answer = await fetch(new URL(path, api), {
    method,
    headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  const said: unknown = text ? JSON.parse(text) : {};
  if (answer.ok) return said;
  const problem = said as { detail?: string; errors?: { pointer: string; detail: string }[] };
  throw new Refusal(
    [
      problem.detail ?? `refused (${answer.status})`,
      ...(problem.errors ?? []).map((e) => `  ${e.pointer}: ${e.detail}`),
    ].join('\n'),
  );
}

function print(said: unknown): void {
  if (program.opts<Options>().json) return console.log(JSON.stringify(said, null, 2));
  const list = (said as { items?: object[] }).items;
  console.table(list ?? [said]);
}

const id = (text: string): string => encodeURIComponent(text);

const organisation = program.command('organisation');
organisation
  .command('create')
  .requiredOption('--type <type>')
  .requiredOption('--name <name>')
  .option('--city <city>')
  .option('--origin <origin...>', 'origins whose pages may hold our elements')
  .action(async (o: { type: string; name: string; city?: string; origin?: string[] }) =>
    print(
      await call('POST', '/v1/organisations', {
        type: o.type,
        name: o.name,
        ...(o.city ? { city: o.city } : {}),
        ...(o.origin ? { origins: o.origin } : {}),
      }),
    ),
  );
organisation
  .command('disable <id>')
  .action(async (key: string) => print(await call('DELETE', `/v1/organisations/${id(key)}`)));
const client = program.command('client');
client
  .command('create')
  .requiredOption('--organisation <id>')
  .requiredOption('--name <name>')
  .requiredOption('--scope <scope...>')
  .action(async (o: { organisation: string; name: string; scope: string[] }) =>
    print(await call('POST', '/v1/clients', { organisation: o.organisation, name: o.name, scopes: o.scope })),
  );
client.command('disable <id>').action(async (key: string) => print(await call('DELETE', `/v1/clients/${id(key)}`)));
for (const what of ['organisations', 'halls', 'productions', 'performances']) {
  program
    .command(what)
    .description(`list ${what}`)
    .option('--search <text>')
    .option('--cursor <cursor>')
    .action(async (o: { search?: string; cursor?: string }) =>
      print(
        await call(
          'GET',
          `/v1/${what}?${new URLSearchParams({ ...(o.search ? { q: o.search } : {}), ...(o.cursor ? { cursor: o.cursor } : {}) })}`,
        ),
      ),
    );
}
program
  .command('merge <performance> <into>')
  .description('one performance entered twice')
  .action(async (from: string, into: string) =>
    print(await call('POST', `/v1/performances/${id(from)}/merge`, { into })),
  );
program
  .command('unmerge <performance>')
  .action(async (from: string) => print(await call('DELETE', `/v1/performances/${id(from)}/merge`)));

addShardCommands(program, {
  call,
  print,
  tell: (line) => console.error(line),
  refuse: (message) => new Refusal(message),
});

try {
  await program.parseAsync();
} catch (error) {
  console.error(error instanceof Refusal || error instanceof TypeError ? error.message : error);
  process.exitCode = 1;
}
